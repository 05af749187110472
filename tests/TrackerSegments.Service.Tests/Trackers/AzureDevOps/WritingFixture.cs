using System.Globalization;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Trackers.AzureDevOps;

/// <summary>A simulated Azure DevOps with a segment field and some epics, and what writes to it.</summary>
internal sealed class WritingFixture : IAsyncDisposable, IWriteSwitch
{
    public const string Field = "Customer segment";
    public const string Project = "Fabrikam";
    public const string Process = "Fabrikam Agile";

    private readonly List<TrackerHttp> spoken = [];
    private EntraTokens entra = null!;
    private int demands;

    private WritingFixture(AzureSimulator azure) => Azure = azure;

    public AzureSimulator Azure { get; }

    public TrackerHttp Http { get; private set; } = null!;

    public AzureWriter Writer { get; private set; } = null!;

    public AzureSite Site { get; private set; } = null!;

    public ConnectionSettings Settings { get; private set; } = null!;

    public AzureUser Ann { get; private set; } = null!;

    public AzureUser Bo { get; private set; } = null!;

    /// <summary>How many calls may write before the switch is off.</summary>
    public int Allowed { get; set; } = int.MaxValue;

    public AzureData Data => Azure.Data;

    /// <summary>The calls that changed something, since the last time they were forgotten.</summary>
    public IReadOnlyList<AzureRequest> Writes => [.. Azure.Requests.Where(r => r.IsWrite)];

    /// <param name="kind">What the field is: strict picklist, suggested picklist or text of several values, tags, long text.</param>
    /// <param name="options">How the simulator behaves.</param>
    /// <param name="values">What the picklist offers.</param>
    /// <param name="epics">How many epics there are, with the ids from 1 on.</param>
    public static async Task<WritingFixture> StartAsync(
        AzureFieldKind kind = AzureFieldKind.List, AzureOptions? options = null, string[]? values = null, int epics = 5)
    {
        var cancel = TestContext.Current.CancellationToken;
        var fixture = new WritingFixture(await AzureSimulator.StartAsync(options, cancel));
        var data = fixture.Data;
        data.AddProcess(Process);
        data.AddProject(Project, Process);
        fixture.Ann = data.AddUser("Ann", "ann@example.com", "ann-token", AzurePermissions.All);
        fixture.Bo = data.AddUser("Bo", "bo@example.com", "bo-token");
        if (kind is AzureFieldKind.LongText or AzureFieldKind.Html or AzureFieldKind.Other)
        {
            data.AddField(new TrackerSegments.Simulators.AzureDevOps.Model.AzureField(Field, "Custom.Customersegment", kind switch
            {
                AzureFieldKind.Html => "html",
                AzureFieldKind.LongText => "plainText",
                _ => "integer",
            }));
        }
        else if (kind != AzureFieldKind.Tags)
        {
            data.AddField(Field, kind == AzureFieldKind.List, values ?? ["SMB", "Enterprise", "Mid-market", "Legacy"]);
        }

        if (kind != AzureFieldKind.Tags)
        {
            data.AddFieldToType(Process, "Epic", Field);
        }

        for (var i = 0; i < epics; i++)
        {
            data.Add(Project, "Epic", string.Create(CultureInfo.InvariantCulture, $"Epic {i}"));
        }

        await fixture.ConnectAsync(kind, cancel);
        fixture.Azure.ForgetRequests();
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

    /// <summary>An edit made from the values that the epic has now, unless others are named.</summary>
    public FieldEdit Edit(int id, string[]? add = null, string[]? remove = null, string[]? expected = null)
    {
        var number = id.ToString(CultureInfo.InvariantCulture);
        return new(number, number, Settings.SegmentField, Revision(id).ToString(CultureInfo.InvariantCulture), expected ?? Texts(id), add ?? [], remove ?? []);
    }

    public Task<WriteOutcome> WriteAsync(FieldEdit edit, Actor? actor = null) =>
        Writer.WriteAsync(edit, actor ?? Actor.Connection, TestContext.Current.CancellationToken);

    public Task<IReadOnlyList<WriteOutcome>> WriteManyAsync(IEnumerable<FieldEdit> edits, Actor? actor = null, CancellationToken? cancel = null) =>
        Writer.WriteManyAsync([.. edits], actor ?? Actor.Connection, cancel ?? TestContext.Current.CancellationToken);

    public int Revision(int id) => Data.Item(id).Latest.Number;

    /// <summary>The field as it is written in Azure DevOps.</summary>
    public string? Raw(int id) => Data.Item(id).Text(Site.Segment.ReferenceName);

    /// <summary>Its values.</summary>
    public string[] Texts(int id) => [.. AzureSegmentText.Parse(Raw(id), Site.Segment.Kind).Select(v => v.Text)];

    /// <summary>Sets the field, as a person does.</summary>
    public void Set(int id, string? text, AzureUser? by = null) => Data.EditBy(by ?? Bo, id, Site.Segment.ReferenceName, text);

    public string[] TextsOf(WriteOutcome outcome) => [.. outcome.ShouldBeOfType<WriteOutcome.Written>().Item.ValuesOf(Settings.SegmentField)];

    /// <summary>Does something at the first calls that fit, before each is handled.</summary>
    public void Before(Func<AzureRequest, bool> which, Action act, int times = 1) => Azure.BeforeHandling = Often(which, act, times);

    /// <summary>The same after the call took effect.</summary>
    public void After(Func<AzureRequest, bool> which, Action act, int times = 1) => Azure.AfterHandling = Often(which, act, times);

    /// <summary>Another one who speaks to the same Azure DevOps, in a process of its own.</summary>
    public AzureWriter AnotherWriter(string token)
    {
        var http = Speak(token);
        return new(http, Site, new(http, Site, Settings));
    }

    public static bool IsPatch(AzureRequest request) => request.Method == "PATCH" && !IsBatch(request);

    public static bool IsBatch(AzureRequest request) => PatchGuard.IsBatch(request);

    public async ValueTask DisposeAsync()
    {
        spoken.ForEach(http => http.Dispose());
        entra.Dispose();
        await Azure.DisposeAsync();
        PatchGuard.Demand(Azure);
    }

    private static Func<AzureRequest, Task> Often(Func<AzureRequest, bool> which, Action act, int times)
    {
        var done = 0;
        return request =>
        {
            if (which(request) && Interlocked.Increment(ref done) <= times)
            {
                act();
            }

            return Task.CompletedTask;
        };
    }

    private TrackerHttp Speak(string token)
    {
        var http = new TrackerHttp(Settings.Address, new AzureDialect(Settings, new(token), entra), this, new Soon());
        spoken.Add(http);
        return http;
    }

    private async Task ConnectAsync(AzureFieldKind kind, CancellationToken cancellationToken)
    {
        Settings = new()
        {
            Tracker = "azure-devops",
            Address = Azure.Address.AbsoluteUri.TrimEnd('/'),
            Projects = [Project],
            SegmentField = kind == AzureFieldKind.Tags ? "Tags" : Field,
        };
        entra = new(Settings, new(null), TimeProvider.System);
        Http = Speak("ann-token");
        Site = (await new AzureConnect(Http, Settings, new("ann-token"), TimeProvider.System).ConnectAsync(cancellationToken)).Site;
        Site.Segment.Kind.ShouldBe(kind);
        Writer = new(Http, Site, new(Http, Site, Settings));
    }

    /// <summary>A clock by which every wait is over soon.</summary>
    private sealed class Soon : TimeProvider
    {
        private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(5);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, state is CancellationTokenSource || dueTime < Longest ? dueTime : Longest, period);
    }
}
