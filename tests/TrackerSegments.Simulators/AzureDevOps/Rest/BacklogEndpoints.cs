using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>How the backlogs of a project are made up.</summary>
internal static class BacklogEndpoints
{
    private const string Bugs = "Microsoft.BugCategory";

    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        new("GET", "/{project}/_apis/work/backlogconfiguration", [], Configuration),
        new("GET", "/{project}/{team}/_apis/work/backlogconfiguration", [], Configuration),
        new("GET", "/{project}/_apis/work/boardcolumns", [], Columns),
    ];

    private static AzureAnswer Configuration(AzureCall call)
    {
        var project = call.Project!;
        var process = project.Process;
        var types = AzureData.TypesOf(process).Where(t => !t.IsDisabled).ToList();
        return AzureAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteStartObject("taskBacklog");
            WriteLevel(w, call, process.Levels.First(l => l.Rank == AzureLevel.Tasks), types, project.BugsBehavior == "asTasks");
            w.WriteEndObject();
            w.WriteStartObject("requirementBacklog");
            WriteLevel(w, call, process.Levels.First(l => l.Rank == AzureLevel.Requirements), types, project.BugsBehavior == "asRequirements");
            w.WriteEndObject();
            w.WriteStartArray("portfolioBacklogs");
            foreach (var level in process.Levels.Where(l => l.Rank > AzureLevel.Requirements))
            {
                w.WriteStartObject();
                WriteLevel(w, call, level, types, withBugs: false);
                w.WriteEndObject();
            }

            w.WriteEndArray();
            WriteStates(w, types);
            WriteFields(w, process);
            w.WriteString("bugsBehavior", project.BugsBehavior);
            w.WriteStartArray("hiddenBacklogs");
            w.WriteEndArray();
            w.WriteBoolean("isBugsBehaviorConfigured", true);
            w.WriteString("url", $"{call.Base}{call.Request.Path}");
            w.WriteEndObject();
        });
    }

    private static void WriteLevel(Utf8JsonWriter w, AzureCall call, AzureLevel level, IReadOnlyList<AzureType> types, bool withBugs)
    {
        w.WriteString("id", level.Category);
        w.WriteString("name", level.Name);
        w.WriteNumber("rank", level.Rank);
        w.WriteNumber("workItemCountLimit", 1000);
        w.WriteString("type", level.Rank switch { AzureLevel.Tasks => "task", AzureLevel.Requirements => "requirement", _ => "portfolio" });
        w.WriteString("color", "FF7B00");
        w.WriteBoolean("isHidden", false);
        var own = types.Where(t => t.Category == level.Category).ToList();
        if (own.Count > 0)
        {
            w.WritePropertyName("defaultWorkItemType");
            WriteType(w, call, own[0]);
        }

        w.WriteStartArray("workItemTypes");
        foreach (var type in own.Concat(types.Where(t => withBugs && t.Category == Bugs)))
        {
            WriteType(w, call, type);
        }

        w.WriteEndArray();
    }

    private static void WriteType(Utf8JsonWriter w, AzureCall call, AzureType type)
    {
        w.WriteStartObject();
        w.WriteString("name", type.Name);
        w.WriteString("url", $"{call.Base}/{call.Project!.Id}/_apis/wit/workItemTypes/{Uri.EscapeDataString(type.Name)}");
        w.WriteEndObject();
    }

    private static void WriteStates(Utf8JsonWriter w, IReadOnlyList<AzureType> types)
    {
        w.WriteStartArray("workItemTypeMappedStates");
        foreach (var type in types)
        {
            w.WriteStartObject();
            w.WriteString("workItemTypeName", type.Name);
            w.WriteStartObject("states");
            foreach (var state in type.States)
            {
                w.WriteString(state.Name, state.Category);
            }

            w.WriteEndObject();
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter w, AzureProcess process)
    {
        w.WriteStartObject("backlogFields");
        w.WriteStartObject("typeFields");
        w.WriteString("Order", process.Root == "Scrum" ? AzureFieldNames.BacklogPriority : AzureFieldNames.StackRank);
        w.WriteString("Effort", process.EffortField);
        w.WriteString("RemainingWork", AzureFieldNames.RemainingWork);
        w.WriteString("Activity", AzureFieldNames.Activity);
        w.WriteString("Team", AzureFieldNames.AreaPath);
        w.WriteEndObject();
        w.WriteEndObject();
    }

    private static AzureAnswer Columns(AzureCall call) => AzureAnswer.List(["New", "Active", "Done"], (w, name) =>
    {
        w.WriteStartObject();
        w.WriteString("name", name);
        w.WriteEndObject();
    });
}
