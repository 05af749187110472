using System.Text;

namespace TrackerSegments.Simulators.Jira.Jql;

/// <summary>Cuts a query into tokens.</summary>
internal static class JqlTokenizer
{
    private const string Breaks = "()=!<>~,\"'&| \t\r\n";

    public static List<JqlToken> Cut(string jql)
    {
        List<JqlToken> tokens = [];
        var at = 0;
        while (at < jql.Length)
        {
            if (char.IsWhiteSpace(jql[at]))
            {
                at++;
                continue;
            }

            var start = at;
            tokens.Add(Next(jql, ref at, start + 1));
        }

        tokens.Add(new(JqlTokenKind.End, "", jql.Length + 1));
        return tokens;
    }

    private static JqlToken Next(string jql, ref int at, int position)
    {
        var c = jql[at];
        switch (c)
        {
            case '(':
                at++;
                return new(JqlTokenKind.Open, "(", position);
            case ')':
                at++;
                return new(JqlTokenKind.Close, ")", position);
            case ',':
                at++;
                return new(JqlTokenKind.Comma, ",", position);
            case '"' or '\'':
                return new(JqlTokenKind.Quoted, Quoted(jql, ref at, c), position);
            case '&' or '|':
                at += at + 1 < jql.Length && jql[at + 1] == c ? 2 : 1;
                return new(JqlTokenKind.Word, c == '&' ? "AND" : "OR", position);
            case '=' or '!' or '<' or '>' or '~':
                return Operator(jql, ref at, position);
            default:
                return new(JqlTokenKind.Word, Word(jql, ref at), position);
        }
    }

    private static JqlToken Operator(string jql, ref int at, int position)
    {
        var two = at + 1 < jql.Length ? jql.Substring(at, 2) : "";
        if (two is "!=" or "<=" or ">=" or "!~")
        {
            at += 2;
            return new(JqlTokenKind.Operator, two, position);
        }

        var one = jql[at++];
        return one == '!' ? new(JqlTokenKind.Word, "NOT", position) : new(JqlTokenKind.Operator, one.ToString(), position);
    }

    private static string Word(string jql, ref int at)
    {
        var start = at;
        while (at < jql.Length && !Breaks.Contains(jql[at], StringComparison.Ordinal))
        {
            at++;
        }

        return jql[start..at];
    }

    private static string Quoted(string jql, ref int at, char quote)
    {
        var start = at + 1;
        var text = new StringBuilder();
        for (at++; at < jql.Length; at++)
        {
            if (jql[at] == quote)
            {
                at++;
                return text.ToString();
            }

            text.Append(jql[at] == '\\' && at + 1 < jql.Length ? Escaped(jql, ref at) : jql[at]);
        }

        throw new JqlException(
            $"Error in the JQL Query: The quoted string '{jql[start..]}' has not been completed. (line 1, character {start})");
    }

    private static char Escaped(string jql, ref int at) => jql[++at] switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '"' or '\'' or '\\' or ' ' => jql[at],
        var c => throw new JqlException($"Error in the JQL Query: '\\{c}' is an illegal JQL escape sequence. The valid escape sequences are \\', \\\", \\t, \\n, \\r, \\\\, '\\ ' and \\uXXXX. (line 1, character {at})"),
    };
}
