using Microsoft.Extensions.Logging.Abstractions;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Sample;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Trackers.Jira;
using TrackerSegments.Service.Workspaces;
using TrackerSegments.Simulators.Teams;

namespace TrackerSegments.Service.Tests.Reports.Schedules;

/// <summary>The report of a program that runs by itself: its times as a person writes them, and what a stop in between does.</summary>
public sealed class OwnReportTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly HttpClock clock = new();
    private SqliteDocumentStore store = null!;
    private WorkflowSimulator teams = null!;
    private OutboundGuard guard = null!;
    private WorkflowPost post = null!;
    private WorkflowAddress address = null!;
    private Workspace workspace = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = SqliteDocumentStore.Open(folder.File("data.db"));
        teams = await WorkflowSimulator.StartAsync(Cancel);
        guard = OutboundGuard.For($"http://{teams.Address.Authority}");
        post = new(guard, clock, perTry: TimeSpan.FromSeconds(5));
        address = WorkflowAddress.Parse(teams.Address.AbsoluteUri, guard);
        (workspace, _) = await new WorkspaceOpener(store, new(), clock, NullLogger.Instance).OpenAsync(SampleWorkspace.Source(), null, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        post.Dispose();
        await teams.DisposeAsync();
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task It_is_posted_at_its_time_and_after_a_stop_once_and_late()
    {
        // The clock stands at Saturday, 21 November 2026, 13 o'clock in Berlin.
        await StartAsync("mon,thu 09:00 Europe/Berlin");
        clock.Advance(TimeSpan.FromHours(44) - TimeSpan.FromSeconds(1));
        await StartAsync("mon,thu 09:00 Europe/Berlin");
        teams.Accepted.ShouldBeEmpty();

        clock.Advance(TimeSpan.FromSeconds(1));
        await StartAsync("mon,thu 09:00 Europe/Berlin");
        await StartAsync("mon,thu 09:00 Europe/Berlin");
        teams.Accepted.Count.ShouldBe(1);

        clock.Advance(TimeSpan.FromDays(8));
        await StartAsync("mon,thu 09:00 Europe/Berlin");
        await StartAsync("mon,thu 09:00 Europe/Berlin");
        teams.Accepted.Count.ShouldBe(2);
        Words()[1].ShouldContain("Posted late");
    }

    [Fact]
    public async Task Other_times_are_another_schedule_and_nothing_before_it_is_due()
    {
        await StartAsync("mon 09:00 Europe/Berlin");
        clock.Advance(TimeSpan.FromDays(3));

        await StartAsync("sun 09:00 Europe/Berlin");

        teams.Accepted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("mon,thu 09:00 Europe/Berlin", "Monday Thursday", "09:00")]
    [InlineData("SUN 23:59 Etc/UTC", "Sunday", "23:59")]
    [InlineData("mon,mon  00:00   America/New_York", "Monday", "00:00")]
    public void Times_are_written_as_people_say_them(string text, string days, string time)
    {
        var times = ReportWish.ParseTimes(text);

        string.Join(' ', times.Days.Order()).ShouldBe(days);
        times.At.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(time);
    }

    [Theory]
    [InlineData("", "is not understood")]
    [InlineData("mon 09:00", "is not understood")]
    [InlineData("someday 09:00 Europe/Berlin", "names days that are none")]
    [InlineData("mon, 09:00 Europe/Berlin", "names days that are none")]
    [InlineData("mon 9:00 Europe/Berlin", "9:00 is none")]
    [InlineData("mon 24:00 Europe/Berlin", "24:00 is none")]
    [InlineData("mon 09:00 Mars/Olympus", "Mars/Olympus")]
    public void Times_that_are_none_are_refused_with_how_to_write_them(string text, string says) =>
        Should.Throw<UsageException>(() => ReportWish.ParseTimes(text)).Message.ShouldContain(says);

    private Task StartAsync(string times) => new OwnReport(new(times, ReportWish.ParseTimes(times), ReportWhen.Always, address, guard), store, clock, NullLogger.Instance)
        .TurnAsync(workspace, new(store, workspace, null, clock, NullLogger.Instance), post, Cancel);

    private IReadOnlyList<string> Words() => [.. teams.Accepted.Select(message => string.Join('\n', Cards.Texts(message)))];
}
