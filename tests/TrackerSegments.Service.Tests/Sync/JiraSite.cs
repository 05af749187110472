using TrackerSegments.Core;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Sync;

/// <summary>A simulated Jira with a segment field and story points, and what of it belongs to the projects that are read.</summary>
internal sealed class JiraSite : IAsyncDisposable
{
    public const string Token = "planted-token-of-ada";

    public const string Email = "ada@example.com";

    private JiraSite(JiraSimulator jira) => Jira = jira;

    public JiraSimulator Jira { get; }

    public JiraData Data => Jira.Data;

    /// <summary>The field in which a story names its epic.</summary>
    public string ParentField => Jira.Options.Kind == JiraKind.Cloud ? "Parent" : "Epic Link";

    public JiraUser Ada { get; private init; } = null!;

    public JiraUser Bob { get; private init; } = null!;

    public static async Task<JiraSite> StartAsync(JiraOptions? options = null)
    {
        var jira = await JiraSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        jira.Data.AddProject("A", "Apple");
        jira.Data.AddProject("B", "Birch");
        jira.Data.AddProject("C", "Cedar");
        jira.Data.AddField(Backlogs.Field, JiraFieldType.MultiSelect, "Enterprise", "Mid-market", "SMB", "Legacy");
        jira.Data.AddField("Story Points", JiraFieldType.Number);
        return new(jira)
        {
            Ada = jira.Data.AddUser("Ada", Email, Token),
            Bob = jira.Data.AddUser("Bob", "bob@example.com", "planted-token-of-bob"),
        };
    }

    public ConnectionSettings Settings(params string[] projects) => new()
    {
        Tracker = "jira",
        Address = Jira.Address.AbsoluteUri.TrimEnd('/'),
        Email = Jira.Options.Kind == JiraKind.Cloud ? Email : null,
        Projects = projects,
        SegmentField = Backlogs.Field,
    };

    /// <summary>An epic with three stories, one of them with a sub-task and one in another project, for each number.</summary>
    public void Fill(string project, string other, int epics)
    {
        for (var i = 0; i < epics; i++)
        {
            var epic = Data.AddIssue(project, "Epic", $"Epic {i}", null, (Backlogs.Field, i % 3 == 0 ? [] : [i % 3 == 1 ? "SMB" : "Enterprise"]));
            Data.AddIssue(project, "Story", $"First story of {i}", epic.Key, ("Story Points", [$"{i % 8}"]));
            var story = Data.AddIssue(project, "Story", $"Second story of {i}", epic.Key);
            Data.AddIssue(project, "Sub-task", $"Part of the second story of {i}", story.Key, ("Story Points", ["2.5"]));
            Data.AddIssue(other, "Story", $"Third story of {i}", epic.Key, ("Story Points", ["3"]));
        }
    }

    /// <summary>What belongs to some projects, by the rule alone, a line for each item.</summary>
    public IReadOnlyList<string> There(params string[] projects)
    {
        var byId = Data.Issues.ToDictionary(i => i.Id);
        var points = Data.Field("Story Points").Id;
        var segments = Data.Field(Backlogs.Field).Id;
        return [.. byId.Values.Where(i => IsIn(i, projects, byId))
            .Select(i => Line(
                $"{i.Id}", i.Key, ParentOf(i) is { } parent && byId.TryGetValue(parent, out var above) ? above.Key : null, i.Type.Name,
                i.TextsOf(points) is [var text] ? decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null,
                i.TextsOf(segments)))
            .Order(StringComparer.Ordinal)];
    }

    public static IReadOnlyList<string> Lines(IEnumerable<WorkItem> items) =>
        [.. items.Select(i => Line(i.Id!, i.Key, i.ParentKey, i.Type, i.Estimate?.Units, i.ValuesOf(Backlogs.Field))).Order(StringComparer.Ordinal)];

    public ValueTask DisposeAsync() => Jira.DisposeAsync();

    private static string Line(string id, string key, string? parent, string type, decimal? points, IEnumerable<string> segments) =>
        FormattableString.Invariant($"{id} {key} {type} below {parent ?? "-"} {points:0.###} [{string.Join(", ", segments.Order(StringComparer.Ordinal))}]");

    /// <summary>In Data Center, a story names its epic in a field of its own.</summary>
    private static long? ParentOf(JiraIssue issue) => issue.ParentId ?? issue.Values.Values.OfType<JiraEpicLink>().FirstOrDefault()?.Id;

    private static bool IsIn(JiraIssue issue, string[] projects, Dictionary<long, JiraIssue> byId)
    {
        for (var at = issue; ; at = byId[ParentOf(at)!.Value])
        {
            if (at.Type.Name == "Epic")
            {
                return projects.Contains(at.Project.Key, StringComparer.Ordinal);
            }

            if (ParentOf(at) is not { } parent || !byId.ContainsKey(parent))
            {
                return false;
            }
        }
    }
}
