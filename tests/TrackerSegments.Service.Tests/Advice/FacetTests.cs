using System.Text;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Advice;

/// <summary>Rules speak of what epics carry beside their segments, in both trackers.</summary>
public sealed class FacetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Labels_and_components_of_Jira()
    {
        await using var site = await JiraSite.StartAsync();
        site.Data.AddIssue("A", "Epic", "Labelled", null, ("Labels", ["big-customer", "q4"]));
        site.Data.AddIssue("A", "Epic", "With a component", null, ("Components", ["Shop"]), (Backlogs.Field, []));
        site.Data.AddIssue("A", "Epic", "Tagged", null, ("Labels", ["q4"]), (Backlogs.Field, ["Enterprise"]));
        await using var service = await StartAsync(site.Settings("A"), JiraSite.Token);

        (await SuggestedAsync(service, "label", "is", "Q4")).ShouldBe(["A-1"]);
        (await SuggestedAsync(service, "component", "contains", "sho")).ShouldBe(["A-2"]);
    }

    [Fact]
    public async Task Tags_and_areas_of_Azure_DevOps()
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Data.Add("Apple", "Epic", "Tagged so", null, (AzureFieldNames.Tags, "big customer; q4"));
        site.Data.Add("Apple", "Epic", "Plain");
        await using var service = await StartAsync(site.Settings("Apple"), AzureOrganization.Token);

        (await SuggestedAsync(service, "label", "is", "Big Customer")).ShouldBe(["1"]);
        (await SuggestedAsync(service, "area", "under", "apple")).ShouldBe(["1", "2"]);
    }

    private static async Task<string[]> SuggestedAsync(RunningService service, string field, string how, string text)
    {
        using var content = new StringContent(
            $$"""{"dryRun":true,"rules":[{"name":"r","segment":"smb","conditions":[{"field":"{{field}}","operator":"{{how}}","text":"{{text}}"}]}]}""", Encoding.UTF8, "application/json");
        using var response = await service.Client.PutAsync("/api/suggestions", content, Cancel);
        var answer = await Answer.OfAsync(response);
        answer.Status.ShouldBe(200, answer.Text);
        return [.. answer.Json.GetProperty("suggested").EnumerateArray().Select(s => s.GetProperty("key").GetString()!)];
    }

    private async Task<RunningService> StartAsync(ConnectionSettings settings, string token)
    {
        var service = await RunningService.StartAsync(
            folder.File("data"),
            new WorkspaceSource(new BacklogRequest
            {
                Files = [],
                SegmentField = settings.SegmentField,
                Segments = [.. ((string[])["Enterprise", "SMB"]).Select(s => (s, (IReadOnlyList<string>)[s]))],
            })
            {
                Connections = [settings],
            },
            TimeProvider.System,
            access: new() { Secrets = new(new(token), null), Pace = new() { Every = TimeSpan.FromHours(1) } });
        for (var i = 0; i < 400 && !(await service.GetAsync("/api/sync")).GetProperty("isComplete").GetBoolean(); i++)
        {
            await Task.Delay(25, Cancel);
        }

        return service;
    }
}
