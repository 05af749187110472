using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports.Teams;

/// <summary>What a card says beside the figures of its document.</summary>
internal sealed record CardContext
{
    /// <summary>Where the panel opens; null for no link.</summary>
    public Uri? Panel { get; init; }

    /// <summary>Where the tracker opens; null for no link.</summary>
    public Uri? Tracker { get; init; }

    /// <summary>The document of the report before; null for the first one.</summary>
    public AlignmentDocument? Before { get; init; }

    /// <summary>Whom it is for.</summary>
    public string? Audience { get; init; }

    /// <summary>What is to be known about this very post, such as that it is late.</summary>
    public string? Note { get; init; }

    /// <summary>When it is posted, so that it can say how old its data is; null where that does not matter.</summary>
    public DateTimeOffset? Now { get; init; }
}
