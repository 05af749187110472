using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports.Teams;

/// <summary>What a card says beside the figures of its document.</summary>
internal sealed record CardContext
{
    private readonly ReportLinks? links;

    /// <summary>Where readers open the panel; null where that is not known.</summary>
    public Uri? Panel { get; init; }

    /// <summary>Where the card leads to.</summary>
    public ReportLinks Links { get => links ?? ReportLinks.None with { Panel = Panel }; init => links = value; }

    /// <summary>What moved most in the report's period and why; null where that is not known.</summary>
    public string? Moved { get; init; }

    /// <summary>The fewest moves that bring every segment within its tolerance; null where nothing is to be moved.</summary>
    public string? Moves { get; init; }

    /// <summary>The document of the report before; null for the first one.</summary>
    public AlignmentDocument? Before { get; init; }

    /// <summary>Whom it is for.</summary>
    public string? Audience { get; init; }

    /// <summary>What is to be known about this very post, such as that it is late.</summary>
    public string? Note { get; init; }

    /// <summary>When it is posted, so that it can say how old its data is; null where that does not matter.</summary>
    public DateTimeOffset? Now { get; init; }
}
