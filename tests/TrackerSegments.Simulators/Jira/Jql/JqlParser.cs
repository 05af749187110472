namespace TrackerSegments.Simulators.Jira.Jql;

/// <summary>Reads a query, and says as Jira does what is wrong with it.</summary>
internal sealed class JqlParser
{
    private const string Operators =
        "The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.";

    private static readonly HashSet<string> Reserved = new(
        "access add alter as asc audit avg before begin between boolean break by byte catch char character check close collate column commit connect continue count create current date decimal declare default delete desc difference distinct divide do double drop else encoding end equals escape exec execute exists explain false fetch file field first float for from function go goto grant group having identified if immediate increment index initial inner inout input insert int integer intersect intersection into isempty isnull join last left less like limit lock long max min minus mode modify modulo more multiply next noaudit notin nowait null number object of on option or order outer output power previous prior privileges public raise raw remainder rename resource return returns revoke right row rowid rownum rows select session set share size sqrt start strict string subtract sum synonym table then to trans transaction trigger true uid union unique update user validate values view when whenever where while with"
            .Split(' '), StringComparer.OrdinalIgnoreCase);

    private readonly List<JqlToken> tokens;

    private int at;

    private JqlParser(string jql) => tokens = JqlTokenizer.Cut(jql);

    private JqlToken Now => tokens[at];

    public static JqlTree Parse(string jql)
    {
        var parser = new JqlParser(jql);
        var where = parser.Now.Kind == JqlTokenKind.End || parser.Now.Is("ORDER") ? null : parser.ReadOr();
        var order = parser.ReadOrder();
        return parser.Now.Kind == JqlTokenKind.End
            ? new(where, order)
            : throw parser.Wrong(where is null ? "Expecting 'ORDER BY' or a field" : "Expecting either 'OR' or 'AND'");
    }

    private JqlNode ReadOr()
    {
        List<JqlNode> parts = [ReadAnd()];
        while (Take("OR"))
        {
            parts.Add(ReadAnd());
        }

        return parts.Count == 1 ? parts[0] : new JqlNode.Or(parts);
    }

    private JqlNode ReadAnd()
    {
        List<JqlNode> parts = [ReadNot()];
        while (Take("AND"))
        {
            parts.Add(ReadNot());
        }

        return parts.Count == 1 ? parts[0] : new JqlNode.And(parts);
    }

    private JqlNode ReadNot()
    {
        if (Take("NOT"))
        {
            return new JqlNode.Not(ReadNot());
        }

        if (Now.Kind != JqlTokenKind.Open)
        {
            return ReadClause();
        }

        at++;
        var inner = ReadOr();
        Close();
        return inner;
    }

    private JqlNode.Clause ReadClause()
    {
        if (Now.Kind is not (JqlTokenKind.Word or JqlTokenKind.Quoted))
        {
            throw Wrong("Expecting a field name");
        }

        var field = Value("a field name");
        if (ReadOperator() is not { } operation)
        {
            throw Now.Kind == JqlTokenKind.End
                ? new JqlException($"Error in the JQL Query: Expecting operator before the end of the query. {Operators}")
                : new JqlException($"Error in the JQL Query: Expecting operator but got '{Now.Text}'. {Operators} (line 1, character {Now.Position})");
        }

        return new(field, operation, ReadOperands(operation));
    }

    private string? ReadOperator()
    {
        if (Now.Kind == JqlTokenKind.Operator)
        {
            return tokens[at++].Text;
        }

        if (Take("IN"))
        {
            return "in";
        }

        if (Take("NOT"))
        {
            return Take("IN") ? "not in" : throw Wrong("Expecting 'IN'");
        }

        return !Take("IS") ? null : Take("NOT") ? "is not" : "is";
    }

    private List<JqlOperand> ReadOperands(string operation)
    {
        if (operation is not ("in" or "not in"))
        {
            return [ReadOperand()];
        }

        if (Now.Kind != JqlTokenKind.Open)
        {
            return ReadOperand() is { IsFunction: true } function ? [function] : throw Wrong("Expecting a list or function");
        }

        at++;
        List<JqlOperand> operands = [ReadOperand()];
        while (Now.Kind == JqlTokenKind.Comma)
        {
            at++;
            operands.Add(ReadOperand());
        }

        Close();
        return operands;
    }

    private JqlOperand ReadOperand()
    {
        if (Now.Is("EMPTY") || Now.Is("NULL"))
        {
            at++;
            return new("EMPTY", IsEmpty: true);
        }

        var text = Value("either a value, list or function");
        if (Now.Kind != JqlTokenKind.Open)
        {
            return new(text);
        }

        at++;
        List<string> arguments = [];
        while (Now.Kind is JqlTokenKind.Word or JqlTokenKind.Quoted)
        {
            arguments.Add(tokens[at++].Text);
            if (Now.Kind == JqlTokenKind.Comma)
            {
                at++;
            }
        }

        Close();
        return new(text, Arguments: arguments);
    }

    private List<(string Field, bool IsDescending)> ReadOrder()
    {
        List<(string, bool)> order = [];
        if (!Take("ORDER"))
        {
            return order;
        }

        if (!Take("BY"))
        {
            throw Wrong("Expecting 'BY'");
        }

        do
        {
            var field = Value("a field name");
            var isDescending = Take("DESC");
            if (!isDescending)
            {
                Take("ASC");
            }

            order.Add((field, isDescending));
        }
        while (Now.Kind == JqlTokenKind.Comma && at++ >= 0);
        return order;
    }

    private string Value(string wanted)
    {
        var token = Now;
        if (token.Kind == JqlTokenKind.Quoted)
        {
            at++;
            return token.Text;
        }

        if (token.Kind != JqlTokenKind.Word || token.Is("AND") || token.Is("OR") || token.Is("NOT") || token.Is("IN") || token.Is("IS"))
        {
            throw Wrong($"Expecting {wanted}");
        }

        at++;
        return Reserved.Contains(token.Text)
            ? throw new JqlException($"Error in the JQL Query: '{token.Text}' is a reserved JQL word. You must surround it in quotation marks to use it in a query. (line 1, character {token.Position})")
            : token.Text;
    }

    private void Close()
    {
        if (Now.Kind != JqlTokenKind.Close)
        {
            throw Now.Kind == JqlTokenKind.End
                ? new JqlException("Error in the JQL Query: Expecting ')' before the end of the query.")
                : Wrong("Expecting ',' or ')'");
        }

        at++;
    }

    private bool Take(string word)
    {
        if (!Now.Is(word))
        {
            return false;
        }

        at++;
        return true;
    }

    private JqlException Wrong(string expected) => new(Now.Kind == JqlTokenKind.End
        ? $"Error in the JQL Query: {expected} before the end of the query."
        : $"Error in the JQL Query: {expected} but got '{Now.Text}'. (line 1, character {Now.Position})");
}
