namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <content>The system's processes: their types, states and levels.</content>
public sealed partial class AzureData
{
    private const string EpicCategory = "Microsoft.EpicCategory";
    private const string FeatureCategory = "Microsoft.FeatureCategory";
    private const string RequirementCategory = "Microsoft.RequirementCategory";
    private const string TaskCategory = "Microsoft.TaskCategory";
    private const string BugCategory = "Microsoft.BugCategory";
    private const string OtherCategory = "Microsoft.OtherCategory";

    private static readonly string[] OnEveryType =
    [
        AzureFieldNames.Id, AzureFieldNames.Rev, AzureFieldNames.Type, AzureFieldNames.Title, AzureFieldNames.State, AzureFieldNames.Reason, AzureFieldNames.Project, AzureFieldNames.AreaPath,
        AzureFieldNames.AreaId, AzureFieldNames.IterationPath, AzureFieldNames.IterationId, AzureFieldNames.NodeName, AzureFieldNames.Tags, AzureFieldNames.Parent, AzureFieldNames.CreatedDate,
        AzureFieldNames.CreatedBy, AzureFieldNames.ChangedDate, AzureFieldNames.ChangedBy, AzureFieldNames.RevisedDate, AzureFieldNames.AuthorizedDate, AzureFieldNames.AssignedTo,
        AzureFieldNames.CommentCount, AzureFieldNames.Description, AzureFieldNames.History, AzureFieldNames.Watermark, AzureFieldNames.StateChangeDate, AzureFieldNames.ClosedDate,
        AzureFieldNames.Priority,
    ];

    private static readonly AzureState[] AgileStates = States("New:Proposed", "Active:InProgress", "Resolved:Resolved", "Closed:Completed", "Removed:Removed");

    private static readonly AzureState[] ScrumStates = States("New:Proposed", "In Progress:InProgress", "Done:Completed", "Removed:Removed");

    private static readonly AzureState[] ScrumBacklogStates =
        States("New:Proposed", "Approved:Proposed", "Committed:InProgress", "Done:Completed", "Removed:Removed");

    private static readonly AzureState[] ScrumTaskStates = States("To Do:Proposed", "In Progress:InProgress", "Done:Completed", "Removed:Removed");

    private static readonly AzureState[] CmmiStates = States("Proposed:Proposed", "Active:InProgress", "Resolved:Resolved", "Closed:Completed");

    private static readonly AzureState[] BasicStates = States("To Do:Proposed", "Doing:InProgress", "Done:Completed");

    private static AzureState[] States(params string[] all) => [.. all.Select(s => s.Split(':')).Select(s => new AzureState(s[0], s[1], ColorOf(s[1])))];

    private static string ColorOf(string category) => category switch
    {
        "Proposed" => "b2b2b2",
        "InProgress" => "007acc",
        "Resolved" => "ff9d00",
        "Completed" => "339933",
        _ => "ffffff",
    };

