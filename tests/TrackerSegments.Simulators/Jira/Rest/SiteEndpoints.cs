using System.Globalization;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>The server, the account, projects and types.</summary>
internal static class SiteEndpoints
{
    private static readonly (string Key, string Name, JiraPermissions Needs)[] Permissions =
    [
        ("BROWSE_PROJECTS", "Browse Projects", JiraPermissions.Browse),
        ("EDIT_ISSUES", "Edit Issues", JiraPermissions.Edit),
        ("DELETE_ISSUES", "Delete Issues", JiraPermissions.Delete),
        ("BULK_CHANGE", "Make bulk changes", JiraPermissions.BulkChange),
        ("ADMINISTER", "Administer Jira", JiraPermissions.Administer),
    ];

    /// <summary>What only Jira Cloud has.</summary>
    public static IReadOnlyList<JiraEndpoint> Cloud { get; } =
    [
        new("GET", "/rest/api/3/project/search", ["startAt", "maxResults", "orderBy", "id", "keys", "query", "typeKey", "categoryId", "action", "expand", "status", "properties", "propertyQuery"], SearchProjects),
        new("GET", "/rest/api/3/issuetype/project", ["projectId", "level"], ProjectTypes),
        new("POST", "/rest/api/3/permissions/check", [], CheckPermissions),
    ];

    public static IReadOnlyList<JiraEndpoint> Of(string api) =>
    [
        new("GET", $"{api}/serverInfo", api.EndsWith('2') ? ["doHealthCheck"] : [], ServerInfo),
        new("GET", $"{api}/myself", ["expand"], Myself),
        new("GET", $"{api}/mypermissions", ["projectKey", "projectId", "issueKey", "issueId", "permissions"], MyPermissions),
        new("GET", $"{api}/project/{{projectIdOrKey}}", ["expand", "properties"], Project),
        new("GET", $"{api}/project/{{projectIdOrKey}}/statuses", [], ProjectStatuses),
        new("GET", $"{api}/issuetype", [], c => Types(c, c.Data.IssueTypes)),
        new("GET", $"{api}/status", [], Statuses),
    ];

    private static JiraAnswer ServerInfo(JiraCall call) => JiraAnswer.Json(w =>
    {
        w.WriteStartObject();
        w.WriteString("baseUrl", call.Base);
        if (call.IsCloud)
        {
            w.WriteString("displayUrl", call.Base);
        }

        w.WriteString("version", call.IsCloud ? "1001.0.0-SNAPSHOT" : "10.3.2");
        w.WriteStartArray("versionNumbers");
        foreach (var number in call.IsCloud ? (int[])[1001, 0, 0] : [10, 3, 2])
        {
            w.WriteNumberValue(number);
        }

        w.WriteEndArray();
        w.WriteString("deploymentType", call.IsCloud ? "Cloud" : "Server");
        w.WriteNumber("buildNumber", 100_287);
        w.WriteString("buildDate", "2026-10-14T04:10:12.000+0000");
        w.WriteString("serverTime", JiraDates.Text(call.Data.Now, call.User.TimeZone));
        w.WriteString("scmInfo", "0000000000000000000000000000000000000000");
        w.WriteString("serverTitle", "Jira");
        w.WriteEndObject();
    });

    private static JiraAnswer Myself(JiraCall call) => JiraAnswer.Json(w => ThingJson.User(w, call, call.User, isWhole: true));

