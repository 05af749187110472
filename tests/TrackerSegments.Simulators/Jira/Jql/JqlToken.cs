namespace TrackerSegments.Simulators.Jira.Jql;

internal enum JqlTokenKind
{
    Word,
    Quoted,
    Operator,
    Open,
    Close,
    Comma,
    End,
}

/// <summary>A piece of a query and where it begins, counted from 1.</summary>
internal readonly record struct JqlToken(JqlTokenKind Kind, string Text, int Position)
{
    public bool Is(string word) => Kind == JqlTokenKind.Word && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}
