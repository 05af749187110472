namespace TrackerSegments.Simulators.Jira.Jql;

/// <summary>A part of a query.</summary>
internal abstract record JqlNode
{
    private JqlNode()
    {
    }

    internal sealed record And(IReadOnlyList<JqlNode> Parts) : JqlNode;

    internal sealed record Or(IReadOnlyList<JqlNode> Parts) : JqlNode;

    internal sealed record Not(JqlNode Part) : JqlNode;

    /// <summary>A field as written, one of the operators =, !=, &lt;, &gt;, &lt;=, &gt;=, ~, !~, in, not in, is, is not, and what it is compared with.</summary>
    internal sealed record Clause(string Field, string Operator, IReadOnlyList<JqlOperand> Operands) : JqlNode;
}

/// <summary>A value, EMPTY, or a function with its arguments.</summary>
internal sealed record JqlOperand(string Text, bool IsEmpty = false, IReadOnlyList<string>? Arguments = null)
{
    public bool IsFunction => Arguments is not null;
}

/// <summary>A whole query; where is null if nothing restricts it.</summary>
internal sealed record JqlTree(JqlNode? Where, IReadOnlyList<(string Field, bool IsDescending)> Order);
