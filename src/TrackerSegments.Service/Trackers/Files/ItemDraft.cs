using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>The dates an item carries.</summary>
internal enum DateKind
{
    Created,
    Updated,
    Resolved,
}

/// <summary>An item while its file is being read: its parent and dates may only be known once all of it was seen.</summary>
internal sealed class ItemDraft
{
    public required string Key { get; init; }

    public required string Type { get; init; }

    /// <summary>The file and line the item came from.</summary>
    public required Place Place { get; init; }

    public string Project { get; init; } = "";

    public string Title { get; init; } = "";

    public string Status { get; init; } = "";

    public StatusCategory StatusCategory { get; init; }

    public string? Resolution { get; init; }

    /// <summary>The key of the item above, or its number where the file names it so.</summary>
    public string? Parent { get; set; }

    /// <summary>Whether <see cref="Parent"/> may be the tracker's internal number instead of a key.</summary>
    public bool ParentMayBeId { get; init; }

    public Effort? Estimate { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; } = WorkItem.NoFields;

    public string? Team { get; init; }

    public string? Assignee { get; init; }

    public Uri? Url { get; init; }

    public string Revision { get; init; } = "1";

    public DateTimeOffset? Created { get; private set; }

    public DateTimeOffset? Updated { get; private set; }

    public DateTimeOffset? Resolved { get; private set; }

    public void Set(DateKind kind, DateTimeOffset value)
    {
        switch (kind)
        {
            case DateKind.Created:
                Created = value;
                break;
            case DateKind.Updated:
                Updated = value;
                break;
            default:
                Resolved = value;
                break;
        }
    }

    public WorkItem ToItem() => new()
    {
        Key = Key,
        Type = Type,
        Project = Project,
        Title = Title,
        Status = Status,
        StatusCategory = StatusCategory,
        Resolution = Resolution,
        ParentKey = Parent,
        Estimate = Estimate,
        Fields = Fields,
        Team = Team,
        Assignee = Assignee,
        Url = Url,
        Revision = Revision,
        Created = Created,
        Updated = Updated,
        Resolved = Resolved,
    };
}
