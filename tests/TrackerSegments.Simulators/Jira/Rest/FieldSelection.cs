namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>Which fields of an issue are asked for.</summary>
internal sealed class FieldSelection
{
    private readonly HashSet<string> wanted;

    private readonly HashSet<string> unwanted;

    private readonly bool isAll;

    public FieldSelection(IReadOnlyList<string> fields)
    {
        wanted = fields.Where(f => f[0] is not ('*' or '-')).ToHashSet(StringComparer.Ordinal);
        unwanted = fields.Where(f => f[0] == '-').Select(f => f[1..]).ToHashSet(StringComparer.Ordinal);
        isAll = fields.Any(f => f is "*all" or "*navigable") || (wanted.Count == 0 && unwanted.Count > 0);
        IsIdOnly = !isAll && wanted.IsSubsetOf(["id"]);
        IsKeyOnly = !isAll && wanted.IsSubsetOf(["id", "key"]);
    }

    public static FieldSelection All { get; } = new(["*all"]);

    /// <summary>Nothing but the id.</summary>
    public bool IsIdOnly { get; }

    /// <summary>Nothing but id and key.</summary>
    public bool IsKeyOnly { get; }

    public bool Has(string id) => !unwanted.Contains(id) && (isAll || wanted.Contains(id));
}
