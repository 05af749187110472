namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>The endpoints of each kind of Jira.</summary>
internal static class JiraEndpoints
{
    public static IReadOnlyList<JiraEndpoint> Of(JiraKind kind) => kind == JiraKind.Cloud
        ? [.. SiteEndpoints.Of("/rest/api/3"), .. FieldEndpoints.Cloud, .. SearchEndpoints.Cloud, .. IssueEndpoints.Cloud]
        : [.. SiteEndpoints.Of("/rest/api/2")];
}
