namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>The endpoints of Azure DevOps.</summary>
internal static class AzureEndpoints
{
    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        .. SiteEndpoints.All, .. TypeEndpoints.All, .. NodeEndpoints.All, .. BacklogEndpoints.All, .. FeedEndpoints.All, .. ItemEndpoints.All,
        .. WiqlEndpoints.All, .. EditEndpoints.All, .. RecycleEndpoints.All, .. HistoryEndpoints.All, .. BatchEndpoints.All, .. ProcessEndpoints.All,
        .. LayoutEndpoints.All, .. FieldEndpoints.All, .. DiscoveryEndpoints.All,
    ];
}
