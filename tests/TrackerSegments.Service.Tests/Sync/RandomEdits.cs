using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Sync;

/// <summary>People at work in Jira.</summary>
internal sealed class RandomEdits(JiraSite site, Random random)
{
    private static readonly string[] Projects = ["A", "B", "C"];
    private static readonly string[] Segments = ["Enterprise", "Mid-market", "SMB", "Legacy"];

    /// <summary>One change of any kind.</summary>
    /// <returns>The id of the issue it was about.</returns>
    public long Make()
    {
        var issues = site.Data.Issues;
        var issue = issues[random.Next(issues.Count)];
        switch (random.Next(12))
        {
            case 0 or 1 or 2 or 3:
                site.Data.Edit(issue.Key, Backlogs.Field, [.. Segments.Where(_ => random.Next(3) == 0)]);
                break;
            case 4 or 5:
                site.Data.Edit(issue.Key, "Story Points", random.Next(4) == 0 ? [] : [$"{random.Next(13)}"]);
                break;
            case 6 when issue.Type.Name == "Story":
                site.Data.Edit(issue.Key, site.ParentField, random.Next(4) == 0 ? [] : [Any(issues, "Epic").Key]);
                break;
            case 7 when issue.Type.Name != "Sub-task":
                site.Data.Move(issue.Key, Projects[random.Next(3)]);
                break;
            case 8 when issues.Count > 20:
                site.Data.Delete(issue.Key);
                break;
            case 9:
                return site.Data.AddIssue(Projects[random.Next(3)], "Epic", "New epic").Id;
            case 10:
                return site.Data.AddIssue(Projects[random.Next(3)], "Story", "New story", Any(issues, "Epic").Key, ("Story Points", ["5"])).Id;
            case 11 when Any(issues, "Story") is { } story:
                return site.Data.AddIssue(story.Project.Key, "Sub-task", "New sub-task", story.Key).Id;
        }

        return issue.Id;
    }

    private JiraIssue Any(IReadOnlyList<JiraIssue> issues, string type)
    {
        JiraIssue[] some = [.. issues.Where(i => i.Type.Name == type)];
        return some.Length > 0 ? some[random.Next(some.Length)] : site.Data.AddIssue("A", type, $"New {type}");
    }
}
