using Microsoft.Extensions.Logging.Abstractions;
using System.Text.Json;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Service;

/// <summary>What is opened when, and what is kept.</summary>
public sealed class WorkspaceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Data => folder.File("data");

    private string DataFile => folder.File("data", TrackerSegmentsOptions.DataFileName);

    [Fact]
    public async Task Edits_outlive_a_restart_with_the_same_file_and_without_one()
    {
        var file = Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"));
        await EditAsync(Backlogs.Source(file), "A-1");

        (await SegmentsAsync(Backlogs.Source(file), "A-1")).ShouldBe(["enterprise", "smb"]);
        (await SegmentsAsync(null, "A-1")).ShouldBe(["enterprise", "smb"]);
    }

    [Fact]
    public async Task A_newer_export_under_the_same_name_keeps_the_edits()
    {
        var file = Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"));
        await EditAsync(Backlogs.Source(file), "A-1");
        Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 70, "Mid-market"), Backlogs.Epic("A-2", 5, "SMB"));

        await using var service = await RunningService.StartAsync(Data, Backlogs.Source(file));

        var epic = await service.EpicAsync("A-1");
        Texts(epic, "segments").ShouldBe(["mid-market", "smb"]);
        epic.GetProperty("effort").GetDouble().ShouldBe(70);
        epic.GetProperty("revision").GetString().ShouldBe("3");
        (await service.EpicAsync("A-2")).GetProperty("revision").GetString().ShouldBe("1");
    }

    [Fact]
    public async Task The_file_itself_is_never_touched()
    {
        var file = Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"));
        var content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var written = File.GetLastWriteTimeUtc(file);

        await EditAsync(Backlogs.Source(file), "A-1");

        (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).ShouldBe(content);
        File.GetLastWriteTimeUtc(file).ShouldBe(written);
        Directory.GetFiles(folder.Root).ShouldBe([file]);
    }

    [Fact]
    public async Task Another_file_is_another_workspace_and_neither_is_written_over()
    {
        var one = Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"));
        Directory.CreateDirectory(folder.File("other"));
        var other = Backlogs.Write(folder, "other/a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"));
        await EditAsync(Backlogs.Source(one), "A-1");

        (await SegmentsAsync(Backlogs.Source(other), "A-1")).ShouldBe(["enterprise"]);
        (await SegmentsAsync(Backlogs.Source(one), "A-1")).ShouldBe(["enterprise", "smb"]);
        (await SegmentsAsync(Backlogs.Source(other), "A-1")).ShouldBe(["enterprise"]);
    }

    [Fact]
    public async Task The_workspace_opened_last_opens_again_even_where_its_file_is_gone()
    {
        var file = Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"));
        await EditAsync(Backlogs.Source(file), "A-1");
        File.Delete(file);

        await using var service = await RunningService.StartAsync(Data);

        (await service.GetAsync("/api/workspace")).GetProperty("name").GetString().ShouldBe("a.jsonl");
        Texts(await service.EpicAsync("A-1"), "segments").ShouldBe(["enterprise", "smb"]);
    }

    [Fact]
    public async Task Targets_and_policy_of_the_last_opening_are_kept()
    {
        var file = Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"), Backlogs.Epic("A-2", null, "SMB"));
        var source = Backlogs.Source(file);
        source = source with { Request = source.Request with { Policy = new() { Unestimated = Core.UnestimatedRule.Median } } };
        await using (await RunningService.StartAsync(Data, source))
        {
        }

        await using var service = await RunningService.StartAsync(Data);

        var document = await service.GetAsync("/api/alignment");
        document.GetProperty("policy").GetProperty("unestimated").GetString().ShouldBe("median");
        document.GetProperty("totals").GetProperty("imputedEffort").GetDouble().ShouldBe(60);
        document.GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("target").GetDouble()).ShouldBe([30, 20, 50]);
    }

    [Fact]
    public async Task Other_targets_for_the_same_file_are_taken_over_and_the_edits_kept()
    {
        var file = Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"));
        await EditAsync(Backlogs.Source(file), "A-1");
        var source = Backlogs.Source(file);
        source = source with { Request = source.Request with { Targets = [("Enterprise", 100)], Tolerance = 1 } };

        await using var service = await RunningService.StartAsync(Data, source);

        var first = (await service.GetAsync("/api/alignment")).GetProperty("segments")[0];
        first.GetProperty("target").GetDouble().ShouldBe(100);
        first.GetProperty("tolerance").GetDouble().ShouldBe(1);
        Texts(await service.EpicAsync("A-1"), "segments").ShouldBe(["enterprise", "smb"]);
    }

    [Fact]
    public async Task Segments_made_of_the_values_found_stay_even_where_an_edit_took_the_last_epic_away()
    {
        var file = Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Red"), Backlogs.Epic("A-2", 40, "Blue"));
        var source = Auto(file);
        await using (var service = await RunningService.StartAsync(Data, source))
        {
            (await service.WriteAsync("A-2", "1", "k", add: ["red"], remove: ["blue"])).Status.ShouldBe(200);
        }

        Backlogs.Write(
            folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Red"), Backlogs.Epic("A-2", 40, "Blue"), Backlogs.Epic("A-3", 400, "Green"));
        await using var again = await RunningService.StartAsync(Data, source);

        var document = await again.GetAsync("/api/alignment");
        document.GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("key").GetString()).ShouldBe(["red", "blue", "green"]);
        document.GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("effort").GetDouble()).ShouldBe([100, 0, 400]);
        document.GetProperty("schemeVersion").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Segments_that_were_named_once_are_found_again_where_they_no_longer_are()
    {
        var file = Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "SMB"), Backlogs.Epic("A-2", 40, "Enterprise"));
        var named = Auto(file);
        named = named with { Request = named.Request with { Segments = [("One", ["SMB"])] } };
        (await SegmentsOfLensAsync(named)).ShouldBe(["one"]);

        (await SegmentsOfLensAsync(Auto(file))).ShouldBe(["smb", "enterprise"], ignoreOrder: true);
        (await SegmentsOfLensAsync(Auto(file))).ShouldBe(["smb", "enterprise"], ignoreOrder: true);
    }

    [Fact]
    public async Task Segments_are_found_again_where_more_epics_are_in_scope()
    {
        var file = Backlogs.Write(
            folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"), Backlogs.Epic("A-2", 40, "SMB").Replace("To Do", "Done", StringComparison.Ordinal));
        var toDo = Auto(file);
        toDo = toDo with { Request = toDo.Request with { Policy = new() { Statuses = [Core.StatusCategory.ToDo] } } };
        (await SegmentsOfLensAsync(toDo)).ShouldBe(["enterprise"]);

        (await SegmentsOfLensAsync(Auto(file))).ShouldBe(["enterprise", "smb"]);
    }

    [Fact]
    public async Task Segments_are_found_again_where_closed_work_counts_after_all()
    {
        var file = Backlogs.Write(
            folder,
            "a.jsonl",
            Backlogs.Epic("A-1", 60, "Enterprise"),
            Backlogs.Epic("A-2", 40, "SMB").Replace("{", "{\"resolution\":\"Won't Do\",", StringComparison.Ordinal));
        (await SegmentsOfLensAsync(Auto(file))).ShouldBe(["enterprise"]);

        var all = Auto(file);
        all = all with { Request = all.Request with { Policy = new() { RemovedResolutions = [] } } };
        (await SegmentsOfLensAsync(all)).ShouldBe(["enterprise", "smb"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_that_broke_off_after_the_import_finds_its_segments_when_it_comes_again(bool wasOpenBefore)
    {
        Directory.CreateDirectory(Data);
        using var store = SqliteDocumentStore.Open(DataFile);
        var file = Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"));
        if (wasOpenBefore)
        {
            await OpenAsync(store);
        }

        Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"), Backlogs.Epic("A-2", 40, "SMB"));
        await Should.ThrowAsync<DataFileException>(() => OpenAsync(new FailingStore(store, (partition, _) => partition == "workspaces")));

        (await OpenAsync(store)).ShouldBe(["enterprise", "smb"]);

        async Task<IEnumerable<string>> OpenAsync(IDocumentStore kept) =>
            (await new WorkspaceOpener(kept, new(), new FixedClock(), NullLogger.Instance).OpenAsync(Auto(file), null, TestContext.Current.CancellationToken))
                .Workspace.Settings.Lens.Segments.Select(s => s.Key);
    }

    [Fact]
    public async Task Children_are_rolled_up_and_closed_work_is_left_out()
    {
        static string Item(string key, string type, string? parent, double? points, string? resolution = null) =>
            Backlogs.Line(new(StringComparer.Ordinal)
            {
                ["key"] = key,
                ["issuetype"] = type,
                ["summary"] = key,
                ["parentKey"] = parent,
                ["storyPoints"] = points,
                ["resolution"] = resolution,
                [Backlogs.Field] = Array.Empty<string>(),
            });
        var file = Backlogs.Write(
            folder,
            "a.jsonl",
            Item("A-1", "Epic", null, 99),
            Item("A-2", "Story", "A-1", 3),
            Item("A-3", "Story", "A-1", 5, "Won't Do"),
            Item("A-4", "Story", "A-1", 4));

        await using var service = await RunningService.StartAsync(Data, Backlogs.Source(file));

        (await service.EpicAsync("A-1")).GetProperty("effort").GetDouble().ShouldBe(7);
    }

    [Theory]
    [InlineData("targets")]
    [InlineData("field")]
    [InlineData("file")]
    [InlineData("content")]
    public async Task What_cannot_be_opened_is_a_state_with_a_sentence_and_leaves_nothing_behind(string wrong)
    {
        var file = Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"));
        await EditAsync(Backlogs.Source(file), "A-1");
        var source = Backlogs.Source(file);
        var (bad, sentence) = wrong switch
        {
            "targets" => (source.Request with { Targets = [("SMB", 90)] }, "The targets add up to 90 %, not 100 %: 10 % missing."),
            "field" => (source.Request with { SegmentField = "Customer" }, "there is no field \"Customer\""),
            "file" => (source.Request with { Files = [folder.File("none.csv")] }, "there is no such file"),
            _ => (source.Request with { Files = [folder.Write("b.csv", "a,b\n1,2\n")] }, "b.csv"),
        };

        await using (var failed = await RunningService.StartAsync(Data, new WorkspaceSource(bad)))
        {
            failed.Host.State.ShouldContain(sentence);
            foreach (var path in new[] { "/api/workspace", "/api/alignment", "/api/board" })
            {
                using var response = await failed.Client.GetAsync(path, TestContext.Current.CancellationToken);
                (await Answer.OfAsync(response)).ShouldBeProblem(503, "openingFailed").ShouldContain(sentence);
            }

            using var ready = await failed.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            (await Answer.OfAsync(ready)).ShouldBeProblem(503, "notReady").ShouldContain(sentence);
            (await failed.GetAsync("/health/live")).GetProperty("status").GetString().ShouldBe("live");
            (await failed.WriteAsync("A-1", "1", "k", add: ["smb"], remove: [])).ShouldBeProblem(503, "openingFailed");
        }

        (await SegmentsAsync(null, "A-1")).ShouldBe(["enterprise", "smb"]);
    }

    [Fact]
    public async Task A_fault_of_the_program_is_in_the_log_and_what_a_person_can_mend_is_not()
    {
        Directory.CreateDirectory(Data);
        await using (var none = await RunningService.StartAsync(Data, Auto(folder.File("none.csv"))))
        {
            none.Log.Text.ShouldBe("");
        }

        using (var store = SqliteDocumentStore.Open(DataFile))
        {
            await store.WriteAsync("service", [new("last-workspace", "{", WriteCondition.Any)], TestContext.Current.CancellationToken);
        }

        await using var service = await RunningService.StartAsync(Data);

        service.Host.State.ShouldBe("The backlog could not be opened because of a fault of the program. The log has the details.");
        service.Log.Text.ShouldStartWith("Error: The workspace could not be opened. System.Text.Json.JsonException");
    }

    [Fact]
    public async Task Old_answers_that_cannot_be_dropped_leave_the_workspace_open_and_a_warning_in_the_log()
    {
        var clock = new FixedClock();
        var source = Backlogs.Source(Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise")));
        string state;
        await using (var service = await RunningService.StartAsync(Data, source, clock))
        {
            (await service.WriteAsync("A-1", "1", "k", add: ["smb"], remove: [])).Status.ShouldBe(200);
        }

        await using (var service = await RunningService.StartAsync(Data, source, clock))
        {
            state = service.Host.State;
        }

        await RunAsync("CREATE TRIGGER keep BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'kept'); END");
        clock.Now += TimeSpan.FromDays(30);

        await using var again = await RunningService.StartAsync(Data, source, clock);

        again.Log.Text.ShouldStartWith("Warning: Old answers could not be dropped; the next start tries again. ");
        again.Host.State.ShouldBe(state);
        Texts(await again.EpicAsync("A-1"), "segments").ShouldBe(["enterprise", "smb"]);
    }

    [Fact]
    public async Task Before_the_backlog_is_open_the_service_lives_and_says_that_it_is_not_ready()
    {
        await using var service = await RunningService.StartAsync(Data, open: false, patience: TimeSpan.Zero);

        (await service.GetAsync("/health/live")).GetProperty("status").GetString().ShouldBe("live");
        using var ready = await service.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        (await Answer.OfAsync(ready)).ShouldBeProblem(503, "notReady");
        using var board = await service.Client.GetAsync("/api/board", TestContext.Current.CancellationToken);
        (await Answer.OfAsync(board)).ShouldBeProblem(503, "loading");
        board.Headers.RetryAfter!.ToString().ShouldBe("1");
    }

    [Fact]
    public async Task A_request_that_comes_early_waits_for_the_backlog()
    {
        await using var service = await RunningService.StartAsync(Data, open: false);
        var early = service.GetAsync("/api/workspace");

        service.Host.Start();

        (await early).GetProperty("sample").GetBoolean().ShouldBeTrue();
    }

    public void Dispose() => folder.Dispose();

    private static WorkspaceSource Auto(string file) => new(new BacklogRequest { Files = [file], SegmentField = Backlogs.Field });

    private static string[] Texts(JsonElement epic, string name) =>
        [.. epic.GetProperty(name).EnumerateArray().Select(s => s.GetString()!)];

    private async Task RunAsync(string sql)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={DataFile};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task EditAsync(WorkspaceSource source, string key)
    {
        await using var service = await RunningService.StartAsync(Data, source);
        var written = await service.WriteAsync(key, "1", "edit", add: ["smb"], remove: []);
        written.Status.ShouldBe(200, written.Text);
    }

    private async Task<string[]> SegmentsOfLensAsync(WorkspaceSource source)
    {
        await using var service = await RunningService.StartAsync(Data, source);
        return [.. (await service.GetAsync("/api/alignment")).GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("key").GetString()!)];
    }

    private async Task<string[]> SegmentsAsync(WorkspaceSource? source, string key)
    {
        await using var service = await RunningService.StartAsync(Data, source);
        return Texts(await service.EpicAsync(key), "segments");
    }
}
