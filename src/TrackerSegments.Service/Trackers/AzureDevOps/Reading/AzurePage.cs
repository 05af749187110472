namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Makes pages of work items, and says what a person should know about them.</summary>
internal static class AzurePage
{
    public static ItemPage Of(IReadOnlyCollection<AzureItem> items, string? cursor, int? total) => new([.. items.Select(item => item.Item)], cursor)
    {
        Total = total,
        Findings = [.. EstimateFindings.Of([.. items.Select(item => (item.Fault, item.Item.Key))], "Azure DevOps")],
    };
}
