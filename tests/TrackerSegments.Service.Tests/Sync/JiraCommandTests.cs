using TrackerSegments.Service.Tests.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Sync;

public sealed class JiraCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CommandRun run = new();

    public void Dispose()
    {
        run.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Sync_says_what_it_read_and_which_fields_it_used_and_goes_on_from_there_without_being_told_again()
    {
        await using var site = await JiraSite.StartAsync();
        site.Fill("A", "C", 4);

        (await SyncAsync(site)).ShouldBe(0, run.Error);
        run.Output.ShouldContain("20 items in 1 project");
        run.Output.ShouldContain("A  Apple: 20 items, as of 2026-11-21 12:00 UTC");
        run.Output.ShouldMatch(@"segment +Customer segment \(customfield_\d+, multi-select\)");
        run.Output.ShouldMatch(@"effort +Story Points \(customfield_\d+, number, only read\)");

        site.Data.AddIssue("A", "Epic", "One more");
        (await run.Run("sync", "--data", folder.File("data"))).ShouldBe(0, run.Error);
        run.Output.ShouldContain("21 items in 1 project");
        (run.Output + run.Error).ShouldNotContain(JiraSite.Token);
    }

    [Fact]
    public async Task A_project_that_cannot_be_read_is_named_and_the_others_are_read_all_the_same()
    {
        await using var site = await JiraSite.StartAsync();
        site.Fill("A", "C", 2);

        (await SyncAsync(site, "A,NONE")).ShouldBe(2);

        run.Output.ShouldContain("A  Apple: 10 items");
        run.Error.ShouldContain("NONE could not be read: There is no project NONE, or the account may not see it.");
    }

    [Theory]
    [InlineData("wrong", "does not accept the token")]
    [InlineData(null, "There is no token for Jira.")]
    public async Task A_token_that_is_wrong_or_missing_is_said_in_a_sentence(string? token, string said)
    {
        await using var site = await JiraSite.StartAsync();

        (await SyncAsync(site, token: token)).ShouldBe(2);

        run.Error.ShouldContain(said);
        run.Error.ShouldNotContain("Exception");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_of_a_login_is_not_taken_for_Jira()
    {
        await using var site = await JiraSite.StartAsync();
        site.Jira.Faults.On(_ => true, JiraFault.Html(200), int.MaxValue);

        (await SyncAsync(site)).ShouldBe(2);

        run.Error.ShouldContain("answered with a web page where Jira answers with JSON");
    }

    [Fact]
    public async Task Provision_makes_the_field_once_and_adds_an_option_for_a_segment_more()
    {
        await using var site = await JiraSite.StartAsync();
        site.Data.Permit("Ada", JiraPermissions.All);

        (await ProvisionAsync(site, "Enterprise,SMB")).ShouldBe(0, run.Error);
        run.Output.ShouldContain("Made:");
        (await ProvisionAsync(site, "Enterprise,SMB")).ShouldBe(0, run.Error);
        run.Output.ShouldNotContain("Made:");
        (await ProvisionAsync(site, "Enterprise,SMB,Government")).ShouldBe(0, run.Error);
        run.Output.ShouldContain("Government");

        site.Data.Field("Segment of ours").Contexts.SelectMany(c => c.Options).Select(o => o.Value).ShouldBe(["Enterprise", "SMB", "Government"]);
    }

    [Fact]
    public async Task Provision_without_the_permission_says_exactly_what_an_administrator_has_to_do()
    {
        await using var site = await JiraSite.StartAsync();

        (await ProvisionAsync(site, "Enterprise,SMB")).ShouldBe(0, run.Error);

        run.Output.ShouldContain("An administrator still has to:");
        run.Output.ShouldContain("  1. ");
        run.Output.ShouldContain("Segment of ours");
        run.Output.ShouldContain("Enterprise");
        site.Data.Fields.ShouldNotContain(f => f.Name == "Segment of ours");
    }

    [Fact]
    public async Task Nothing_to_read_is_a_sentence()
    {
        (await run.Run("sync", "--data", folder.File("empty"))).ShouldBe(2);

        run.Error.ShouldBe("Say which tracker to read: sync --jira or --azure-devops URL --project NAMES --segment-field NAME.\n");
    }

    private Task<int> SyncAsync(JiraSite site, string projects = "A", string? token = JiraSite.Token)
    {
        Give(token);
        return run.Run(
            "sync", "--jira", site.Settings().Address, "--email", JiraSite.Email, "--project", projects, "--segment-field", Backlogs.Field,
            "--data", folder.File("data"));
    }

    private Task<int> ProvisionAsync(JiraSite site, string segments)
    {
        Give(JiraSite.Token);
        return run.Run(
            "provision", "--jira", site.Settings().Address, "--email", JiraSite.Email, "--project", "A", "--segment-field", "Segment of ours",
            "--segments", segments);
    }

    private void Give(string? token)
    {
        if (token is null)
        {
            run.Variables.Remove("TRACKERSEGMENTS_TOKEN");
        }
        else
        {
            run.Variables["TRACKERSEGMENTS_TOKEN"] = token;
        }
    }
}
