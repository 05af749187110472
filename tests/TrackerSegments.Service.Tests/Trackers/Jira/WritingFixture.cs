using System.Globalization;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.Jira;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

/// <summary>A simulated Jira with a segment field and some epics, and what writes to it.</summary>
internal sealed class WritingFixture : IAsyncDisposable, IWriteSwitch
{
    public const string Field = "Customer segment";

    private int demands;

    private WritingFixture(JiraSimulator jira) => Jira = jira;

    public JiraSimulator Jira { get; }

    public TrackerHttp Http { get; private set; } = null!;

    public JiraWriter Writer { get; private set; } = null!;

    public JiraItems Items { get; private set; } = null!;

    public JiraSite Site { get; private set; } = null!;

    public ConnectionSettings Settings { get; private set; } = null!;

    public JiraUser Bo { get; private set; } = null!;

    /// <summary>How many calls may write before the switch is off.</summary>
    public int Allowed { get; set; } = int.MaxValue;

    public JiraData Data => Jira.Data;

    /// <summary>The calls that changed something, since the last time they were forgotten.</summary>
    public IReadOnlyList<JiraRequest> Writes => [.. Jira.Requests.Where(r => r.IsWrite)];

    public static async Task<WritingFixture> StartAsync(
        JiraFieldType type = JiraFieldType.MultiSelect,
        JiraOptions? options = null,
        string field = Field,
        string[]? choices = null,
        int epics = 5)
    {
        var cancel = TestContext.Current.CancellationToken;
        var jira = await JiraSimulator.StartAsync(options, cancel);
        var fixture = new WritingFixture(jira);
        var data = jira.Data;
        data.AddProject("FW", "Firmware");
        data.AddUser("Ann", "ann@example.com", "ann-token", JiraPermissions.All);
        fixture.Bo = data.AddUser("Bo", "bo@example.com", "bo-token", JiraPermissions.Member);
        if (field == Field)
        {
            data.AddField(field, type, choices ?? ["SMB", "Enterprise", "Mid-market", "Legacy"]);
        }

        data.AddField("Story Points", JiraFieldType.Number);
        for (var i = 0; i < epics; i++)
        {
            data.AddIssue("FW", "Epic", string.Create(CultureInfo.InvariantCulture, $"Epic {i}"));
        }

        await fixture.ConnectAsync(field, cancel);
        jira.ForgetRequests();
        return fixture;
    }

    public async Task DemandAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (Interlocked.Increment(ref demands) > Allowed)
        {
            throw new TrackerException(new("writeBackOff", "Writing is switched off.", Blame.Person));
        }
    }

    /// <summary>An edit made from the values that the issue has now, unless others are named.</summary>
    public FieldEdit Edit(string key, string[]? add = null, string[]? remove = null, string[]? expected = null)
    {
        var issue = Data.Issue(key);
        return new(
            issue.Id.ToString(CultureInfo.InvariantCulture), issue.Key, Settings.SegmentField, "r", expected ?? Texts(key), add ?? [], remove ?? []);
    }

    public Task<WriteOutcome> WriteAsync(FieldEdit edit, Actor? actor = null) =>
        Writer.WriteAsync(edit, actor ?? Actor.Connection, TestContext.Current.CancellationToken);

    public Task<IReadOnlyList<WriteOutcome>> WriteManyAsync(IEnumerable<FieldEdit> edits, Actor? actor = null) =>
        Writer.WriteManyAsync([.. edits], actor ?? Actor.Connection, TestContext.Current.CancellationToken);

    /// <summary>The values in Jira, as an item has them.</summary>
    public string[] Texts(string key)
    {
        var issue = Data.Issue(key);
        return Site.Segment.Kind switch
        {
            JiraFieldKind.Labels when Site.Segment.Id == "labels" => [.. issue.Labels],
            JiraFieldKind.Components => [.. issue.Components.Select(c => c.Name)],
            JiraFieldKind.Cascading => issue.TextsOf(Site.Segment.Id) is { Count: > 0 } parts ? [string.Join(" / ", parts)] : [],
            _ => [.. issue.TextsOf(Site.Segment.Id)],
        };
    }

    /// <summary>Does something once, at the first call that fits, before it is handled.</summary>
    public void Before(Func<JiraRequest, bool> which, Action act) => Jira.BeforeHandling = Once(which, act);

    /// <summary>The same after the call took effect.</summary>
    public void After(Func<JiraRequest, bool> which, Action act) => Jira.AfterHandling = Once(which, act);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Jira.DisposeAsync();
    }

    private static Func<JiraRequest, Task> Once(Func<JiraRequest, bool> which, Action act)
    {
        var isDone = 0;
        return request =>
        {
            if (which(request) && Interlocked.Exchange(ref isDone, 1) == 0)
            {
                act();
            }

            return Task.CompletedTask;
        };
    }

    private async Task ConnectAsync(string field, CancellationToken cancellationToken)
    {
        Settings = new()
        {
            Tracker = "jira",
            Address = Jira.Address.AbsoluteUri.TrimEnd('/'),
            Email = Jira.Options.Kind == JiraKind.Cloud ? "ann@example.com" : null,
            Projects = ["FW"],
            SegmentField = field,
        };
        var clock = new Soon();
        Http = new(Settings.Address, new JiraDialect(Settings, new("ann-token")), this, clock);
        Site = (await new JiraConnect(Http, Settings).ConnectAsync(cancellationToken)).Site;
        Items = new(Http, Site, Settings);
        Writer = new(Http, Site, Items, clock);
    }

    /// <summary>A clock by which every wait is over soon.</summary>
    private sealed class Soon : TimeProvider
    {
        private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(5);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, state is CancellationTokenSource || dueTime < Longest ? dueTime : Longest, period);
    }
}
