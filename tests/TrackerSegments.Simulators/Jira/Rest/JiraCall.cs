using System.Globalization;
using System.Text.Json;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>A call as an endpoint sees it.</summary>
internal sealed class JiraCall(JiraSimulator jira, JiraRequest request, JiraUser user, IReadOnlyDictionary<string, string> route)
{
    private const int DefaultPage = 50;

    public JiraSimulator Jira => jira;

    public JiraData Data => jira.Data;

    public JiraRequest Request => request;

    public JiraUser User => user;

    public bool IsCloud => jira.Options.Kind == JiraKind.Cloud;

    /// <summary>The address in self links.</summary>
    public string Base => jira.BaseAddress;

    public string Api => IsCloud ? $"{Base}/rest/api/3" : $"{Base}/rest/api/2";

    public string Route(string name) => route[name];

    public string? Query(string name) => request.Query.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>The values of a query parameter, repeated or with commas.</summary>
    public IReadOnlyList<string> QueryList(string name) => request.Query.TryGetValue(name, out var values)
        ? [.. values.SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]
        : [];

    public int QueryNumber(string name, int otherwise) => Query(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new JiraRefusal(400, $"The value '{text}' of {name} is not a number.");

    /// <summary>Where a page begins and how long it may be.</summary>
    public (int StartAt, int MaxResults) Page(int max) =>
        (Math.Max(0, QueryNumber("startAt", 0)), Math.Clamp(QueryNumber("maxResults", DefaultPage), 1, max));

    /// <summary>The body as an object that has only the known members.</summary>
    public JsonElement Body(params string[] members)
    {
        JsonElement body;
        try
        {
            using var document = JsonDocument.Parse(request.BodyBytes);
            body = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw JiraRefusal.InvalidPayload;
        }

        return JsonBody.Object(body, members);
    }

    public void Demand(JiraPermissions permission, int status, string message)
    {
        if (!user.May(permission))
        {
            throw new JiraRefusal(status, message);
        }
    }

    public void DemandAdministrator() => Demand(JiraPermissions.Administer, 403, "Only Jira administrators can access this resource.");

    public JiraProject Project(string keyOrId) => Data.FindProject(keyOrId) is { } project && user.May(JiraPermissions.Browse, project.Key)
        ? project
        : throw new JiraRefusal(404, $"No project could be found with key '{keyOrId}'.");

    /// <summary>An issue that the account may see.</summary>
    public JiraIssue Issue(string keyOrId) => Seen(keyOrId) ?? throw JiraRefusal.IssueNotFound;

    public JiraIssue? Seen(string keyOrId) =>
        Data.Find(keyOrId) is { } issue && user.May(JiraPermissions.Browse, issue.Project.Key) ? issue : null;
}
