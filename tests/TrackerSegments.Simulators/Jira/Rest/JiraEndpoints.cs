namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>The endpoints of each kind of Jira.</summary>
internal static class JiraEndpoints
{
    public static IReadOnlyList<JiraEndpoint> Of(JiraKind kind) => kind == JiraKind.Cloud
        ?
        [
            .. SiteEndpoints.Of("/rest/api/3"), .. SiteEndpoints.Cloud, .. FieldEndpoints.Cloud, .. ContextEndpoints.Cloud, .. ScreenEndpoints.Of("/rest/api/3"), .. ScreenEndpoints.Cloud,
            .. SearchEndpoints.Cloud, .. IssueEndpoints.Cloud, .. EditEndpoints.Of("/rest/api/3"), .. BulkEndpoints.Cloud,
        ]
        : [.. SiteEndpoints.Of("/rest/api/2"), .. ScreenEndpoints.Of("/rest/api/2"), .. DataCenterEndpoints.All, .. EditEndpoints.Of("/rest/api/2")];
}
