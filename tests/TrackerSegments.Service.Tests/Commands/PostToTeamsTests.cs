using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Simulators.Teams;

namespace TrackerSegments.Service.Tests.Commands;

public sealed class PostToTeamsTests : IDisposable
{
    private readonly CommandRun run = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task One_command_posts_the_report_that_it_prints()
    {
        await using var teams = await StartAsync();

        (await AnalyzeAsync("--format", "card")).ShouldBe(0, run.Error);

        run.Error.ShouldContain("accepted");
        teams.Accepted.ShouldHaveSingleItem().ToJsonString().ShouldBe(System.Text.Json.Nodes.JsonNode.Parse(run.Output)!.ToJsonString());
    }

    [Theory]
    [InlineData(404, "switched off")]
    [InlineData(401, "sign-in")]
    [InlineData(400, "does not take cards")]
    public async Task What_the_workflow_refuses_is_told_and_nothing_is_printed(int status, string why)
    {
        await using var teams = await StartAsync();
        teams.Plan(new WorkflowFault(status));

        (await AnalyzeAsync()).ShouldBe(ExitCode.BadInput);

        run.Error.ShouldContain(why);
        run.Output.ShouldBe("");
        run.Error.ShouldNotContain(WorkflowSimulator.Signature);
    }

    [Theory]
    [InlineData("", "TRACKERSEGMENTS_TEAMS_WORKFLOW")]
    [InlineData("https://contoso.webhook.office.com/webhookb2/planted", "retired")]
    [InlineData("https://example.com/workflows/1/triggers/manual/paths/invoke?sig=planted", "does not call")]
    public async Task An_address_that_cannot_be_used_is_said_before_anything_is_read(string address, string why)
    {
        run.Variables[WorkflowSetting.Variable] = address;

        (await run.Analyze("there is no such file", "--segment-field", Backlogs.Field, "--post-to-teams")).ShouldBe(ExitCode.BadInput);

        run.Error.ShouldContain(why);
        run.Error.ShouldNotContain("planted");
    }

    private async Task<WorkflowSimulator> StartAsync()
    {
        var teams = await WorkflowSimulator.StartAsync(Cancel);
        run.Variables[WorkflowSetting.Variable] = teams.Address.AbsoluteUri;
        run.Variables[OutboundGuard.Variable] = $"http://{teams.Address.Authority}";
        return teams;
    }

    private Task<int> AnalyzeAsync(params string[] options) => run.Analyze(
        run.Write("backlog.jsonl", $"{Backlogs.Epic("A-1", 61, "Enterprise")}\n{Backlogs.Epic("A-2", 39, "SMB")}\n"),
        ["--segment-field", Backlogs.Field, "--targets", "Enterprise=30,SMB=70", "--post-to-teams", .. options]);
}