    private static JiraAnswer MyPermissions(JiraCall call)
    {
        var wanted = call.QueryList("permissions");
        if (call.IsCloud && wanted.Count == 0)
        {
            throw new JiraRefusal(400, "The 'permissions' query parameter is required.");
        }

        if (wanted.FirstOrDefault(p => !Permissions.Any(known => known.Key == p)) is { } unknown)
        {
            throw new JiraRefusal(400, $"Unrecognized permission: {unknown}");
        }

        var project = call.Query("issueKey") is { } issue ? call.Issue(issue).Project.Key
            : call.Query("issueId") is { } id ? call.Issue(id).Project.Key
            : (call.Query("projectKey") ?? call.Query("projectId")) is { } key ? call.Project(key).Key
            : null;
        return JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteStartObject("permissions");
            foreach (var (permission, name, needs) in Permissions.Where(p => wanted.Count == 0 || wanted.Contains(p.Key, StringComparer.Ordinal)))
            {
                var isGlobal = needs is JiraPermissions.BulkChange or JiraPermissions.Administer;
                w.WriteStartObject(permission);
                w.WriteString("id", ((int)needs).ToString(CultureInfo.InvariantCulture));
                w.WriteString("key", permission);
                w.WriteString("name", name);
                w.WriteString("type", isGlobal ? "GLOBAL" : "PROJECT");
                w.WriteString("description", name);
                w.WriteBoolean("havePermission", isGlobal || project is null ? call.User.May(needs) : call.User.May(needs, project));
                w.WriteEndObject();
            }

            w.WriteEndObject();
            w.WriteEndObject();
        });
    }

    /// <summary>What somebody may do in projects: of others it is told to administrators alone, and projects that are not there are left out.</summary>
    private static JiraAnswer CheckPermissions(JiraCall call)
    {
        var body = call.Body("accountId", "globalPermissions", "projectPermissions");
        var account = JsonBody.Text(body, "accountId") ?? call.User.AccountId;
        if (account != call.User.AccountId)
        {
            call.Demand(JiraPermissions.Administer, 403, "You must have the 'Administer Jira' permission to check the permissions of other users.");
        }

        var user = call.Data.FindUser(u => u.AccountId == account) ?? throw new JiraRefusal(400, $"The user with account ID {account} does not exist.");
        var wishes = body.TryGetProperty("projectPermissions", out var list) ? list.EnumerateArray().ToList() : [];
        return JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteStartArray("projectPermissions");
            foreach (var wish in wishes.Select(wish => JsonBody.Object(wish, ["permissions", "projects", "issues"])))
            {
                var projects = wish.TryGetProperty("projects", out var ids)
                    ? ids.EnumerateArray().Select(id => call.Data.FindProject(id.GetInt64().ToString(CultureInfo.InvariantCulture))).OfType<JiraProject>().ToList()
                    : [];
                foreach (var name in JsonBody.Texts(wish, "permissions") ?? [])
                {
                    var needs = Permissions.FirstOrDefault(p => p.Key == name) is { Key: not null } known ? known.Needs : throw new JiraRefusal(400, $"Unrecognized permission: {name}");
                    w.WriteStartObject();
                    w.WriteString("permission", name);
                    w.WriteStartArray("issues");
                    w.WriteEndArray();
                    w.WriteStartArray("projects");
                    foreach (var project in projects.Where(p => user.May(needs, p.Key)))
                    {
                        w.WriteNumberValue(project.Id);
                    }

                    w.WriteEndArray();
                    w.WriteEndObject();
                }
            }

            w.WriteEndArray();
            w.WriteStartArray("globalPermissions");
            w.WriteEndArray();
            w.WriteEndObject();
        });
    }

    private static JiraAnswer Project(JiraCall call)
    {
        var project = call.Project(call.Route("projectIdOrKey"));
        return JiraAnswer.Json(w => ThingJson.Project(w, call, project, isWhole: true));
    }

    private static JiraAnswer SearchProjects(JiraCall call)
    {
        var keys = call.QueryList("keys");
        var ids = call.QueryList("id");
        var query = call.Query("query") ?? "";
        var found = call.Data.Projects
            .Where(p => call.User.May(JiraPermissions.Browse, p.Key))
            .Where(p => keys.Count == 0 || keys.Contains(p.Key, StringComparer.OrdinalIgnoreCase))
            .Where(p => ids.Count == 0 || ids.Contains(p.Id.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal))
            .Where(p => p.Key.Contains(query, StringComparison.OrdinalIgnoreCase) || p.Name.Contains(query, StringComparison.OrdinalIgnoreCase))
            .OrderBy(p => p.Key, StringComparer.Ordinal).ToList();
        return Paged.Of(call, found, 100, (w, project) => ThingJson.Project(w, call, project, isWhole: false));
    }

    private static JiraAnswer ProjectStatuses(JiraCall call)
    {
        call.Project(call.Route("projectIdOrKey"));
        return JiraAnswer.Json(w =>
        {
            w.WriteStartArray();
            foreach (var type in call.Data.IssueTypes)
            {
                w.WriteStartObject();
                w.WriteString("self", $"{call.Api}/issuetype/{type.Id}");
                w.WriteString("id", type.Id);
                w.WriteString("name", type.Name);
                w.WriteBoolean("subtask", type.IsSubtask);
                w.WriteStartArray("statuses");
                foreach (var status in call.Data.Statuses)
                {
                    ThingJson.Status(w, call, status);
                }

                w.WriteEndArray();
                w.WriteEndObject();
            }

            w.WriteEndArray();
        });
    }

    private static JiraAnswer ProjectTypes(JiraCall call)
    {
        if (call.Query("projectId") is not { } id)
        {
            throw new JiraRefusal(400, "The query parameter projectId is required.");
        }

        call.Project(id);
        var level = call.Query("level") is null ? (int?)null : call.QueryNumber("level", 0);
        return Types(call, call.Data.IssueTypes.Where(t => level is null || t.Level == level));
    }

    private static JiraAnswer Types(JiraCall call, IEnumerable<JiraIssueType> types) => JiraAnswer.Json(w =>
    {
        w.WriteStartArray();
        foreach (var type in types)
        {
            ThingJson.Type(w, call, type);
        }

        w.WriteEndArray();
    });

    private static JiraAnswer Statuses(JiraCall call) => JiraAnswer.Json(w =>
    {
        w.WriteStartArray();
        foreach (var status in call.Data.Statuses)
        {
            ThingJson.Status(w, call, status);
        }

        w.WriteEndArray();
    });
}
