using Microsoft.Extensions.Logging.Abstractions;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;
using TrackerSegments.Simulators.AzureDevOps;

namespace TrackerSegments.Service.Tests.Sync;

/// <summary>The board of a simulated Azure DevOps, over HTTP on both sides.</summary>
public sealed class AzureBoardTests : IDisposable
{
    private const string Tier = "Tier";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_somebody_else_added_in_the_meantime_stays_beside_what_is_added_here()
    {
        await using var site = await AzureOrganization.StartAsync();
        Epic(site, "SMB; Legacy");
        await using var service = await StartAsync(site);
        var revision = await RevisionAsync(service);
        site.Data.Edit(1, Backlogs.Field, "SMB; Legacy; Mid-market");

        var written = await service.WriteAsync("1", revision, "k1", ["enterprise"], []);

        written.Status.ShouldBe(200, written.Text);
        Raw(site).ShouldBe("SMB;Legacy;Mid-market;Enterprise");
        written.Json.GetProperty("overlap").GetProperty("by").GetString().ShouldBe("Somebody else");
    }

    [Fact]
    public async Task Where_both_cannot_be_had_nothing_is_written_and_both_are_named()
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Data.AddFieldToType(AzureOrganization.Process, "Epic", site.Data.AddField(Tier, isSuggested: false, "Enterprise", "SMB", "Mid-market").ReferenceName);
        site.Data.Add("Apple", "Epic", "Sign in", null, (Tier, "Enterprise"));
        await using var service = await StartAsync(site, Tier);
        var revision = await RevisionAsync(service);
        site.Data.Edit(1, Tier, "SMB");

        var refused = await service.SendAsync(
            "1", $$"""{"lens":"tier","add":["mid-market"],"remove":["enterprise"],"expectedRevision":"{{revision}}","idempotencyKey":"k1"}""");

        refused.ShouldBeProblem(409, "staleRevision").ShouldContain("Somebody else");
        refused.Json.GetProperty("conflict").GetProperty("by").GetString().ShouldBe("Somebody else");
        refused.Json.GetProperty("conflict").GetProperty("theirs").GetProperty("add")[0].GetString().ShouldBe("SMB");
        site.Data.Item(1).Text(site.Data.Field(Tier).ReferenceName).ShouldBe("SMB");
        (await service.EpicAsync("1")).GetProperty("segments")[0].GetString().ShouldBe("smb");
    }

    [Fact]
    public async Task An_answer_that_was_lost_writes_once_however_often_and_at_once_it_is_asked_for()
    {
        await using var site = await AzureOrganization.StartAsync();
        Epic(site, "SMB");
        await using var service = await StartAsync(site);
        var revision = await RevisionAsync(service);
        site.Azure.Faults.On(r => r.Method == "PATCH", AzureFault.Reset.AfterApplied);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => service.WriteAsync("1", revision, "the same key", ["enterprise"], [])));

        answers.ShouldAllBe(a => a.Status == 200);
        site.Azure.Requests.Count(r => r.Method == "PATCH").ShouldBe(1);
        site.Data.Item(1).Latest.Number.ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_written_until_it_is_switched_on()
    {
        await using var site = await AzureOrganization.StartAsync();
        Epic(site, "SMB");
        await using var service = await StartAsync(site, writing: null);
        var revision = await RevisionAsync(service);

        (await service.WriteAsync("1", revision, "k1", ["enterprise"], [])).ShouldBeProblem(403, "writeBackOff");

        site.Azure.Requests.ShouldAllBe(r => !r.IsWrite);
    }

    /// <summary>A feed tells of every write of ours too; none of them is a change of the copy, or leads to another write.</summary>
    [Fact]
    public async Task Of_a_thousand_writes_of_our_own_none_comes_back_as_a_change()
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Apple", 10);
        using var store = SqliteDocumentStore.Open(folder.File("own.db"));
        using var live = await LiveTracker.OpenAsync(
            store,
            "w",
            site.Settings("Apple"),
            new() { Secrets = new(new(AzureOrganization.Token), null), SwitchWriting = true },
            TimeProvider.System,
            NullLogger.Instance,
            Cancel);
        await live.Sync.RunOnceAsync(Cancel);
        var random = new Random(7);
        var epics = live.Copy.Items.Where(i => i.Type == "Epic").Select(i => i.Id!).ToList();
        var told = 0;
        live.Copy.Changed = (changed, _) => told += changed.Count;
        for (var i = 0; i < 1_000; i++)
        {
            var id = epics[random.Next(epics.Count)];
            var epic = live.Copy.Items.Single(item => item.Id == id);
            var there = epic.ValuesOf(Backlogs.Field);
            var value = ((string[])["Enterprise", "Mid-market", "SMB", "Legacy"])[random.Next(4)];
            var isThere = there.Contains(value, StringComparer.Ordinal);
            var edit = new FieldEdit(epic.Id!, epic.Key, Backlogs.Field, epic.Revision, there, isThere ? [] : [value], isThere ? [value] : []);
            (await live.Writer.WriteAsync(edit, Actor.Connection, Cancel)).ShouldBeOfType<WriteOutcome.Written>().Overlap.ShouldBeNull();
            if (i % 100 == 99)
            {
                await live.Sync.RunOnceAsync(Cancel);
            }
        }

        told.ShouldBe(1_000);
        site.Azure.Requests.Count(r => r.IsWrite).ShouldBe(1_000);
        AzureOrganization.Lines(live.Copy.Items).ShouldBe(site.There("Apple"));
    }

    private static void Epic(AzureOrganization site, string segments) => site.Data.Add("Apple", "Epic", "Sign in", null, (Backlogs.Field, segments));

    private static string? Raw(AzureOrganization site) => site.Data.Item(1).Text(site.Data.Field(Backlogs.Field).ReferenceName);

    private static async Task<string> RevisionAsync(RunningService service)
    {
        for (var i = 0; i < 400; i++)
        {
            var sync = await service.GetAsync("/api/sync");
            if (sync.GetProperty("isComplete").GetBoolean() && sync.GetProperty("state").ValueEquals("waiting"))
            {
                break;
            }

            await Task.Delay(25, Cancel);
        }

        return (await service.EpicAsync("1")).GetProperty("revision").GetString()!;
    }

    private Task<RunningService> StartAsync(AzureOrganization site, string field = Backlogs.Field, bool? writing = true) => RunningService.StartAsync(
        folder.File("data"),
        new WorkspaceSource(new BacklogRequest
        {
            Files = [],
            SegmentField = field,
            Segments = [.. ((string[])["Enterprise", "Mid-market", "SMB"]).Select(s => (s, (IReadOnlyList<string>)[s]))],
        })
        {
            Connections = [site.Settings("Apple") with { SegmentField = field }],
        },
        TimeProvider.System,
        access: new() { Secrets = new(new(AzureOrganization.Token), null), SwitchWriting = writing, Pace = new() { Every = TimeSpan.FromHours(1) } });
}
