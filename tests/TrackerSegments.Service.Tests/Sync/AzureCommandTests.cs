using TrackerSegments.Service.Tests.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Simulators.AzureDevOps;

namespace TrackerSegments.Service.Tests.Sync;

public sealed class AzureCommandTests : IDisposable
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
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Birch wood", 4);

        (await SyncAsync(site, "--project", "birch WOOD")).ShouldBe(0, run.Error);
        run.Output.ShouldStartWith("127.0.0.1/fabrikam: 20 items in 1 project");
        run.Output.ShouldContain("  Birch wood: 20 items, as of 2026-11-21 12:00 UTC");
        run.Output.ShouldMatch(@"segment +Customer segment \(Custom.Customersegment, text\)");
        run.Output.ShouldMatch(@"effort +Story Points \(Microsoft.VSTS.Scheduling.StoryPoints, number, only read\)");
        run.Output.ShouldContain("it stops working on 1 December 2026");

        site.Data.Add("Birch wood", "Epic", "One more");
        (await run.Run("sync", "--data", folder.File("data"))).ShouldBe(0, run.Error);
        run.Output.ShouldContain("21 items in 1 project");
        (run.Output + run.Error).ShouldNotContain(AzureOrganization.Token);
    }

    [Fact]
    public async Task The_project_may_stand_in_the_address_and_a_project_that_is_not_there_is_named()
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Birch wood", 1);
        (await SyncAtAsync($"{site.Settings().Address}/Birch%20wood/_boards")).ShouldBe(0, run.Error);
        run.Output.ShouldContain("  Birch wood: 5 items");

        (await SyncAtAsync($"{site.Settings().Address}/Birch%20wood", "--project", "Apple")).ShouldBe(2);
        run.Error.ShouldBe("The address leads to the project Birch wood, and --project names others. Leave one of both out.\n");

        (await SyncAsync(site, "--project", "Birch wood,Nowhere")).ShouldBe(2);
        run.Output.ShouldContain("Birch wood: 5 items");
        run.Error.ShouldContain("Nowhere could not be read: There is no project Nowhere, or the account may not see it.");
    }

    [Theory]
    [InlineData("--project A does not say which tracker it is for: write jira=PROJECT or azure-devops=PROJECT.", "--jira", "https://example.atlassian.net", "--project", "A")]
    [InlineData("Say which projects of Azure DevOps to read: --project azure-devops=PROJECT.", "--jira", "https://example.atlassian.net", "--project", "jira=A")]
    [InlineData("--conversion 0 is not understood: write a number above 0 and up to 1000, like 0.5.", "--jira", "https://example.atlassian.net", "--project", "jira=A,azure-devops=B", "--conversion", "jira=0,azure-devops=1")]
    [InlineData("--conversion names jira twice. Say it once.", "--jira", "https://example.atlassian.net", "--project", "jira=A,azure-devops=B", "--conversion", "jira=1,jira=2")]
    [InlineData("--effort-field cannot be said for several trackers: each finds its own.", "--jira", "https://example.atlassian.net", "--project", "jira=A,azure-devops=B", "--effort-field", "Size")]
    [InlineData("--jql says what to read in Jira: give its address with --jira URL.", "--jql", "project = A", "--project", "A")]
    [InlineData("--authentication entra-client needs --tenant and --client-id, and the client secret in place of the token.", "--authentication", "entra-client", "--project", "A")]
    [InlineData("--authentication magic is not known: it is one of pat, entra-token, entra-client, managed-identity.", "--authentication", "magic", "--project", "A")]
    [InlineData("Say which projects to read: --project NAME,NAME.")]
    public async Task Options_that_do_not_go_together_are_said(string said, params string[] options)
    {
        (await SyncAtAsync("https://dev.azure.com/fabrikam", options)).ShouldBe(2);
        run.Error.ShouldBe($"{said}\n");
    }

    [Fact]
    public async Task A_Jira_and_an_Azure_DevOps_are_read_into_one_backlog()
    {
        await using var azure = await AzureOrganization.StartAsync();
        azure.Fill("Birch wood", 2);
        await using var jira = await JiraSite.StartAsync();
        jira.Fill("A", "B", 2);
        run.Variables["TRACKERSEGMENTS_JIRA_TOKEN"] = JiraSite.Token;
        run.Variables["TRACKERSEGMENTS_AZURE_DEVOPS_TOKEN"] = AzureOrganization.Token;
        run.Variables["TRACKERSEGMENTS_TOKEN"] = "of-neither";

        (await run.Run(
            "sync", "--data", folder.File("data"), "--jira", jira.Settings().Address, "--email", JiraSite.Email, "--azure-devops", azure.Settings().Address,
            "--project", "jira=A,azure-devops=birch wood", "--segment-field", Backlogs.Field, "--conversion", "jira=1,azure-devops=0.5"))
            .ShouldBe(0, run.Error);

        run.Output.ShouldContain("127.0.0.1: 10 items in 1 project");
        run.Output.ShouldContain("127.0.0.1/fabrikam: 10 items in 1 project");
    }

    [Fact]
    public async Task A_wrong_token_is_said_in_a_sentence()
    {
        await using var site = await AzureOrganization.StartAsync(new() { SignIn = AzureSignIn.Page });
        (await SyncAsync(site, "wrong", "--project", "Apple")).ShouldBe(2);
        run.Error.ShouldContain("does not accept the token");
        run.Error.ShouldNotContain("Exception");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_query_narrows_the_epics()
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Fill("Apple", 3);
        (await SyncAsync(site, "--project", "Apple", "--wiql", "[Customer segment] = 'SMB'")).ShouldBe(0, run.Error);
        run.Output.ShouldContain("  Apple: 5 items");
    }

    private Task<int> SyncAsync(AzureOrganization site, params string[] options) => SyncAtAsync(site.Settings().Address, options);

    private Task<int> SyncAtAsync(string address, params string[] options)
    {
        run.Variables["TRACKERSEGMENTS_TOKEN"] = options is ["wrong", ..] ? "wrong" : AzureOrganization.Token;
        return run.Run(["sync", "--azure-devops", address, "--segment-field", Backlogs.Field, "--data", folder.File("data"), .. options.Where(o => o != "wrong")]);
    }
}
