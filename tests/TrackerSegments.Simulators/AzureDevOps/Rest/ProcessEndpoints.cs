using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Processes, with their work item types and backlog levels.</summary>
internal static class ProcessEndpoints
{
    public const string Processes = "/_apis/work/processes";

    public const string Types = $"{Processes}/{{processId}}/workItemTypes";

    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        new("GET", Processes, ["$expand"], call => AzureAnswer.List(call.Data.Processes, (w, process) => Write(w, call, process))),
        new("GET", $"{Processes}/{{processId}}", ["$expand"], call =>
        {
            var process = call.Process(call.Route("processId"));
            return AzureAnswer.Json(w => Write(w, call, process));
        }),
        new("GET", Types, ["$expand"], AllTypes),
        new("GET", $"{Types}/{{witRefName}}", ["$expand"], OneType),
        new("POST", Types, [], CreateType),
        new("GET", $"{Processes}/{{processId}}/behaviors", ["$expand"], Behaviors),
        new("GET", $"{Processes}/{{processId}}/workItemTypesBehaviors/{{witRefName}}/behaviors", [], BehaviorsOfType),
    ];

    public static AzureType Type(AzureCall call) => AzureData.FindType(call.Process(call.Route("processId")), call.Route("witRefName")) ?? throw NoType(call);

    /// <summary>A type that the process has of its own; only such can be changed.</summary>
    public static AzureType OwnType(AzureCall call)
    {
        var process = call.Process(call.Route("processId"));
        call.DemandProcessAdministrator(process);
        return process.FindType(call.Route("witRefName")) ?? throw NoType(call);
    }

    private static AzureRefusal NoType(AzureCall call) => new(
        404, "ProcessWorkItemTypeDoesNotExistException", $"VS402805: Cannot find work item type with reference name '{call.Route("witRefName")}' in process named '{call.Process(call.Route("processId")).Name}'.");

    private static AzureAnswer AllTypes(AzureCall call)
    {
        var process = call.Process(call.Route("processId"));
        return AzureAnswer.List(AzureData.TypesOf(process), (w, type) => WriteType(w, call, process, type));
    }

    private static AzureAnswer OneType(AzureCall call)
    {
        var (process, type) = (call.Process(call.Route("processId")), Type(call));
        return AzureAnswer.Json(w => WriteType(w, call, process, type));
    }

    private static AzureAnswer CreateType(AzureCall call)
    {
        var process = call.Process(call.Route("processId"));
        call.DemandProcessAdministrator(process);
        var body = call.Body("name", "description", "color", "icon", "isDisabled", "inheritsFrom");
        var from = AzureBody.Text(body, "inheritsFrom") ?? throw AzureRefusal.Invalid("The simulated Azure DevOps makes no types but those that inherit: inheritsFrom is missing.");
        var parent = AzureData.FindType(process.Parent!, from)
            ?? throw new AzureRefusal(404, "ProcessWorkItemTypeDoesNotExistException", $"VS402805: Cannot find work item type with reference name '{from}' in process named '{process.Parent!.Name}'.");
        if (process.FindType(parent.Name) is not null)
        {
            throw new AzureRefusal(409, "WorkItemTypeAlreadyExistsException", $"VS402801: A work item type that inherits from '{from}' exists already in process named '{process.Name}'.");
        }

        var type = call.Data.Inherit(process, parent);
        return AzureAnswer.Json(w => WriteType(w, call, process, type), 201);
    }

    private static AzureAnswer Behaviors(AzureCall call)
    {
        var process = call.Process(call.Route("processId"));
        return AzureAnswer.List(process.Levels, (w, level) =>
        {
            w.WriteStartObject();
            w.WriteString("name", level.Name);
            w.WriteString("referenceName", level.Behavior);
            w.WriteString("color", "FF7B00");
            w.WriteNumber("rank", level.Rank);
            w.WriteString("description", "");
            w.WriteString("customization", "system");
            w.WriteStartObject("inherits");
            w.WriteString("behaviorRefName", level.Rank > AzureLevel.Requirements ? "System.PortfolioBacklogBehavior" : "System.OrderedBehavior");
            w.WriteString("url", $"{call.Base}{Processes}/{process.Id}/behaviors/System.PortfolioBacklogBehavior");
            w.WriteEndObject();
            w.WriteString("url", $"{call.Base}{Processes}/{process.Id}/behaviors/{level.Behavior}");
            w.WriteEndObject();
        });
    }

    private static AzureAnswer BehaviorsOfType(AzureCall call)
    {
        var (process, type) = (call.Process(call.Route("processId")), Type(call));
        return AzureAnswer.List(process.Levels.Where(l => l.Category == type.Category).ToList(), (w, level) => WriteBehavior(w, call, process, level));
    }

    private static void WriteBehavior(Utf8JsonWriter w, AzureCall call, AzureProcess process, AzureLevel level)
    {
        w.WriteStartObject();
        w.WriteStartObject("behavior");
        w.WriteString("id", level.Behavior);
        w.WriteString("url", $"{call.Base}{Processes}/{process.Id}/behaviors/{level.Behavior}");
        w.WriteEndObject();
        w.WriteBoolean("isDefault", true);
        w.WriteBoolean("isLegacyDefault", true);
        w.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter w, AzureCall call, AzureProcess process)
    {
        w.WriteStartObject();
        w.WriteString("typeId", process.Id);
        w.WriteString("name", process.Name);
        w.WriteString("referenceName", process.ReferenceName);
        w.WriteString("description", "");
        w.WriteString("parentProcessTypeId", process.Parent?.Id ?? Guid.Empty);
        w.WriteBoolean("isEnabled", true);
        w.WriteBoolean("isDefault", process.Name == "Basic");
        w.WriteString("customizationType", process.IsSystem ? "system" : "inherited");
        if (call.Query("$expand")?.ToLowerInvariant() is "projects")
        {
            w.WriteStartArray("projects");
            foreach (var project in call.Data.Projects.Where(p => p.Process == process && call.User.May(AzurePermissions.Read, p)))
            {
                w.WriteStartObject();
                w.WriteString("id", project.Id);
                w.WriteString("name", project.Name);
                w.WriteString("url", $"vstfs:///Classification/TeamProject/{project.Id}");
                w.WriteEndObject();
            }

            w.WriteEndArray();
        }

        w.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter w, AzureCall call, AzureProcess process, AzureType type)
    {
        var expand = (call.Query("$expand") ?? "").Split(',', StringSplitOptions.TrimEntries);
        w.WriteStartObject();
        w.WriteString("referenceName", type.ReferenceName);
        w.WriteString("name", type.Name);
        w.WriteString("description", "");
        w.WriteString("url", $"{call.Base}{Processes}/{process.Id}/workItemTypes/{type.ReferenceName}");
        w.WriteString("customization", process.FindType(type.Name) is null || process.IsSystem ? "system" : type.Inherits is null ? "custom" : "inherited");
        w.WriteString("color", type.Color);
        w.WriteString("icon", "icon_book");
        w.WriteBoolean("isDisabled", type.IsDisabled);
        w.WriteString("inherits", type.Inherits);
        if (expand.Contains("states", StringComparer.OrdinalIgnoreCase))
        {
            w.WriteStartArray("states");
            for (var i = 0; i < type.States.Count; i++)
            {
                WriteState(w, type.States[i], i + 1);
            }

            w.WriteEndArray();
        }

        if (expand.Contains("behaviors", StringComparer.OrdinalIgnoreCase))
        {
            w.WriteStartArray("behaviors");
            foreach (var level in process.Levels.Where(l => l.Category == type.Category))
            {
                WriteBehavior(w, call, process, level);
            }

            w.WriteEndArray();
        }

        if (expand.Contains("layout", StringComparer.OrdinalIgnoreCase))
        {
            w.WritePropertyName("layout");
            LayoutEndpoints.Write(w, type);
        }

        w.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter w, AzureState state, int order)
    {
        w.WriteStartObject();
        w.WriteString("id", Guid.Empty);
        w.WriteString("name", state.Name);
        w.WriteString("color", state.Color);
        w.WriteString("stateCategory", state.Category);
        w.WriteNumber("order", order);
        w.WriteString("customizationType", "system");
        w.WriteEndObject();
    }
}
