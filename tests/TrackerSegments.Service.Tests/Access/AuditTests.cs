using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Audit;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Access;

public sealed class AuditTests : IAsyncLifetime
{
    private GuardedService guarded = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => guarded = await GuardedService.StartAsync();

    [Fact]
    public async Task An_entry_says_who_did_what_when_and_how_it_was_before_and_after()
    {
        var answer = await guarded.SendAsync(HttpMethod.Post, "/api/epics/A-1/segments", guarded.Oidc(), Edit("A-1", "k1"));
        answer.Status.ShouldBe(200, answer.Text);

        var entry = (await EntriesAsync()).ShouldHaveSingleItem();
        entry.GetProperty("at").GetDateTimeOffset().ShouldBe(guarded.Clock.Now);
        entry.GetProperty("actor").GetRawText().ShouldBe("""{"source":"oidc","subject":"oidc-person","name":"Olga Idowu","role":"strategist"}""");
        entry.GetProperty("action").GetString().ShouldBe("change segments");
        entry.GetProperty("wanted").GetString().ShouldBe("+smb");
        entry.GetProperty("result").GetString().ShouldBe("done");
        entry.GetProperty("changes").GetRawText().ShouldBe("""[{"what":"A-1","before":"enterprise","after":"enterprise, smb"}]""");
        entry.GetProperty("traceId").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task What_was_refused_is_there_with_its_code_and_the_trace_id_of_the_answer()
    {
        var answer = await guarded.SendAsync(
            HttpMethod.Post, "/api/epics/A-1/segments", GuardedService.KeyOf("editor"), Edit("A-1", "k1", revision: "0"));
        answer.ShouldBeProblem(409, "staleRevision");

        var entry = (await EntriesAsync()).ShouldHaveSingleItem();
        entry.GetProperty("result").GetString().ShouldBe("refused");
        entry.GetProperty("code").GetString().ShouldBe("staleRevision");
        entry.GetProperty("traceId").GetString().ShouldBe(answer.Json.GetProperty("traceId").GetString());
        entry.GetProperty("changes").GetRawText().ShouldBe("""[{"what":"A-1","before":"enterprise","after":"enterprise"}]""");
    }

    [Fact]
    public async Task Asking_what_would_be_is_no_change()
    {
        (await guarded.SendAsync(
            HttpMethod.Post, "/api/epics/A-1/segments", GuardedService.KeyOf("editor"), """{"lens":"customer-segment","add":["smb"],"dryRun":true}"""))
            .Status.ShouldBe(200);

        (await EntriesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_that_cannot_be_noted_is_not_made()
    {
        await ForbidAsync("""WHEN NEW.partition = 'audit-acme'""");

        var answer = await guarded.SendAsync(HttpMethod.Post, "/api/epics/A-1/segments", GuardedService.KeyOf("editor"), Edit("A-1", "k1"));

        answer.ShouldBeProblem(503, "storageFailed");
        (await SegmentsAsync("A-1")).ShouldBe(["enterprise"]);
    }

    [Fact]
    public async Task A_change_whose_end_cannot_be_noted_is_made_and_the_log_and_the_audit_log_say_so()
    {
        await ForbidAsync("""WHEN NEW.partition = 'audit-acme' AND NEW.key LIKE '%-ended'""");

        (await guarded.SendAsync(HttpMethod.Post, "/api/epics/A-1/segments", GuardedService.KeyOf("editor"), Edit("A-1", "k1"))).Status.ShouldBe(200);

        (await SegmentsAsync("A-1")).ShouldBe(["enterprise", "smb"]);
        (await EntriesAsync()).ShouldHaveSingleItem().GetProperty("result").GetString().ShouldBe("unknown");
        guarded.Service.Log.Text.ShouldContain("is missing in the audit log");
    }

    [Fact]
    public async Task A_change_that_fails_half_way_is_there_as_failed()
    {
        await ForbidAsync("""WHEN NEW.partition LIKE 'requests-%'""");

        (await guarded.SendAsync(HttpMethod.Post, "/api/epics/A-1/segments", GuardedService.KeyOf("editor"), Edit("A-1", "k1")))
            .ShouldBeProblem(503, "storageFailed");

        (await EntriesAsync()).ShouldHaveSingleItem().GetProperty("result").GetString().ShouldBe("failed");
    }

    [Fact]
    public async Task Pages_are_newest_first_and_follow_each_other_without_a_gap()
    {
        for (var i = 0; i < 7; i++)
        {
            guarded.Clock.Now = guarded.Clock.Now.AddSeconds(1);
            await guarded.SendAsync(HttpMethod.Post, $"/api/epics/N-{i}/segments", GuardedService.KeyOf("editor"), Edit($"N-{i}", "k"));
        }

        List<string?> seen = [];
        string? next = "";
        while (next is not null)
        {
            var page = (await guarded.GetAsync(GuardedService.KeyOf("admin"), $"/api/audit?limit=3{next}")).Json;
            page.GetProperty("entries").GetArrayLength().ShouldBeLessThanOrEqualTo(3);
            seen.AddRange(page.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("changes")[0].GetProperty("what").GetString()));
            next = page.GetProperty("next").GetString() is { } key ? $"&before={key}" : null;
        }

        seen.ShouldBe(["N-6", "N-5", "N-4", "N-3", "N-2", "N-1", "N-0"]);
    }

    [Theory]
    [InlineData("limit=1", 200)]
    [InlineData("limit=200", 200)]
    [InlineData("limit=0", 400)]
    [InlineData("limit=201", 400)]
    [InlineData("limit=-1", 400)]
    [InlineData("limit=", 400)]
    [InlineData("limit=99999999999999999999", 400)]
    [InlineData("before=0000000000000000000-000000000000", 200)]
    [InlineData("before=", 400)]
    [InlineData("before=../../requests", 400)]
    [InlineData("before=0000000000000000000-00000000000G", 400)]
    public async Task Pages_have_bounds(string query, int status) =>
        (await guarded.GetAsync(GuardedService.KeyOf("admin"), $"/api/audit?{query}")).Status.ShouldBe(status);

    [Fact]
    public async Task The_longest_entry_fits_into_the_store_and_one_page_holds_no_more_than_it_can_carry()
    {
        using var folder = new TemporaryFolder();
        using var store = SqliteDocumentStore.Open(folder.File("audit.db"));
        var clock = new FixedClock();
        var log = new AuditLog(store, "acme", clock);
        var text = AuditAction.Short(new string('\u4e16', 500));
        var action = new AuditAction(text, text, [.. Enumerable.Repeat(new AuditedThing(text, text), 1_000)]);
        for (var i = 0; i < 3; i++)
        {
            clock.Now = clock.Now.AddSeconds(1);
            var key = await log.BeginAsync(Caller.Local, action, "trace", Cancel);
            await log.EndAsync(key, "done", null, [.. Enumerable.Repeat(text, 1_000)], Cancel);
        }

        var page = await log.ReadAsync(null, AuditLog.MaxPage, Cancel);
        page.Entries.Count.ShouldBe(1);
        page.Entries[0].Changes[999].After.ShouldBe(text);
        (await log.ReadAsync(page.Next, AuditLog.MaxPage, Cancel)).Entries[0].Id.ShouldBe(page.Next);
    }

    [Fact]
    public async Task An_entry_is_never_written_over()
    {
        using var folder = new TemporaryFolder();
        using var store = SqliteDocumentStore.Open(folder.File("audit.db"));
        var log = new AuditLog(store, "acme", new FixedClock());
        var key = await log.BeginAsync(Caller.Local, new("switch writing", "on", [new("writing", "off")]), "trace", Cancel);
        await log.EndAsync(key, "done", null, ["on"], Cancel);

        await Should.ThrowAsync<ConcurrencyException>(() => log.EndAsync(key, "refused", null, [], Cancel));
        (await log.ReadAsync(null, 1, Cancel)).Entries.ShouldHaveSingleItem().Result.ShouldBe("done");
    }

    public ValueTask DisposeAsync() => guarded.DisposeAsync();

    private static string Edit(string epic, string key, string revision = "1") => string.Create(
        CultureInfo.InvariantCulture, $$"""{"lens":"customer-segment","add":["smb"],"expectedRevision":"{{revision}}","idempotencyKey":"{{epic}}-{{key}}"}""");

    private async Task<IReadOnlyList<JsonElement>> EntriesAsync() =>
        [.. (await guarded.GetAsync(GuardedService.KeyOf("admin"), "/api/audit")).Json.GetProperty("entries").EnumerateArray()];

    private async Task<IEnumerable<string?>> SegmentsAsync(string epic) =>
        (await guarded.GetAsync(GuardedService.KeyOf("viewer"), "/api/board")).Json.GetProperty("epics").EnumerateArray()
            .Single(e => e.GetProperty("key").ValueEquals(epic)).GetProperty("segments").EnumerateArray().Select(s => s.GetString());

    /// <summary>Makes the data file refuse some documents.</summary>
    private async Task ForbidAsync(string condition)
    {
        await using var connection = new SqliteConnection($"Data Source={guarded.DataFile};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TRIGGER forbidden BEFORE INSERT ON documents {condition} BEGIN SELECT RAISE(FAIL, 'planted'); END";
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
