using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Trackers;

/// <summary>One tracker that holds a backlog. Nothing above this interface knows which tracker it is.</summary>
internal interface ITracker
{
    TrackerInfo Info { get; }

    /// <summary>Reads the backlog page by page, from the start (null) or from where a page's cursor says.</summary>
    IAsyncEnumerable<ItemPage> ReadAsync(string? cursor, CancellationToken cancellationToken);

    /// <summary>
    /// Changes the values of one field of one item: adds and removes, and leaves every other value alone. Nothing is written
    /// unless the item is still at the expected revision.
    /// </summary>
    Task<WriteOutcome> WriteAsync(FieldEdit edit, CancellationToken cancellationToken);
}

/// <summary>What a tracker is, for a person.</summary>
/// <param name="Kind">file, jira-cloud, jira-data-center, azure-devops.</param>
/// <param name="Name">The site's or file's name, without a path.</param>
internal sealed record TrackerInfo(string Kind, string Name);

/// <summary>Some items, and the cursor after them.</summary>
internal sealed record ItemPage(IReadOnlyList<WorkItem> Items, string? Cursor);

/// <summary>A wish to change the values of one field of one item.</summary>
internal sealed record FieldEdit(
    string Key,
    string Field,
    string ExpectedRevision,
    IReadOnlyList<string> Add,
    IReadOnlyList<string> Remove)
{
    public bool IsNothing => Add.Count == 0 && Remove.Count == 0;

    /// <summary>The item as it would be; its revision is left as it is.</summary>
    public WorkItem Preview(WorkItem item)
    {
        var name = item.Fields.Keys.FirstOrDefault(f => string.Equals(f, Field, StringComparison.OrdinalIgnoreCase)) ?? Field;
        var fields = new Dictionary<string, IReadOnlyList<string>>(item.Fields, StringComparer.Ordinal)
        {
            [name] = ValueSet.Apply(item.ValuesOf(Field), Add, Remove),
        };
        return item with { Fields = fields };
    }
}

/// <summary>What became of a <see cref="FieldEdit"/>.</summary>
internal abstract record WriteOutcome
{
    private WriteOutcome()
    {
    }

    /// <summary>Written; the item as it is now.</summary>
    internal sealed record Written(WorkItem Item) : WriteOutcome;

    /// <summary>Somebody else changed the item; nothing was written. The item as it is now.</summary>
    internal sealed record Stale(WorkItem Current) : WriteOutcome;

    /// <summary>There is no such item.</summary>
    internal sealed record NotFound : WriteOutcome;
}
