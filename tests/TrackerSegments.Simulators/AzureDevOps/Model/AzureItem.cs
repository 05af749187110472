using System.Collections.Immutable;

namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <summary>A work item: what it was at each revision.</summary>
public sealed class AzureItem(int id)
{
    private volatile AzureRevision[] revisions = [];

    public int Id => id;

    public IReadOnlyList<AzureRevision> Revisions => revisions;

    public AzureRevision First => revisions[0];

    public AzureRevision Latest => revisions[^1];

    /// <summary>The text of a field's value, for tests to compare; null where it has none.</summary>
    public string? Text(string field) => AzureValues.Text(AzureValues.Of(this, Latest, field));

    internal void Add(AzureRevision revision) => revisions = [.. revisions, revision];
}

/// <summary>A work item as it is from one time on.</summary>
public sealed record AzureRevision
{
    public required int Number { get; init; }

    public required AzureProject Project { get; init; }

    public required AzureType Type { get; init; }

    public required AzureNode Area { get; init; }

    public required AzureNode Iteration { get; init; }

    public required string Title { get; init; }

    public required string State { get; init; }

    public required DateTimeOffset ChangedDate { get; init; }

    public required AzureUser ChangedBy { get; init; }

    /// <summary>The item above, which may have been deleted.</summary>
    public AzureItem? Parent { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>The organization's count of changes at this one.</summary>
    public long Watermark { get; init; }

    /// <summary>
    /// The values of the other fields by reference name: texts, <see cref="double"/>, <see cref="int"/>, <see cref="bool"/>,
    /// <see cref="DateTimeOffset"/>, <see cref="AzureUser"/>. Few of them, so that searching them in order is fast and small.
    /// </summary>
    public ImmutableArray<KeyValuePair<string, object>> Values { get; init; } = [];

    /// <summary>The item above as others see it: not where it is deleted.</summary>
    public AzureItem? VisibleParent => Parent is { Latest.IsDeleted: false } parent ? parent : null;

    public object? Value(string reference)
    {
        foreach (var (name, value) in Values)
        {
            if (string.Equals(name, reference, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The same with another value of one of the other fields; null takes it away.</summary>
    internal AzureRevision WithValue(string reference, object? value)
    {
        var kept = Values.RemoveAll(v => string.Equals(v.Key, reference, StringComparison.OrdinalIgnoreCase));
        return this with { Values = value is null ? kept : kept.Add(new(reference, value)) };
    }
}
