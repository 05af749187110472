using System.Globalization;
using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Who and what there is: the connection, the projects, and the fields of the organization.</summary>
internal static class SiteEndpoints
{
    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        new("GET", "/_apis/connectionData", ["connectOptions", "lastChangeId", "lastChangeId64"], Connection) { IsPreview = true },
        new("GET", "/_apis/identities", ["identityIds", "descriptors", "subjectDescriptors", "searchFilter", "filterValue", "queryMembership"], Identities),
        new("GET", "/_apis/projects", ["stateFilter", "$top", "$skip", "continuationToken", "getDefaultTeamImageUrl"], Projects),
        new("GET", "/_apis/projects/{project}", ["includeCapabilities", "includeHistory"], Project),
        new("GET", "/_apis/projects/{project}/properties", ["keys"], Properties) { IsPreview = true },
    ];

    private static AzureAnswer Connection(AzureCall call) => AzureAnswer.Json(w =>
    {
        w.WriteStartObject();
        WriteConnected(w, "authenticatedUser", call.User);
        WriteConnected(w, "authorizedUser", call.User);
        w.WriteString("instanceId", call.Data.InstanceId);
        w.WriteString("deploymentId", call.Data.InstanceId);
        w.WriteString("deploymentType", call.Azure.Options.Kind == AzureKind.Services ? "hosted" : "onPremises");
        w.WriteStartObject("locationServiceData");
        w.WriteString("serviceOwner", "00025394-6065-48ca-87d9-7f5672854ef7");
        w.WriteString("defaultAccessMappingMoniker", "PublicAccessMapping");
        w.WriteNumber("lastChangeId", 1);
        w.WriteEndObject();
        w.WriteEndObject();
    });

    private static void WriteConnected(Utf8JsonWriter w, string name, AzureUser user)
    {
        w.WriteStartObject(name);
        w.WriteString("id", user.Id);
        w.WriteString("descriptor", $"Microsoft.IdentityModel.Claims.ClaimsIdentity;{user.UniqueName}");
        w.WriteString("subjectDescriptor", $"aad.{user.Id:N}");
        w.WriteString("providerDisplayName", user.Name);
        w.WriteBoolean("isActive", true);
        w.WriteStartObject("properties");
        w.WriteStartObject("Account");
        w.WriteString("$type", "System.String");
        w.WriteString("$value", user.UniqueName);
        w.WriteEndObject();
        w.WriteEndObject();
        w.WriteEndObject();
    }

    /// <summary>Those of these ids, in their order; null for one that is not known.</summary>
    private static AzureAnswer Identities(AzureCall call) => AzureAnswer.List(
        call.QueryList("identityIds").Select(id => call.Data.FindUser(u => u.Id.ToString() == id)).ToList(),
        (w, user) =>
        {
            if (user is null)
            {
                w.WriteNullValue();
                return;
            }

            w.WriteStartObject();
            w.WriteString("id", user.Id);
            w.WriteString("descriptor", $"Microsoft.IdentityModel.Claims.ClaimsIdentity;{user.UniqueName}");
            w.WriteString("subjectDescriptor", $"aad.{user.Id:N}");
            w.WriteString("providerDisplayName", user.Name);
            w.WriteBoolean("isActive", user.IsActive);
            w.WriteBoolean("isContainer", false);
            w.WriteEndObject();
        });

    private static AzureAnswer Projects(AzureCall call)
    {
        var top = Math.Clamp(call.QueryNumber("$top") ?? call.Azure.Options.ProjectPage, 1, call.Azure.Options.ProjectPage);
        var from = call.QueryNumber("continuationToken") ?? call.QueryNumber("$skip") ?? 0;
        var all = call.Data.Projects.Where(p => call.User.May(AzurePermissions.Read, p)).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var page = all.Skip(from).Take(top).ToList();
        var answer = AzureAnswer.List(page, (w, project) =>
        {
            w.WriteStartObject();
            WriteProject(w, call, project);
            w.WriteEndObject();
        });
        return from + page.Count >= all.Count ? answer
            : answer with { Headers = [("x-ms-continuationtoken", (from + page.Count).ToString(CultureInfo.InvariantCulture))] };
    }

    private static AzureAnswer Project(AzureCall call)
    {
        var project = call.Project!;
        var withCapabilities = call.QueryFlag("includeCapabilities");
        return AzureAnswer.Json(w =>
        {
            w.WriteStartObject();
            WriteProject(w, call, project);
            if (withCapabilities)
            {
                WriteCapabilities(w, project);
            }

            w.WriteStartObject("defaultTeam");
            w.WriteString("id", TeamId(project));
            w.WriteString("name", project.Team);
            w.WriteString("url", $"{call.Base}/_apis/projects/{project.Id}/teams/{TeamId(project)}");
            w.WriteEndObject();
            w.WriteEndObject();
        });
    }

    private static AzureAnswer Properties(AzureCall call)
    {
        var project = call.Project!;
        var keys = call.QueryList("keys");
        (string Name, string Value)[] all =
        [
            ("System.CurrentProcessTemplateId", project.Process.Id.ToString()),
            ("System.OriginalProcessTemplateId", project.Process.Id.ToString()),
            ("System.ProcessTemplateType", project.Process.Id.ToString()),
            ("System.Process Template", project.Process.Name),
            ("System.SourceControlGitEnabled", "True"),
        ];
        return AzureAnswer.List(all.Where(p => keys.Count == 0 || keys.Contains(p.Name, StringComparer.OrdinalIgnoreCase)).ToList(), (w, property) =>
        {
            w.WriteStartObject();
            w.WriteString("name", property.Name);
            w.WriteString("value", property.Value);
            w.WriteEndObject();
        });
    }

    private static void WriteCapabilities(Utf8JsonWriter w, AzureProject project)
    {
        w.WriteStartObject("capabilities");
        w.WriteStartObject("processTemplate");
        w.WriteString("templateName", project.Process.Name);
        w.WriteString("templateTypeId", project.Process.Id);
        w.WriteEndObject();
        w.WriteStartObject("versioncontrol");
        w.WriteString("sourceControlType", "Git");
        w.WriteEndObject();
        w.WriteEndObject();
    }

    private static Guid TeamId(AzureProject project)
    {
        var bytes = project.Id.ToByteArray();
        bytes[0] ^= 0xFF;
        return new(bytes);
    }

    private static void WriteProject(Utf8JsonWriter w, AzureCall call, AzureProject project)
    {
        w.WriteString("id", project.Id);
        w.WriteString("name", project.Name);
        w.WriteString("url", $"{call.Base}/_apis/projects/{project.Id}");
        w.WriteString("state", "wellFormed");
        w.WriteNumber("revision", 11);
        w.WriteString("visibility", "private");
        w.WriteString("lastUpdateTime", "2024-01-01T00:00:00Z");
    }
}
