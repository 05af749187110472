namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <content>Invented work items in any number.</content>
public sealed partial class AzureData
{
    /// <summary>The field that generated epics carry their segments in.</summary>
    public const string Segment = "Customer segment";

    private const string GeneratedProcess = "Fabrikam Agile";

    private static readonly string[] Segments = ["Enterprise", "Mid-market", "Small business", "Public sector"];

    private static readonly string[] Subjects = ["Sign-in", "Reports", "Billing", "Search", "Import", "Alerts", "Roles", "Audit"];

    private static readonly string[] Wishes = ["is faster", "works offline", "can be shared", "has a preview", "keeps a history", "explains itself"];

    private static readonly string[] Titles = [.. Subjects.SelectMany(s => Wishes.Select(w => $"{s} {w}"))];

    private static readonly object[] Points = [.. Enumerable.Range(1, 13).Select(p => (object)(double)p)];

    /// <summary>
    /// Fills a project with epics and descendants. Below an epic every fourth item is a feature, and what follows it is its child. Seven
    /// epics in ten carry one or two segments, six stories in ten points; a third of everything is closed. The same seed gives the same data.
    /// </summary>
    public void Generate(int epics, int childrenPerEpic, int seed = 1, string project = "Fabrikam")
    {
        var target = FindProject(project) ?? AddProject(project, (FindProcess(GeneratedProcess) ?? AddProcess(GeneratedProcess)).Name);
        var segment = FindField(Segment) ?? AddField(Segment, isSuggested: true, Segments);
        if (!target.Process.IsSystem)
        {
            AddFieldToType(target.Process.Name, "Epic", segment.ReferenceName);
        }

        var random = new Random(seed);
        var start = new DateTimeOffset(2024, 1, 1, 8, 0, 0, TimeSpan.Zero);
        for (var number = 0; number < epics; number++)
        {
            var created = start.AddMinutes(10.0 * number);
            var epic = Add(Invented(random, target, "Epic", created) with { Values = Chosen(random, segment) });
            var above = epic;
            for (var child = 0; child < childrenPerEpic; child++)
            {
                var isFeature = child % 4 == 0;
                var item = Add(Invented(random, target, isFeature ? "Feature" : child % 4 == 3 ? "Bug" : "User Story", created.AddMinutes(child)) with
                {
                    Parent = isFeature ? epic : above,
                    Values = isFeature || random.Next(10) >= 6 ? [] : [(AzureFieldNames.StoryPoints, Points[random.Next(Points.Length)])],
                });
                above = isFeature ? item : above;
            }
        }
    }

    private static (string Field, object Value)[] Chosen(Random random, AzureField segment)
    {
        var first = random.Next(Segments.Length);
        return random.Next(10) switch
        {
            < 5 => [(segment.ReferenceName, Segments[first])],
            < 7 => [(segment.ReferenceName, $"{Segments[first]};{Segments[(first + 1) % Segments.Length]}")],
            _ => [],
        };
    }

    private static AzureNewItem Invented(Random random, AzureProject project, string type, DateTimeOffset created) =>
        new(project, type, Titles[random.Next(Titles.Length)])
        {
            State = random.Next(3) switch { 0 => "Closed", 1 => "Active", _ => "New" },
            Created = created,
        };
}
