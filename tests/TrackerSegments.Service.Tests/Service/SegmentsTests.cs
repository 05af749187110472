using System.Globalization;
using System.Text.Json;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Service;

/// <summary>The one way by which segments of epics are changed.</summary>
public sealed class SegmentsTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new();
    private RunningService service = null!;
    private WorkspaceSource source = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        source = Backlogs.Source(Backlogs.Write(
            folder,
            "backlog.jsonl",
            Backlogs.Epic("A-1", 60, "Enterprise"),
            Backlogs.Epic("A-2", 20, "SMB", "Legacy"),
            Backlogs.Epic("A-3", 20, "Mid market", "mid-market"),
            Backlogs.Epic("A-4", 10),
            Backlogs.Epic("A-5", null, "Strategic"),
            Backlogs.Epic("A/6", 1, "SMB")));
        service = await RunningService.StartAsync(folder.File("data"), source, clock);
    }

    [Fact]
    public async Task A_move_is_written_and_answered_with_the_new_epic_and_alignment()
    {
        var answer = await PostAsync("A-1", "1", "k", add: ["smb"], remove: ["enterprise"]);

        answer.Status.ShouldBe(200, answer.Text);
        answer.Json.GetProperty("written").GetBoolean().ShouldBeTrue();
        Segments(answer.Json.GetProperty("epic")).ShouldBe(["smb"]);
        answer.Json.GetProperty("epic").GetProperty("revision").GetString().ShouldBe("2");
        answer.Json.GetProperty("before").GetProperty("state").GetString().ShouldBe("misaligned");
        var now = await service.GetAsync("/api/alignment");
        answer.Json.GetProperty("alignment").GetRawText().ShouldBe(now.GetRawText());
        now.GetProperty("segments")[0].GetProperty("effort").GetDecimal().ShouldBe(0);
        now.GetProperty("segments")[2].GetProperty("effort").GetDecimal().ShouldBe(81);
        Segments(await service.EpicAsync("A-1")).ShouldBe(["smb"]);
    }

    [Fact]
    public async Task A_value_that_no_segment_claims_survives_a_change_of_the_same_field()
    {
        var answer = await PostAsync("A-2", "1", "k", add: ["enterprise"], remove: ["smb"]);

        Segments(answer.Json.GetProperty("epic")).ShouldBe(["enterprise"]);
        Unmapped(answer.Json.GetProperty("epic")).ShouldBe(["Legacy"]);
        Unmapped(await service.EpicAsync("A-2")).ShouldBe(["Legacy"]);
    }

    [Fact]
    public async Task Every_value_that_means_a_segment_goes_with_it()
    {
        var answer = await PostAsync("A-3", "1", "k", add: [], remove: ["mid-market"]);

        Segments(answer.Json.GetProperty("epic")).ShouldBeEmpty();
        Unmapped(answer.Json.GetProperty("epic")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_segments_share_the_effort()
    {
        var answer = await PostAsync("A-1", "1", "k", add: ["smb", "mid-market"], remove: []);

        Segments(answer.Json.GetProperty("epic")).ShouldBe(["enterprise", "mid-market", "smb"]);
        answer.Json.GetProperty("alignment").GetProperty("segments").EnumerateArray()
            .Select(s => s.GetProperty("effort").GetDecimal()).ShouldBe([20, 40, 41]);
    }

    [Fact]
    public async Task A_key_with_a_slash_is_found()
    {
        var answer = await PostAsync("A/6", "1", "k", add: ["enterprise"], remove: []);

        answer.Status.ShouldBe(200, answer.Text);
        answer.Json.GetProperty("epic").GetProperty("key").GetString().ShouldBe("A/6");
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_stores_nothing()
    {
        var before = await EverythingStoredAsync();
        var board = (await service.GetAsync("/api/board")).GetRawText();

        var answer = await service.DryRunAsync("A-1", add: ["smb"], remove: ["enterprise"]);

        answer.Status.ShouldBe(200, answer.Text);
        answer.Json.GetProperty("written").GetBoolean().ShouldBeFalse();
        Segments(answer.Json.GetProperty("epic")).ShouldBe(["smb"]);
        answer.Json.GetProperty("epic").GetProperty("revision").GetString().ShouldBe("1");
        answer.Json.GetProperty("alignment").GetProperty("segments")[2].GetProperty("effort").GetDecimal().ShouldBe(81);
        (await service.GetAsync("/api/board")).GetRawText().ShouldBe(board);
        (await EverythingStoredAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_dry_run_says_exactly_what_the_write_then_does()
    {
        var predicted = await service.DryRunAsync("A-4", add: ["smb"], remove: []);
        var written = await PostAsync("A-4", "1", "k", add: ["smb"], remove: []);

        predicted.Json.GetProperty("alignment").GetRawText().ShouldBe(written.Json.GetProperty("alignment").GetRawText());
    }

    [Fact]
    public async Task A_dry_run_that_changes_nothing_is_answered_all_the_same()
    {
        var answer = await service.DryRunAsync("A-1", add: ["enterprise"], remove: []);

        answer.Status.ShouldBe(200, answer.Text);
        Segments(answer.Json.GetProperty("epic")).ShouldBe(["enterprise"]);
    }

    [Fact]
    public async Task What_is_not_to_be_added_or_removed_may_be_left_out()
    {
        var added = await service.SendAsync(
            "A-1", """{"lens":"customer-segment","add":["smb"],"expectedRevision":"1","idempotencyKey":"a"}""");
        var removed = await service.SendAsync(
            "A-1", """{"lens":"customer-segment","remove":["smb"],"expectedRevision":"2","idempotencyKey":"b"}""");

        Segments(added.Json.GetProperty("epic")).ShouldBe(["enterprise", "smb"]);
        Segments(removed.Json.GetProperty("epic")).ShouldBe(["enterprise"]);
    }

    [Fact]
    public async Task A_write_from_an_old_revision_is_refused_with_both_values()
    {
        await PostAsync("A-1", "1", "first", add: ["smb"], remove: []);

        var answer = await PostAsync("A-1", "1", "second", add: ["mid-market"], remove: ["enterprise"]);

        answer.ShouldBeProblem(409, "staleRevision").ShouldContain("A-1 was changed in the meantime");
        answer.Json.GetProperty("expectedRevision").GetString().ShouldBe("1");
        answer.Json.GetProperty("current").GetRawText().ShouldBe((await service.EpicAsync("A-1")).GetRawText());
        answer.Json.GetProperty("current").GetProperty("revision").GetString().ShouldBe("2");
        answer.Json.GetProperty("requested").GetRawText().ShouldBe("""{"add":["mid-market"],"remove":["enterprise"]}""");
    }

    [Fact]
    public async Task A_refused_write_may_be_sent_again_with_its_key()
    {
        (await PostAsync("A-1", "7", "k", add: ["smb"], remove: [])).ShouldBeProblem(409, "staleRevision");

        (await PostAsync("A-1", "1", "k", add: ["smb"], remove: [])).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_repeated_request_is_carried_out_once_and_answered_the_same_even_after_a_restart()
    {
        var first = await PostAsync("A-1", "1", "k", add: ["smb"], remove: ["enterprise"]);
        await PostAsync("A-1", "2", "other", add: ["mid-market"], remove: []);
        for (var i = 0; i < 10; i++)
        {
            (await PostAsync("A-1", "1", "k", add: ["smb"], remove: ["enterprise"])).ShouldBe(first);
        }

        await service.DisposeAsync();
        service = await RunningService.StartAsync(folder.File("data"), source, clock);

        (await PostAsync("A-1", "1", "k", add: ["smb"], remove: ["enterprise"])).ShouldBe(first);
        (await service.EpicAsync("A-1")).GetProperty("revision").GetString().ShouldBe("3");
    }

    [Fact]
    public async Task Twenty_repeats_at_once_are_one_write_and_one_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => PostAsync("A-1", "1", "k", add: ["smb"], remove: ["enterprise"])));

        answers.Distinct().ShouldHaveSingleItem().Status.ShouldBe(200);
        (await service.EpicAsync("A-1")).GetProperty("revision").GetString().ShouldBe("2");
    }

    [Fact]
    public async Task A_key_that_belongs_to_another_request_is_refused()
    {
        await PostAsync("A-1", "1", "k", add: ["smb"], remove: []);

        (await PostAsync("A-1", "1", "k", add: ["mid-market"], remove: [])).ShouldBeProblem(422, "idempotencyKeyReused");
        (await PostAsync("A-2", "1", "k", add: ["smb"], remove: [])).ShouldBeProblem(422, "idempotencyKeyReused");
        (await PostAsync("A-1", "2", "k", add: ["smb"], remove: [])).ShouldBeProblem(422, "idempotencyKeyReused");
        (await service.EpicAsync("A-1")).GetProperty("revision").GetString().ShouldBe("2");
    }

    [Fact]
    public async Task A_key_may_be_used_again_after_its_time()
    {
        await PostAsync("A-1", "1", "k", add: ["smb"], remove: []);
        clock.Now += IdempotencyLog.Kept + TimeSpan.FromMinutes(1);
        await service.DisposeAsync();
        service = await RunningService.StartAsync(folder.File("data"), source, clock);
        await service.Host.Settled;

        (await PostAsync("A-1", "2", "k", add: ["mid-market"], remove: [])).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_write_that_was_cut_off_before_it_could_be_answered_is_answered_when_it_comes_again()
    {
        // As after a crash between the write and the keeping of its answer: the note is there, and so is the change.
        var edit = new SegmentsEdit { Lens = Backlogs.Lens, Add = ["smb"], Remove = ["enterprise"], ExpectedRevision = "1", IdempotencyKey = "k" };
        await service.DisposeAsync();
        using (var store = SqliteDocumentStore.Open(DataFile))
        {
            var log = new IdempotencyLog(store, SourceIdentity.IdOf(source), clock);
            await log.BeginAsync("k", EditCheck.FingerprintOf("A-1", edit), Cancel);
        }

        service = await RunningService.StartAsync(folder.File("data"), source, clock);
        await PostAsync("A-1", "1", "the write itself", add: ["smb"], remove: ["enterprise"]);

        var answer = await PostAsync("A-1", "1", "k", add: ["smb"], remove: ["enterprise"]);

        answer.Status.ShouldBe(200, answer.Text);
        answer.Json.GetProperty("epic").GetProperty("revision").GetString().ShouldBe("2");
    }

    [Fact]
    public async Task A_write_that_was_cut_off_before_it_happened_happens_when_it_comes_again()
    {
        var edit = new SegmentsEdit { Lens = Backlogs.Lens, Add = ["smb"], ExpectedRevision = "1", IdempotencyKey = "k" };
        await service.DisposeAsync();
        using (var store = SqliteDocumentStore.Open(DataFile))
        {
            var log = new IdempotencyLog(store, SourceIdentity.IdOf(source), clock);
            await log.BeginAsync("k", EditCheck.FingerprintOf("A-1", edit), Cancel);
        }

        service = await RunningService.StartAsync(folder.File("data"), source, clock);

        (await PostAsync("A-1", "1", "k", add: ["smb"], remove: [])).Status.ShouldBe(200);
        (await service.EpicAsync("A-1")).GetProperty("revision").GetString().ShouldBe("2");
    }

    [Fact]
    public async Task Fifty_writers_of_one_epic_lose_no_change()
    {
        // Each adds or removes one segment, from the revision it saw; whoever is late looks again.
        var writes = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            var revision = "1";
            for (var attempt = 0; ; attempt++)
            {
                var on = Segments(await service.EpicAsync("A-4")).Contains("smb", StringComparer.Ordinal);
                var answer = await PostAsync(
                    "A-4", revision, $"writer {i}, attempt {attempt}", add: on ? [] : ["smb"], remove: on ? ["smb"] : []);
                if (answer.Status == 200)
                {
                    return answer.Json.GetProperty("epic").GetProperty("revision").GetString()!;
                }

                answer.Status.ShouldBeOneOf(409, 422);
                revision = (await service.EpicAsync("A-4")).GetProperty("revision").GetString()!;
            }
        }));

        writes.ShouldBe(Enumerable.Range(2, 50).Select(r => r.ToString(CultureInfo.InvariantCulture)), ignoreOrder: true);
        (await service.EpicAsync("A-4")).GetProperty("revision").GetString().ShouldBe("51");
        Segments(await service.EpicAsync("A-4")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("other", "A-1", "[\"smb\"]", "[]", "1", "k", 404, "unknownLens")]
    [InlineData("Customer-Segment", "A-1", "[\"smb\"]", "[]", "1", "k", 404, "unknownLens")]
    [InlineData(Backlogs.Lens, "A-99", "[\"smb\"]", "[]", "1", "k", 404, "unknownEpic")]
    [InlineData(Backlogs.Lens, "a-1", "[\"smb\"]", "[]", "1", "k", 404, "unknownEpic")]
    [InlineData(Backlogs.Lens, "A-1", "[\"smb\"]", "[]", null, "k", 422, "expectedRevisionMissing")]
    [InlineData(Backlogs.Lens, "A-1", "[\"smb\"]", "[]", "", "k", 422, "expectedRevisionMissing")]
    [InlineData(Backlogs.Lens, "A-1", "[\"smb\"]", "[]", "1", null, 422, "idempotencyKeyMissing")]
    [InlineData(Backlogs.Lens, "A-1", "[\"smb\"]", "[]", "1", "", 422, "idempotencyKeyMissing")]
    [InlineData(Backlogs.Lens, "A-1", "[]", "[]", "1", "k", 422, "nothingToDo")]
    [InlineData(Backlogs.Lens, "A-1", "[\"enterprise\"]", "[\"smb\"]", "1", "k", 422, "nothingToDo")]
    [InlineData(Backlogs.Lens, "A-1", "[\"SMB\"]", "[]", "1", "k", 422, "unknownSegment")]
    [InlineData(Backlogs.Lens, "A-1", "[]", "[\"nobody\"]", "1", "k", 422, "unknownSegment")]
    [InlineData(Backlogs.Lens, "A-1", "[null]", "[]", "1", "k", 422, "unknownSegment")]
    [InlineData(Backlogs.Lens, "A-1", "[\"smb\"]", "[\"smb\"]", "1", "k", 422, "addedAndRemoved")]
    public async Task What_cannot_be_done_is_refused_with_a_sentence_and_nothing_is_written(
        string lens, string epic, string add, string remove, string? revision, string? key, int status, string code)
    {
        var body = $$"""
            {"lens":{{JsonSerializer.Serialize(lens)}},"add":{{add}},"remove":{{remove}},
             "expectedRevision":{{JsonSerializer.Serialize(revision)}},"idempotencyKey":{{JsonSerializer.Serialize(key)}}}
            """;
        var before = await service.GetAsync("/api/board");

        (await service.SendAsync(epic, body)).ShouldBeProblem(status, code);

        (await service.GetAsync("/api/board")).GetRawText().ShouldBe(before.GetRawText());
    }

    [Fact]
    public async Task An_idempotency_key_has_at_most_100_characters_of_any_kind()
    {
        var longest = string.Concat(Enumerable.Repeat("/\\#?\n", 20));

        (await PostAsync("A-1", "1", longest + "x", add: ["smb"], remove: [])).ShouldBeProblem(422, "idempotencyKeyTooLong");
        (await PostAsync("A-1", "1", longest, add: ["smb"], remove: [])).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_sentence_about_an_unknown_segment_lists_those_there_are() =>
        (await PostAsync("A-1", "1", "k", add: ["sbm"], remove: [])).ShouldBeProblem(422, "unknownSegment").ShouldBe(
            "The lens \"Customer segment\" has no segment \"sbm\". Its segments are: enterprise, mid-market, smb.");

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    private string DataFile => folder.File("data", TrackerSegmentsOptions.DataFileName);

    private static string[] Segments(JsonElement epic) => Texts(epic, "segments");

    private static string[] Unmapped(JsonElement epic) => Texts(epic, "unmapped");

    private static string[] Texts(JsonElement epic, string name) =>
        [.. epic.GetProperty(name).EnumerateArray().Select(s => s.GetString()!)];

    private Task<Answer> PostAsync(string epic, string revision, string key, string[] add, string[] remove) =>
        service.WriteAsync(epic, revision, key, add, remove);

    /// <summary>Every document there is, read by a second opening of the file.</summary>
    private async Task<List<Document>> EverythingStoredAsync()
    {
        var id = SourceIdentity.IdOf(source);
        List<Document> documents = [];
        using var store = SqliteDocumentStore.Open(DataFile);
        foreach (var partition in new[] { $"items-{id}-1", $"requests-{id}", $"answers-{id}", $"imports-{id}", "workspaces", "service" })
        {
            await foreach (var document in store.ListAsync(partition, null, null, Cancel))
            {
                documents.Add(document);
            }
        }

        documents.Count.ShouldBeGreaterThan(6);
        return documents;
    }
}
