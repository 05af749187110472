using System.Globalization;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Wiql;

/// <summary>Understands a query of the work item query language, as far as the simulator knows it; what it does not know is refused.</summary>
internal sealed class WiqlParser(string query, WiqlSurroundings surroundings)
{
    private readonly List<WiqlToken> tokens = WiqlToken.Cut(query);

    private int at;

    private bool isOfLinks;

    private bool isToParent;

    private WiqlToken Current => tokens[at];

    public WiqlQuery Parse()
    {
        Expect("SELECT");
        List<AzureField> columns = [Field(Take(WiqlTokenKind.Field, "field name"))];
        while (Skip(","))
        {
            columns.Add(Field(Take(WiqlTokenKind.Field, "field name")));
        }

        Expect("FROM");
        var from = Take(WiqlTokenKind.Word, "workitems or workitemLinks");
        isOfLinks = string.Equals(from, "WorkItemLinks", StringComparison.OrdinalIgnoreCase);
        if (!isOfLinks && !string.Equals(from, "WorkItems", StringComparison.OrdinalIgnoreCase))
        {
            throw new WiqlException("The FROM clause must be workitems or workitemLinks.", from);
        }

        var where = Skip("WHERE") ? Or() : new([]);
        var result = new WiqlQuery(isOfLinks, columns)
        {
            Order = Order(),
            AsOf = Skip("ASOF") ? Date(Take(WiqlTokenKind.Text, "date")) : null,
            Mode = Mode(),
        };
        return Current.Kind == WiqlTokenKind.End
            ? result with { Source = where.Of(WiqlSide.Source), Target = where.Of(WiqlSide.Target), IsToParent = isToParent }
            : throw new WiqlException("Expecting end of string.", Current.Text);
    }

    private WiqlClauses Or()
    {
        var left = And();
        while (Skip("OR"))
        {
            left = left.Or(And());
        }

        return left;
    }

    private WiqlClauses And()
    {
        var left = Not();
        while (Skip("AND"))
        {
            left = left.And(Not());
        }

        return left;
    }

    private WiqlClauses Not()
    {
        if (Skip("NOT"))
        {
            return Not().Negated();
        }

        if (!Skip("("))
        {
            return Condition();
        }

        var inside = Or();
        Expect(")");
        return inside;
    }

    private WiqlClauses Condition()
    {
        var side = WiqlSide.Source;
        if (isOfLinks && Current is { Kind: WiqlTokenKind.Field, Text: "Source" or "Target" } && tokens[at + 1].Is("."))
        {
            side = Current.Text == "Target" ? WiqlSide.Target : WiqlSide.Source;
            at += 2;
        }

        var name = Take(WiqlTokenKind.Field, "field name");
        if (isOfLinks && string.Equals(name, "System.Links.LinkType", StringComparison.OrdinalIgnoreCase))
        {
            LinkType();
            return new([]);
        }

        var field = Field(name);
        var operation = Operation();
        var conditions = new WiqlConditions(surroundings, field);
        if (operation is "IS EMPTY" or "IS NOT EMPTY")
        {
            return new([(side, conditions.Empty(operation == "IS EMPTY"))]);
        }

        if (operation is not ("IN" or "NOT IN"))
        {
            return new([(side, conditions.Compare(operation, Operand()))]);
        }

        Expect("(");
        List<object?> values = [Operand()];
        while (Skip(","))
        {
            values.Add(Operand());
        }

        Expect(")");
        return new([(side, conditions.In(values, operation == "IN"))]);
    }

    private void LinkType()
    {
        Expect("=");
        var type = Take(WiqlTokenKind.Text, "link type");
        isToParent = type switch
        {
            "System.LinkTypes.Hierarchy-Forward" => false,
            "System.LinkTypes.Hierarchy-Reverse" => true,
            _ => throw new WiqlException("TF51006: The query statement references a link type that does not exist.", type),
        };
    }

