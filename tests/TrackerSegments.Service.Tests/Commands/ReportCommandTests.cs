using System.Text.Json;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CommandRun run = new();

    private string Data => folder.File("data");

    public void Dispose()
    {
        run.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("text")]
    [InlineData("html")]
    [InlineData("markdown")]
    [InlineData("card")]
    [InlineData("json")]
    public async Task The_workspace_opened_last_is_reported_without_a_file_with_the_hash_that_the_service_gave_and_analyze_gives(string format)
    {
        var file = Backlogs.Write(folder, "backlog.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"), Backlogs.Epic("A-2", 30, "SMB"), Backlogs.Epic("A-3", 10));
        string hash;
        await using (var service = await RunningService.StartAsync(Data, Backlogs.Source(file)))
        {
            hash = (await service.GetAsync("/api/alignment")).GetProperty("hash").GetString()!;
        }

        (await run.Run("report", "--data", Data, "--format", format)).ShouldBe(0, run.Error);

        run.Output.ShouldContain(hash);
        var reported = run.Output;
        (await run.Analyze(
            file, "--segment-field", Backlogs.Field, "--segments", "Enterprise,Mid-market=Mid-market|Mid market,SMB=SMB|Small business",
            "--targets", "Enterprise=30,Mid-market=20,SMB=50", "--format", format)).ShouldBe(0, run.Error);
        run.Output.ShouldBe(reported);
    }

    [Fact]
    public async Task What_was_changed_on_the_board_is_in_the_report()
    {
        var file = Backlogs.Write(folder, "backlog.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"), Backlogs.Epic("A-2", 30));
        await using (var service = await RunningService.StartAsync(Data, Backlogs.Source(file)))
        {
            var revision = (await service.EpicAsync("A-2")).GetProperty("revision").GetString()!;
            (await service.WriteAsync("A-2", revision, "k", ["smb"], [])).Status.ShouldBe(200);
        }

        (await run.Run("report", "--data", Data, "--format", "json", "--lens", Backlogs.Lens)).ShouldBe(0, run.Error);

        JsonElement.Parse(run.Output).GetProperty("totals").GetProperty("unassigned").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Where_nothing_was_opened_it_says_what_to_do_and_makes_nothing()
    {
        (await run.Run("report", "--data", Data)).ShouldBe(2);

        run.Error.ShouldContain("Nothing was opened yet in");
        run.Output.ShouldBe("");
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--lens", "nowhere", "--lens nowhere is not known: it is one of customer-segment.")]
    [InlineData("--format", "pdf", "--format pdf is not known")]
    public async Task A_lens_or_a_format_that_is_none_is_a_sentence(string option, string value, string says)
    {
        var file = Backlogs.Write(folder, "backlog.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"));
        await using (await RunningService.StartAsync(Data, Backlogs.Source(file)))
        {
        }

        (await run.Run("report", "--data", Data, option, value)).ShouldBe(2);

        run.Error.ShouldContain(says);
    }
}