    private void AddSystemProcesses()
    {
        string[] work = [AzureFieldNames.RemainingWork, AzureFieldNames.OriginalEstimate, AzureFieldNames.CompletedWork, AzureFieldNames.Activity];
        string[] effort = [AzureFieldNames.Effort, AzureFieldNames.ValueArea];
        var agile = AddSystemProcess("Agile", AzureFieldNames.StoryPoints, "Stories", hasFeatures: true);
        AddType(agile, "Epic", EpicCategory, AgileStates, [.. effort, AzureFieldNames.StackRank]);
        AddType(agile, "Feature", FeatureCategory, AgileStates, [.. effort, AzureFieldNames.StackRank]);
        AddType(agile, "User Story", RequirementCategory, AgileStates, AzureFieldNames.StoryPoints, AzureFieldNames.ValueArea, AzureFieldNames.StackRank);
        AddType(agile, "Bug", BugCategory, AgileStates[..4], [AzureFieldNames.StoryPoints, AzureFieldNames.StackRank, .. work]);
        AddType(agile, "Task", TaskCategory, [AgileStates[0], AgileStates[1], AgileStates[3], AgileStates[4]], [AzureFieldNames.StackRank, .. work]);
        AddType(agile, "Issue", OtherCategory, [AgileStates[1], AgileStates[3]]);

        var scrum = AddSystemProcess("Scrum", AzureFieldNames.Effort, "Backlog items", hasFeatures: true);
        AddType(scrum, "Epic", EpicCategory, ScrumStates, [.. effort, AzureFieldNames.BacklogPriority]);
        AddType(scrum, "Feature", FeatureCategory, ScrumStates, [.. effort, AzureFieldNames.BacklogPriority]);
        AddType(scrum, "Product Backlog Item", RequirementCategory, ScrumBacklogStates, [.. effort, AzureFieldNames.BacklogPriority]);
        AddType(scrum, "Bug", BugCategory, ScrumBacklogStates, AzureFieldNames.Effort, AzureFieldNames.RemainingWork, AzureFieldNames.BacklogPriority);
        AddType(scrum, "Task", TaskCategory, ScrumTaskStates, AzureFieldNames.RemainingWork, AzureFieldNames.Activity, AzureFieldNames.BacklogPriority);
        AddType(scrum, "Impediment", OtherCategory, States("Open:InProgress", "Closed:Completed"));

        var cmmi = AddSystemProcess("CMMI", AzureFieldNames.Size, "Requirements", hasFeatures: true);
        AddType(cmmi, "Epic", EpicCategory, CmmiStates, [.. effort, AzureFieldNames.StackRank]);
        AddType(cmmi, "Feature", FeatureCategory, CmmiStates, [.. effort, AzureFieldNames.StackRank]);
        AddType(cmmi, "Requirement", RequirementCategory, CmmiStates, AzureFieldNames.Size, AzureFieldNames.ValueArea, AzureFieldNames.StackRank);
        AddType(cmmi, "Bug", BugCategory, CmmiStates, [AzureFieldNames.Size, AzureFieldNames.StackRank, .. work]);
        AddType(cmmi, "Task", TaskCategory, CmmiStates, [AzureFieldNames.StackRank, .. work]);

        var basic = AddSystemProcess("Basic", AzureFieldNames.Effort, "Issues", hasFeatures: false);
        AddType(basic, "Epic", EpicCategory, BasicStates, AzureFieldNames.StackRank);
        AddType(basic, "Issue", RequirementCategory, BasicStates, AzureFieldNames.Effort, AzureFieldNames.StackRank);
        AddType(basic, "Task", TaskCategory, BasicStates, AzureFieldNames.RemainingWork, AzureFieldNames.Activity, AzureFieldNames.StackRank);
    }

    private AzureProcess AddSystemProcess(string name, string effortField, string requirements, bool hasFeatures)
    {
        var process = new AzureProcess(new(SystemIds[name]), name, null)
        {
            EffortField = effortField,
            Levels =
            [
                new("Epics", $"Microsoft.VSTS.{name}.EpicBacklogBehavior", EpicCategory, 40),
                .. hasFeatures ? [new AzureLevel("Features", $"Microsoft.VSTS.{name}.FeatureBacklogBehavior", FeatureCategory, 30)] : (AzureLevel[])[],
                new(requirements, "System.RequirementBacklogBehavior", RequirementCategory, AzureLevel.Requirements),
                new("Tasks", "System.TaskBacklogBehavior", TaskCategory, AzureLevel.Tasks),
            ],
        };
        processes.Add(process);
        return process;
    }

    private void AddType(AzureProcess process, string name, string category, AzureState[] states, params string[] fieldNames)
    {
        var type = new AzureType(name, $"Microsoft.VSTS.WorkItemTypes.{name.Replace(" ", "", StringComparison.Ordinal)}", category, states);
        foreach (var field in OnEveryType.Concat(fieldNames))
        {
            type.Put(new(Field(field))
            {
                IsRequired = field is AzureFieldNames.Title or AzureFieldNames.State or AzureFieldNames.AreaId or AzureFieldNames.IterationId,
                Default = field == AzureFieldNames.Priority ? 2 : null,
                AllowedValues = field switch
                {
                    AzureFieldNames.State => [.. states.Select(s => s.Name)],
                    AzureFieldNames.Priority => ["1", "2", "3", "4"],
                    AzureFieldNames.ValueArea => ["Architectural", "Business"],
                    _ => null,
                },
            });
        }

        process.Put(type);
    }
}
