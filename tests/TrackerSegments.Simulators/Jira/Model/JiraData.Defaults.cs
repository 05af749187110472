namespace TrackerSegments.Simulators.Jira.Model;

/// <content>What every Jira has from the start.</content>
public sealed partial class JiraData
{
    private void AddDefaults()
    {
        AddIssueType("Epic", 1);
        AddIssueType("Story", 0);
        AddIssueType("Task", 0);
        AddIssueType("Bug", 0);
        AddIssueType("Sub-task", -1);
        AddStatus("To Do", "new");
        AddStatus("In Progress", "indeterminate");
        AddStatus("Done", "done");

        System("summary", "Summary", JiraFieldType.System, "string");
        System("issuetype", "Issue Type", JiraFieldType.System, "issuetype");
        System("project", "Project", JiraFieldType.System, "project");
        System("status", "Status", JiraFieldType.System, "status");
        System("resolution", "Resolution", JiraFieldType.System, "resolution");
        System("resolutiondate", "Resolved", JiraFieldType.System, "datetime");
        System("created", "Created", JiraFieldType.System, "datetime");
        System("updated", "Updated", JiraFieldType.System, "datetime");
        System("assignee", "Assignee", JiraFieldType.System, "user");
        System("labels", "Labels", JiraFieldType.Labels, "array", "string");
        System("components", "Components", JiraFieldType.Components, "array", "component");
        System("timeoriginalestimate", "Original estimate", JiraFieldType.Seconds, "number");
        System("timeestimate", "Remaining Estimate", JiraFieldType.Seconds, "number");
        System("timespent", "Time Spent", JiraFieldType.Seconds, "number");
        if (IsCloud)
        {
            fields["parent"] = new("parent", "Parent", JiraFieldType.System) { SchemaType = "issuelink" };
        }
        else
        {
            AddField("Epic Link", JiraFieldType.EpicLink);
        }
    }

    private void System(string id, string name, JiraFieldType type, string schema, string? items = null) =>
        fields[id] = new(id, name, type) { SchemaType = schema, Items = items };
}
