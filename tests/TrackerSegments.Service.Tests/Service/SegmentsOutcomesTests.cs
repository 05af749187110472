using Microsoft.Extensions.Logging.Abstractions;
using TrackerSegments.Core;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;
using JsonElement = System.Text.Json.JsonElement;

namespace TrackerSegments.Service.Tests.Service;

/// <summary>Whatever becomes of a write in the tracker, the person is told it in a sentence.</summary>
public sealed class SegmentsOutcomesTests : IDisposable
{
    private static readonly DateTimeOffset HalfPastTen = new(2026, 11, 21, 10, 31, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new();
    private readonly SqliteDocumentStore store;

    public SegmentsOutcomesTests() => store = SqliteDocumentStore.Open(folder.File("data.db"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_somebody_else_removed_while_it_was_added_is_a_conflict_that_names_both()
    {
        var tracker = new ChosenOutcome(item => new WriteOutcome.Stale(With(item, "r2"), new("Bo", HalfPastTen, ["SMB"], [])));

        var answer = await WriteAsync(tracker, add: ["smb"], remove: []);

        var refusal = answer.Refusal.ShouldNotBeNull();
        (refusal.Status, refusal.Code).ShouldBe((409, "staleRevision"));
        refusal.Detail.ShouldBe(
            "Bo removed SMB at 10:31 UTC while you added it; nothing was written. Look at A-1 as it is now and decide again.");
        var problem = refusal.ToProblem("t");
        problem.Current!.Revision.ShouldBe("r2");
        problem.Requested!.Add.ShouldBe(["smb"]);
        problem.Conflict!.By.ShouldBe("Bo");
        problem.Conflict.At.ShouldBe(HalfPastTen);
        problem.Conflict.Theirs.Remove.ShouldBe(["SMB"]);
        problem.Conflict.Ours.Add.ShouldBe(["SMB"]);
    }

    [Fact]
    public async Task What_was_written_and_taken_back_is_not_called_unwritten()
    {
        var tracker = new ChosenOutcome(item => new WriteOutcome.Stale(With(item, "r3"), new("Bo", HalfPastTen, ["SMB"], []) { Stands = true }));

        (await WriteAsync(tracker, add: ["smb"], remove: [])).Refusal.ShouldNotBeNull().Detail.ShouldBe(
            "Bo removed SMB at 10:31 UTC while you added it; theirs stands. Look at A-1 as it is now and decide again.");
    }

    [Fact]
    public async Task Two_different_changes_are_both_told_and_another_day_is_named()
    {
        var tracker = new ChosenOutcome(item => new WriteOutcome.Stale(
            With(item, "r2", "Mid-market"), new(null, HalfPastTen.AddDays(-1), ["Enterprise"], ["Mid-market"])));

        (await WriteAsync(tracker, add: ["smb"], remove: ["enterprise"])).Refusal.ShouldNotBeNull().Detail.ShouldBe(
            "Somebody removed Enterprise and added Mid-market on 20 Nov 2026 at 10:31 UTC while you removed Enterprise and added SMB; "
            + "nothing was written. Look at A-1 as it is now and decide again.");
    }

    [Fact]
    public async Task What_somebody_else_changed_at_the_same_moment_is_told_with_what_stands_now()
    {
        var tracker = new ChosenOutcome(item => new WriteOutcome.Written(
            With(item, "r2", "Mid-market", "SMB"), new("Bo", HalfPastTen, ["Enterprise"], ["Mid-market"])));

        var overlap = JsonElement.Parse((await WriteAsync(tracker, add: ["smb"], remove: [])).Json.ShouldNotBeNull()).GetProperty("overlap");

        overlap.GetProperty("by").GetString().ShouldBe("Bo");
        overlap.GetProperty("text").GetString().ShouldBe(
            "Bo removed Enterprise and added Mid-market at the same moment at 10:31 UTC. A-1 now has Mid-market and SMB.");
    }

    [Theory]
    [InlineData("mayNotEdit", false, 403)]
    [InlineData("writeBackOff", false, 403)]
    [InlineData("notAuthenticated", false, 403)]
    [InlineData("optionDisabled", false, 422)]
    [InlineData("optionMissing", false, 422)]
    [InlineData("notOnScreen", false, 422)]
    [InlineData("busy", true, 503)]
    public async Task A_refusal_of_the_tracker_keeps_its_code_and_sentence(string code, bool isPassing, int status)
    {
        var tracker = new ChosenOutcome(_ => new WriteOutcome.Refused(new(code, "The tracker's own sentence.", Blame.Administrator) { IsPassing = isPassing }));

        var refusal = (await WriteAsync(tracker, add: ["smb"], remove: [])).Refusal.ShouldNotBeNull();

        (refusal.Status, refusal.Code, refusal.Detail).ShouldBe((status, code, "The tracker's own sentence."));
    }

    [Theory]
    [InlineData("writeBackOff", 0, 403)]
    [InlineData("addressWrong", 0, 502)]
    [InlineData("rateLimited", 30, 503)]
    public void A_tracker_that_cannot_be_used_says_when_to_try_again(string code, int seconds, int status)
    {
        TimeSpan? wait = seconds == 0 ? null : TimeSpan.FromSeconds(seconds);

        var refusal = TrackerRefusals.OfFailure(new(code, "A sentence.", Blame.Tracker) { RetryAfter = wait });

        (refusal.Status, refusal.RetryAfter).ShouldBe((status, wait));
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_recognised_when_it_comes_again()
    {
        // The tracker wrote it and its answer was lost; asked again it finds what was asked for at another revision.
        var calls = 0;
        var tracker = new ChosenOutcome(item => ++calls == 1
            ? throw new TrackerException(new("noAnswer", "The tracker did not answer.", Blame.Tracker) { IsPassing = true })
            : new WriteOutcome.Stale(With(item, "r2", "Enterprise", "SMB")));
        using var editor = await OpenAsync(tracker);

        await Should.ThrowAsync<TrackerException>(() => editor.EditAsync("A-1", Edit(["smb"], []), Actor.Connection, Cancel));
        var again = await editor.EditAsync("A-1", Edit(["smb"], []), Actor.Connection, Cancel);
        var third = await editor.EditAsync("A-1", Edit(["smb"], []), Actor.Connection, Cancel);

        JsonElement.Parse(again.Json.ShouldNotBeNull()).GetProperty("epic").GetProperty("revision").GetString().ShouldBe("r2");
        third.Json.ShouldBe(again.Json);
        calls.ShouldBe(2);
    }

    [Fact]
    public async Task The_acting_user_reaches_the_tracker_and_nothing_else()
    {
        var tracker = new ChosenOutcome(item => new WriteOutcome.Written(With(item, "r2", "SMB")));
        using var editor = await OpenAsync(tracker);

        var answer = await editor.EditAsync("A-1", Edit(["smb"], []), new("the acting user", "planted-token"), Cancel);

        tracker.Actor.ShouldNotBeNull().Token.ShouldBe("planted-token");
        answer.ToString().ShouldNotContain("planted-token");
        tracker.Actor.ToString().ShouldBe("the acting user");
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    private static SegmentsEdit Edit(string[] add, string[] remove) =>
        new() { Lens = Backlogs.Lens, Add = add, Remove = remove, ExpectedRevision = "1", IdempotencyKey = "k" };

    private static WorkItem With(WorkItem item, string revision, params string[] values) => item with
    {
        Revision = revision,
        Fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [Backlogs.Field] = values },
    };

    private async Task<EditAnswer> WriteAsync(ChosenOutcome tracker, string[] add, string[] remove)
    {
        using var editor = await OpenAsync(tracker);
        return await editor.EditAsync("A-1", Edit(add, remove), Actor.Connection, Cancel);
    }

    private async Task<SegmentEditor> OpenAsync(ChosenOutcome tracker)
    {
        var source = Backlogs.Source(Backlogs.Write(folder, "backlog.jsonl", Backlogs.Epic("A-1", 60, "Enterprise")));
        var (opened, _) = await new WorkspaceOpener(store, new(), clock, NullLogger.Instance).OpenAsync(source, null, Cancel);
        tracker.Info = opened.Tracker.Info;
        tracker.Items = opened.Current.Backlog.Report.Epics.ToDictionary(e => e.Epic.Item.Key, e => e.Epic.Item, StringComparer.Ordinal);
        var workspace = Workspace.Of(opened.Settings, tracker, tracker.Items.Values, new(AsOf: null, IsComplete: true, []), clock);
        return new(workspace, new IdempotencyLog(store, opened.Settings.Id, clock));
    }

    /// <summary>Stands on a file's items, and answers each write as a test wants.</summary>
    private sealed class ChosenOutcome(Func<WorkItem, WriteOutcome> answer) : IItemWriter
    {
        public TrackerInfo Info { get; set; } = null!;

        public Dictionary<string, WorkItem> Items { get; set; } = null!;

        public Actor? Actor { get; private set; }

        public Task<WriteOutcome> WriteAsync(FieldEdit edit, Actor actor, CancellationToken cancellationToken)
        {
            Actor = actor;
            return Task.FromResult(answer(Items[edit.Key]));
        }

        public Task<IReadOnlyList<WriteOutcome>> WriteManyAsync(IReadOnlyList<FieldEdit> edits, Actor actor, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
