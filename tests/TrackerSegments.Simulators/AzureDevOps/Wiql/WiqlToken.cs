using System.Globalization;

namespace TrackerSegments.Simulators.AzureDevOps.Wiql;

internal enum WiqlTokenKind
{
    Word,
    Field,
    Text,
    Number,
    Macro,
    Symbol,
    End,
}

internal sealed record WiqlToken(WiqlTokenKind Kind, string Text)
{
    private const string Symbols = "(),=<>+-.";

    /// <summary>Whether it is this word or symbol, in any case.</summary>
    public bool Is(string text) => Kind is WiqlTokenKind.Word or WiqlTokenKind.Symbol && string.Equals(Text, text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Cuts a query into tokens.</summary>
    public static List<WiqlToken> Cut(string query)
    {
        List<WiqlToken> tokens = [];
        var at = 0;
        while (at < query.Length)
        {
            if (char.IsWhiteSpace(query[at]))
            {
                at++;
            }
            else
            {
                tokens.Add(Next(query, ref at));
            }
        }

        tokens.Add(new(WiqlTokenKind.End, ""));
        return tokens;
    }

    private static WiqlToken Next(string query, ref int at)
    {
        var c = query[at];
        if (c is '\'' or '"')
        {
            return new(WiqlTokenKind.Text, Quoted(query, ref at, c));
        }

        if (c == '[')
        {
            var end = query.IndexOf(']', at);
            var name = end < 0 ? throw new WiqlException("Expecting field name.", query[at..]) : query[(at + 1)..end];
            at = end + 1;
            return new(WiqlTokenKind.Field, name.Trim());
        }

        if (Symbols.Contains(c, StringComparison.Ordinal))
        {
            var two = at + 1 < query.Length ? query.Substring(at, 2) : "";
            var symbol = two is "<>" or "<=" or ">=" ? two : c.ToString();
            at += symbol.Length;
            return new(WiqlTokenKind.Symbol, symbol);
        }

        var start = at++;
        while (at < query.Length && (char.IsLetterOrDigit(query[at]) || query[at] is '_' || (query[at] == '.' && char.IsLetterOrDigit(c))))
        {
            at++;
        }

        var text = query[start..at];
        return new(
            c == '@' ? WiqlTokenKind.Macro : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? WiqlTokenKind.Number : WiqlTokenKind.Word, text);
    }

    private static string Quoted(string query, ref int at, char quote)
    {
        var text = new System.Text.StringBuilder();
        for (at++; at < query.Length; at++)
        {
            if (query[at] != quote)
            {
                text.Append(query[at]);
            }
            else if (at + 1 < query.Length && query[at + 1] == quote)
            {
                text.Append(query[at++]);
            }
            else
            {
                at++;
                return text.ToString();
            }
        }

        throw new WiqlException("Expecting end of string.", text.ToString());
    }
}

/// <summary>A query that is refused.</summary>
internal sealed class WiqlException(string message, string cause) : Exception($"{message} The error is caused by «{cause}».");
