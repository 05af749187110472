namespace TrackerSegments.Service.Outbound;

/// <summary>What the service calls others for; each purpose has hosts of its own.</summary>
internal enum OutboundPurpose
{
    /// <summary>Jira Cloud.</summary>
    Jira,

    /// <summary>Azure DevOps Services.</summary>
    AzureDevOps,

    /// <summary>Workflows that post to Teams.</summary>
    Teams,
}
