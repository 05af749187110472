using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>A work item as it was read, with what writing needs beside it.</summary>
/// <param name="Item">The item; its <see cref="WorkItem.Fields"/> have the segment field's values by <see cref="ConnectionSettings.SegmentField"/>.</param>
/// <param name="Rev">Its revision.</param>
/// <param name="Raw">The text of the segment field as it stands there; null where there is none.</param>
internal sealed record AzureItem(WorkItem Item, int Rev, string? Raw)
{
    /// <summary>What is wrong with its estimate.</summary>
    public EstimateFault Fault { get; init; }

    public string Id => Item.Id!;
}
