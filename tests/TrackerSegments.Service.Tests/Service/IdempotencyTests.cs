using Microsoft.Extensions.Logging.Abstractions;
using System.Text.Json;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Service;

/// <summary>A change that is sent again is carried out once, whatever became of it the first time.</summary>
public sealed class IdempotencyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new();
    private readonly SqliteDocumentStore store;

    public IdempotencyTests() => store = SqliteDocumentStore.Open(folder.File("data.db"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, "1")]
    [InlineData(2, "1")]
    [InlineData(3, "2")]
    public async Task A_change_that_the_disk_cut_off_is_one_write_when_it_comes_again(int failing, string revisionBefore)
    {
        var edit = new SegmentsEdit { Lens = Backlogs.Lens, Add = ["smb"], Remove = ["enterprise"], ExpectedRevision = "1", IdempotencyKey = "k" };
        var workspace = await OpenAsync();
        var failingStore = new FailingStore(store, (_, write) => write == failing);
        using (var broken = new SegmentEditor(await OpenAsync(failingStore), new IdempotencyLog(failingStore, workspace.Settings.Id, clock)))
        {
            await Should.ThrowAsync<DataFileException>(() => broken.EditAsync("A-1", edit, Actor.Connection, Cancel));
            RevisionOf(await OpenAsync()).ShouldBe(revisionBefore);

            RevisionIn((await broken.EditAsync("A-1", edit, Actor.Connection, Cancel)).Json).ShouldBe("2");
        }

        var after = await OpenAsync();
        using var again = new SegmentEditor(after, new IdempotencyLog(store, after.Settings.Id, clock));
        RevisionIn((await again.EditAsync("A-1", edit, Actor.Connection, Cancel)).Json).ShouldBe("2");
        RevisionOf(await OpenAsync()).ShouldBe("2");
    }

    [Fact]
    public async Task The_answer_is_the_same_after_midnight_and_after_a_start_in_between()
    {
        clock.Now = new(2026, 11, 21, 23, 59, 59, TimeSpan.Zero);
        var log = new IdempotencyLog(store, "w", clock);
        await log.CompleteAsync(await log.BeginAsync("k", "asked", Cancel), "the answer", Cancel);

        clock.Now += IdempotencyLog.Kept;
        await log.PruneAsync(Cancel);

        var entry = await new IdempotencyLog(store, "w", clock).BeginAsync("k", "asked", Cancel);
        (entry.IsNew, entry.Answer).ShouldBe((false, "the answer"));
    }

    [Fact]
    public async Task What_is_old_goes_with_its_answer_and_no_answer_is_read_for_it()
    {
        var seen = new ReadingStore(store);
        var log = new IdempotencyLog(seen, "w", clock);
        for (var i = 0; i < 250; i++)
        {
            await log.CompleteAsync(await log.BeginAsync($"old {i}", "asked", Cancel), new string('x', 10_000), Cancel);
        }

        clock.Now += IdempotencyLog.Kept + TimeSpan.FromSeconds(1);
        await log.CompleteAsync(await log.BeginAsync("new", "asked", Cancel), new string('y', 10_000), Cancel);
        seen.CharactersRead = 0;

        await log.PruneAsync(Cancel);

        seen.CharactersRead.ShouldBeInRange(251, 251 * 200);
        (await log.BeginAsync("old 7", "other", Cancel)).IsNew.ShouldBeTrue();
        (await log.BeginAsync("old 7", "other", Cancel)).Answer.ShouldBeNull();
        (await log.BeginAsync("new", "asked", Cancel)).Answer.ShouldBe(new string('y', 10_000));
    }

    [Fact]
    public async Task An_answer_too_large_to_keep_is_kept_as_done()
    {
        var log = new IdempotencyLog(store, "w", clock);

        await log.CompleteAsync(await log.BeginAsync("k", "asked", Cancel), new string('ü', (DocumentLimits.MaxBodyBytes / 2) + 1), Cancel);

        (await log.BeginAsync("k", "asked", Cancel)).Answer.ShouldBe("");
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    private static string RevisionOf(Workspace workspace) => workspace.Current.Backlog.Find("A-1")!.Value.Epic.Item.Revision;

    private static string? RevisionIn(string? answer) =>
        JsonElement.Parse(answer.ShouldNotBeNull()).GetProperty("epic").GetProperty("revision").GetString();

    private async Task<Workspace> OpenAsync(IDocumentStore? seen = null) =>
        (await new WorkspaceOpener(seen ?? store, new(), clock, NullLogger.Instance).OpenAsync(
            Backlogs.Source(Backlogs.Write(folder, "backlog.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"))), null, Cancel)).Workspace;

    /// <summary>Counts what is read in lists.</summary>
    private sealed class ReadingStore(IDocumentStore inner) : IDocumentStore
    {
        public long CharactersRead { get; set; }

        public Task<Document?> FindAsync(string partition, string key, CancellationToken cancellationToken) =>
            inner.FindAsync(partition, key, cancellationToken);

        public async IAsyncEnumerable<Document> ListAsync(
            string partition, string? from, string? to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var document in inner.ListAsync(partition, from, to, cancellationToken))
            {
                CharactersRead += document.Body.Length;
                yield return document;
            }
        }

        public IAsyncEnumerable<string> ListPartitionsAsync(string prefix, CancellationToken cancellationToken) =>
            inner.ListPartitionsAsync(prefix, cancellationToken);

        public Task<IReadOnlyList<string?>> WriteAsync(
            string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken) =>
            inner.WriteAsync(partition, writes, cancellationToken);
    }
}
