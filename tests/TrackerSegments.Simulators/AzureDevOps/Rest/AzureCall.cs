using System.Globalization;
using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>A call as an endpoint sees it.</summary>
internal sealed class AzureCall(AzureSimulator azure, AzureRequest request, AzureUser user, IReadOnlyDictionary<string, string> route)
{
    private AzureProject? project;

    public AzureSimulator Azure => azure;

    public AzureData Data => azure.Data;

    public AzureRequest Request => request;

    public AzureUser User => user;

    /// <summary>The address of the organization.</summary>
    public string Base => azure.BaseAddress;

    /// <summary>The project of the path; null where the path has none.</summary>
    public AzureProject? Project => !route.TryGetValue("project", out var name) ? null : project ??= FindProject(name);

    public string Route(string name) => route[name];

    public int RouteNumber(string name) => int.TryParse(route[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw AzureRefusal.Invalid($"The value '{route[name]}' of {name} is not a number.");

    public string? Query(string name) => request.Query.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>The values of a query parameter between commas.</summary>
    public IReadOnlyList<string> QueryList(string name) => request.Query.TryGetValue(name, out var values)
        ? [.. values.SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]
        : [];

    public int? QueryNumber(string name) => Query(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw AzureRefusal.Invalid($"The value '{text}' of {name} is not a number.");

    public bool QueryFlag(string name) => Query(name) is { } text
        && (bool.TryParse(text, out var flag) ? flag : throw AzureRefusal.Invalid($"The value '{text}' of {name} is neither true nor false."));

    /// <summary>The body as an object that has only the known members.</summary>
    public JsonElement Body(params string[] members) => AzureBody.Object(Json(), members);

    public JsonElement Json()
    {
        try
        {
            using var document = JsonDocument.Parse(request.BodyBytes);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new AzureRefusal(400, "ArgumentNullException", "TF400898: The body of the request is missing or is not valid JSON.");
        }
    }

    public void DemandProcessAdministrator(AzureProcess process)
    {
        if (process.IsSystem || !user.May(AzurePermissions.AdministerProcess))
        {
            throw new AzureRefusal(403, "ProcessPermissionException", "VS402356: You do not have the permissions required to perform the attempted operation on this process.");
        }
    }

    public void DemandFieldAdministrator()
    {
        if (!user.May(AzurePermissions.AdministerProcess))
        {
            throw new AzureRefusal(403, "AccessDeniedException", "TF50309: The following account does not have sufficient permissions to complete the operation: "
                + $"{user.Name}. The following permissions are needed to perform this operation: Create field for organization.");
        }
    }

    public AzureProject FindProject(string nameOrId) => Data.FindProject(nameOrId) is { } found && user.May(AzurePermissions.Read, found)
        ? found
        : throw new AzureRefusal(404, "ProjectDoesNotExistWithNameException", $"TF200016: The following project does not exist: {nameOrId}. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server.");

    public AzureProcess Process(string nameOrId) => Guid.TryParse(nameOrId, out _) && Data.FindProcess(nameOrId) is { } found
        ? found
        : throw new AzureRefusal(404, "ProcessNotFoundByTypeIdException", $"VS402362: The process with id '{nameOrId}' does not exist, or you do not have access to it.");

    /// <summary>A work item that the account may see and that is not in the recycle bin.</summary>
    public AzureItem Item(int id) => Seen(id) ?? throw AzureRefusal.NoItem(id);

    public AzureItem? Seen(int id) => Data.Find(id) is { } item && !item.Latest.IsDeleted && IsSeen(item) ? item : null;

    public bool IsSeen(AzureItem item) => user.May(AzurePermissions.Read, item.Latest.Project) && (Project is null || Project == item.Latest.Project);
}
