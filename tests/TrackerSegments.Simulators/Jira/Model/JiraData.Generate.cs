using System.Globalization;

namespace TrackerSegments.Simulators.Jira.Model;

/// <content>Invented issues in any number.</content>
public sealed partial class JiraData
{
    /// <summary>The field that generated epics carry their segments in.</summary>
    public const string Segment = "Customer segment";

    private static readonly string[] Segments = ["Enterprise", "Mid-market", "Small business", "Public sector"];

    private static readonly string[] Subjects = ["Sign-in", "Reports", "Billing", "Search", "Import", "Alerts", "Roles", "Audit"];

    private static readonly string[] Wishes = ["is faster", "works offline", "can be shared", "has a preview", "keeps a history", "explains itself"];

    private static readonly string[] People = ["Ana Lopes", "Bo Lindahl", "Chidi Okafor", "Dana Weiss", "Emre Kaya", "Farah Haddad", "Goran Petrov", "Hana Sato"];

    /// <summary>
    /// Fills a project with epics and children. Seven epics in ten carry one or two segments, six children in ten story points; a third of
    /// everything is done, and whoever began something is named in it. The same seed gives the same data.
    /// </summary>
    public void Generate(int epics, int childrenPerEpic, int seed, string project = "FW")
    {
        if (FindProject(project) is null)
        {
            AddProject(project, "Firework");
        }

        if (FindField(Segment) is null)
        {
            AddField(Segment, JiraFieldType.MultiSelect, Segments);
        }

        if (FindField(StoryPoints) is null)
        {
            AddField(StoryPoints, JiraFieldType.Number);
        }

        var random = new Random(seed);
        JiraUser[] people = [.. People.Select(name => AddUser(name, $"{name.Replace(' ', '.').ToLowerInvariant()}@example.com", token: ""))];
        var start = new DateTimeOffset(2024, 1, 1, 8, 0, 0, TimeSpan.Zero);
        for (var epic = 0; epic < epics; epic++)
        {
            var created = start.AddMinutes(10.0 * epic);
            var parent = AddIssue(Invented(random, people, project, "Epic", created, Chosen(random)));
            for (var child = 0; child < childrenPerEpic; child++)
            {
                AddIssue(Invented(random, people, project, child % 3 == 2 ? "Bug" : "Story", created.AddMinutes(child), Points(random)) with { Parent = parent.Key });
            }
        }
    }

    private static (string Field, string[] Values) Chosen(Random random)
    {
        var first = random.Next(Segments.Length);
        return (Segment, random.Next(10) switch
        {
            < 5 => [Segments[first]],
            < 7 => [Segments[first], Segments[(first + 1) % Segments.Length]],
            _ => [],
        });
    }

    private static (string Field, string[] Values) Points(Random random) =>
        (StoryPoints, random.Next(10) < 6 ? [random.Next(1, 14).ToString(CultureInfo.InvariantCulture)] : []);

    private static JiraNewIssue Invented(
        Random random, JiraUser[] people, string project, string type, DateTimeOffset created, (string Field, string[] Values) value)
    {
        var status = random.Next(3);
        var issue = new JiraNewIssue(project, type, $"{Subjects[random.Next(Subjects.Length)]} {Wishes[random.Next(Wishes.Length)]}")
        {
            Status = status == 0 ? "Done" : status == 1 ? "In Progress" : "To Do",
            Resolution = status == 0 ? "Done" : null,
            Created = created,
            Updated = created.AddDays(1),
            Resolved = status == 0 ? created.AddDays(1) : null,
            Assignee = status == 2 ? null : people[random.Next(people.Length)],
        };
        Add(issue, value.Field, value.Values);
        return issue;
    }
}