    private string Operation()
    {
        var token = Current;
        at++;
        if (token is { Kind: WiqlTokenKind.Symbol, Text: "=" or "<>" or "<" or ">" or "<=" or ">=" })
        {
            return token.Text;
        }

        var word = token.Text.ToUpperInvariant();
        switch (word)
        {
            case "IN":
                return Skip("GROUP") ? "IN GROUP" : "IN";
            case "NOT":
                return $"NOT {Operation()}";
            case "WAS":
                Expect("EVER");
                return "EVER";
            case "IS":
                var isNot = Skip("NOT");
                Expect("EMPTY");
                return isNot ? "IS NOT EMPTY" : "IS EMPTY";
            case "CONTAINS" or "UNDER" or "EVER":
                return word;
            default:
                throw new WiqlException("Expecting operator.", token.Text);
        }
    }

    /// <summary>A text, a number, a date or nothing of a macro, or a field to compare with.</summary>
    private object? Operand()
    {
        var token = Current;
        at++;
        return token.Kind switch
        {
            WiqlTokenKind.Text => token.Text,
            WiqlTokenKind.Number => double.Parse(token.Text, CultureInfo.InvariantCulture),
            WiqlTokenKind.Symbol when token.Text == "-" && Current.Kind == WiqlTokenKind.Number => -double.Parse(tokens[at++].Text, CultureInfo.InvariantCulture),
            WiqlTokenKind.Word when bool.TryParse(token.Text, out var flag) => flag,
            WiqlTokenKind.Field => Field(token.Text),
            WiqlTokenKind.Macro => Macro(token.Text),
            _ => throw new WiqlException("Expecting value.", token.Text),
        };
    }

    private object? Macro(string macro)
    {
        switch (macro.ToUpperInvariant())
        {
            case "@PROJECT":
                return surroundings.Project?.Name ?? throw new WiqlException("VS402612: The macro '@project' is not supported without a project context.", macro);
            case "@ME":
                return surroundings.User;
            case "@TODAY":
                var sign = Skip("-") ? -1 : Skip("+") ? 1 : 0;
                var days = sign == 0 ? 0 : sign * double.Parse(Take(WiqlTokenKind.Number, "number"), CultureInfo.InvariantCulture);
                return new DateTimeOffset(surroundings.Now.UtcDateTime.Date, TimeSpan.Zero).AddDays(days);
            default:
                throw new WiqlException("TF51534: The macro does not exist.", macro);
        }
    }

    private List<(AzureField, bool)> Order()
    {
        List<(AzureField, bool)> order = [];
        if (!Skip("ORDER"))
        {
            return order;
        }

        Expect("BY");
        do
        {
            var field = Field(Take(WiqlTokenKind.Field, "field name"));
            order.Add((field, Skip("DESC") || (Skip("ASC") && false)));
        }
        while (Skip(","));
        return order;
    }

    private WiqlMode Mode()
    {
        if (!isOfLinks || !Skip("MODE"))
        {
            return WiqlMode.MustContain;
        }

        Expect("(");
        var word = Take(WiqlTokenKind.Word, "mode");
        Expect(")");
        return Enum.TryParse<WiqlMode>(word, ignoreCase: true, out var mode) ? mode : throw new WiqlException("TF51007: The mode does not exist.", word);
    }

    private static DateTimeOffset Date(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? time
        : throw new WiqlException("The date is not valid.", text);

    private AzureField Field(string name) => surroundings.Data.FindField(name)
        ?? throw new WiqlException("TF51005: The query references a field that does not exist.", $"[{name}]");

    private bool Skip(string word)
    {
        var isIt = Current.Is(word);
        at += isIt ? 1 : 0;
        return isIt;
    }

    private void Expect(string word)
    {
        if (!Skip(word))
        {
            throw new WiqlException($"Expecting {word}.", Current.Text);
        }
    }

    private string Take(WiqlTokenKind kind, string what)
    {
        var token = Current;
        at++;
        return token.Kind == kind ? token.Text : throw new WiqlException($"Expecting {what}.", token.Text);
    }
}
