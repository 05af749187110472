using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.Jira;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;
using JiraIssue = TrackerSegments.Simulators.Jira.Model.JiraIssue;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

/// <summary>A simulated Jira with two projects, and a tracker that is connected to it.</summary>
internal sealed class ReadingFixture : IAsyncDisposable
{
    public const string Segment = "Customer segment";
    public const string Token = "token-of-ann";

    private ReadingFixture(JiraSimulator jira, HttpClock clock, ConnectionSettings settings)
    {
        Jira = jira;
        Clock = clock;
        Settings = settings;
        Secret = new(Token);
        Tracker = new(settings, Secret, Switch, clock);
    }

    public JiraSimulator Jira { get; }

    public JiraData Data => Jira.Data;

    public HttpClock Clock { get; }

    public ConnectionSettings Settings { get; private set; }

    public ConnectionSecret Secret { get; private set; }

    public WriteSwitch Switch { get; } = new();

    public JiraTracker Tracker { get; private set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ReadingFixture> StartAsync(
        JiraOptions? options = null, Func<ConnectionSettings, ConnectionSettings>? with = null, bool connect = true, string timeZone = "Etc/UTC", bool fill = true)
    {
        var clock = new HttpClock();
        var jira = await JiraSimulator.StartAsync((options ?? new()) with { Clock = clock }, Cancel);
        jira.Data.AddUser("ann", "ann@example.com", Token, JiraPermissions.All, timeZone);
        if (fill)
        {
            Fill(jira.Data, isCloud: jira.Options.Kind == JiraKind.Cloud);
        }

        var settings = new ConnectionSettings
        {
            Tracker = "jira",
            Address = jira.Address.AbsoluteUri.TrimEnd('/'),
            Email = jira.Options.Kind == JiraKind.Cloud ? "ann@example.com" : null,
            Projects = ["FW"],
            SegmentField = Segment,
        };
        var fixture = new ReadingFixture(jira, clock, with?.Invoke(settings) ?? settings);
        if (connect)
        {
            await fixture.Tracker.ConnectAsync(Cancel);
        }

        return fixture;
    }

    /// <summary>The same site by other settings or with another token, not yet connected.</summary>
    public void Reconnect(Func<ConnectionSettings, ConnectionSettings> with, string? token = Token)
    {
        Tracker.Dispose();
        Settings = with(Settings);
        Secret = new(token);
        Tracker = new(Settings, Secret, Switch, Clock);
    }

    public TrackerScope Scope(string key = "FW") => Tracker.Scopes.Single(scope => scope.Key == key);

    /// <summary>What reading fails with.</summary>
    public async Task<TrackerProblem> ProblemAsync(Func<Task>? act = null) =>
        (await Should.ThrowAsync<TrackerException>(act ?? (() => Tracker.ConnectAsync(Cancel)))).Problem;

    public async ValueTask DisposeAsync()
    {
        Tracker.Dispose();
        await Jira.DisposeAsync();
    }

    private static void Fill(JiraData data, bool isCloud)
    {
        data.AddProject("FW", "Firmware");
        data.AddProject("AP", "Apps");
        data.AddField(Segment, JiraFieldType.MultiSelect, "Enterprise", "Mid-market", "SMB");
        var points = isCloud ? data.AddField("Story point estimate", JiraFieldType.StoryPointEstimate) : data.AddField("Story Points", JiraFieldType.Number);
        data.AddIssue("FW", "Epic", "One", null, (Segment, ["Enterprise", "SMB"]), (points.Name, ["8"]));
        data.AddIssue("FW", "Story", "Below one", "FW-1", (points.Name, ["3"]));
        data.AddIssue("FW", "Sub-task", "Below below", "FW-2", (points.Name, ["1.5"]));
        data.AddIssue("AP", "Story", "Elsewhere", "FW-1", (points.Name, ["5"]));
        data.AddIssue("FW", "Epic", "Two", null, (Segment, ["SMB"]));
        data.AddIssue("FW", "Story", "Without an epic", null, (points.Name, ["2"]));
        data.AddIssue("AP", "Epic", "Of the apps", null, (Segment, ["SMB"]), (points.Name, ["13"]));
        data.AddIssue("AP", "Story", "Below it", "AP-2");
    }
}

/// <summary>Lets writes through, and counts who asks.</summary>
internal sealed class WriteSwitch : IWriteSwitch
{
    public int Asked { get; private set; }

    public bool IsOff { get; set; }

    public Task DemandAsync(CancellationToken cancellationToken)
    {
        Asked++;
        return IsOff ? throw new TrackerException(new("writeBackOff", "Writing is switched off.", Blame.Person)) : Task.CompletedTask;
    }
}

/// <summary>What somebody who reads keeps: items by id, and where to go on.</summary>
internal sealed class ReadingCopy(ITracker tracker, string scope = "FW")
{
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    public Dictionary<string, WorkItem> Items { get; } = new(StringComparer.Ordinal);

    public string? Cursor { get; set; }

    public List<Finding> Findings { get; } = [];

    public int? Total { get; private set; }

    public IEnumerable<string> Keys => Items.Values.Select(item => item.Key).Order(StringComparer.Ordinal);

    public WorkItem this[string key] => Items.Values.Single(item => item.Key == key);

    /// <summary>Reads to the end; what a full reading does not give is gone.</summary>
    public async Task SyncAsync(ITracker? by = null)
    {
        var from = by ?? tracker;
        var isFull = Cursor is null || Cursor.Contains("full", StringComparison.Ordinal);
        if (Cursor is null)
        {
            read.Clear();
        }

        var request = new ReadRequest(from.Scopes.Single(s => s.Key == scope), Cursor, read.Contains, Items.ContainsKey);
        await foreach (var page in from.ReadAsync(request, TestContext.Current.CancellationToken))
        {
            Keep(page);
            Cursor = page.Cursor;
            Total = page.Total;
        }

        foreach (var id in isFull ? Items.Keys.Except(read, StringComparer.Ordinal).ToList() : [])
        {
            Items.Remove(id);
        }
    }

    public void Keep(ItemPage page)
    {
        foreach (var item in page.Items)
        {
            Items[item.Id!] = item;
            read.Add(item.Id!);
        }

        foreach (var id in page.Gone)
        {
            Items.Remove(id);
        }

        Findings.AddRange(page.Findings);
    }

    /// <summary>Checks that it has what the site has now: the epics of the project and all below them.</summary>
    public void ShouldEqual(JiraData data, Func<JiraIssue, bool>? counts = null)
    {
        var expected = new Dictionary<string, JiraIssue>(StringComparer.Ordinal);
        var open = new Queue<JiraIssue>(data.Issues.Where(i => i.Project.Key == scope && i.Type.Name == "Epic" && (counts?.Invoke(i) ?? true)));
        while (open.TryDequeue(out var issue))
        {
            expected[issue.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)] = issue;
            foreach (var child in data.ChildrenOf(issue.Id))
            {
                open.Enqueue(child);
            }
        }

        Keys.ShouldBe(expected.Values.Select(issue => issue.Key).Order(StringComparer.Ordinal));
        foreach (var (id, issue) in expected)
        {
            Items[id].Title.ShouldBe(issue.Summary);
            Items[id].ValuesOf(ReadingFixture.Segment).ShouldBe(issue.TextsOf(data.Field(ReadingFixture.Segment).Id), ignoreOrder: true);
        }
    }
}
