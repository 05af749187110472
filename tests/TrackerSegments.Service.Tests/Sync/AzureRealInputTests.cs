using System.Globalization;
using System.Text.Json;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.Files;
using TrackerSegments.Service.Workspaces;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Sync;

/// <summary>Real backlogs, read where TRACKER_DATA says that real backlogs are; none comes with the project.</summary>
public sealed class AzureRealInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string, string> Files()
    {
        var data = Environment.GetEnvironmentVariable("TRACKER_DATA");
        if (string.IsNullOrEmpty(data))
        {
            return [new TheoryDataRow<string, string, string>("", "Tags", "story-points")];
        }

        return [.. from file in Directory.GetFiles(Path.Combine(data, "ado-templates"), "*.json").Order(StringComparer.Ordinal)
            from field in (string[])["Tags", "System.AreaPath"]
            from measure in (string[])["story-points", "remaining-estimate", "count"]
            select new TheoryDataRow<string, string, string>(Path.GetFileName(file), field, measure)];
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_figure_of_a_synced_backlog_is_that_of_the_file_it_was_loaded_from(string name, string field, string measure)
    {
        Assert.SkipWhen(name.Length == 0, "TRACKER_DATA does not say where real backlogs are.");
        var file = Path.Combine(Environment.GetEnvironmentVariable("TRACKER_DATA")!, "ado-templates", name);
        await using var azure = await AzureSimulator.StartAsync(new(), Cancel);
        azure.Data.AddUser("Ada", "ada@example.com", AzureOrganization.Token);
        azure.Data.LoadTemplate(file).ShouldBeGreaterThan(10);
        using var run = new CommandRun();
        var epicType = azure.Data.Items.Any(i => i.Latest.Type.Name == "Epic") ? "Epic" : "Feature";
        (await run.Run("analyze", file, "--segment-field", field, "--measure", measure, "--epic-type", epicType, "--format", "json")).ShouldBe(0, run.Error);
        using var expected = JsonDocument.Parse(run.Output);

        await using var service = await StartAsync(azure, field, epicType, measure);
        await SyncedAsync(service);
        var actual = await service.GetAsync("/api/alignment");

        foreach (var part in (string[])["totals", "alignment", "headline", "measure", "unit"])
        {
            JsonSerializer.Serialize(actual.GetProperty(part)).ShouldBe(JsonSerializer.Serialize(expected.RootElement.GetProperty(part)), part);
        }

        if (expected.RootElement.GetProperty("segments").GetArrayLength() > 0)
        {
            Figures(actual).ShouldBe(Figures(expected.RootElement));
        }
        else
        {
            // Where nothing is tagged, a lens that is kept has segments to begin with, and no effort in any of them.
            actual.GetProperty("segments").EnumerateArray().Select(s => $"{s.GetProperty("name")} {s.GetProperty("epics")} {s.GetProperty("effort")}")
                .ShouldBe(["Enterprise 0 0", "Mid-market 0 0", "SMB 0 0"]);
        }

        actual.GetProperty("totals").GetProperty("epics").GetInt32().ShouldBeGreaterThan(0);

        var random = new Random(3);
        foreach (var epic in azure.Data.Items.Where(i => i.Latest.Type.Name == epicType && random.Next(2) == 0))
        {
            azure.Data.Tag(epic.Id, "SMB", $"Behind the back {random.Next(3)}");
        }

        var edited = TimeProvider.System.GetUtcNow();
        await service.SyncAsync();
        await SyncedAsync(service, s => s.GetProperty("asOf").GetDateTimeOffset() >= edited);
        var items = (await service.Host.Opened).Sync!.All[0].Copy.Items.ToDictionary(i => i.Key, StringComparer.Ordinal);
        items.Count.ShouldBe(azure.Data.Items.Count);
        foreach (var item in azure.Data.Items)
        {
            items[$"{item.Id}"].Title.ShouldBe(ItemText.Clean(item.Latest.Title));
            items[$"{item.Id}"].ParentKey.ShouldBe(item.Latest.VisibleParent is { } above ? $"{above.Id}" : null);
            if (field == "Tags")
            {
                items[$"{item.Id}"].ValuesOf(field).ShouldBe((item.Text(AzureFieldNames.Tags) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            }
        }
    }

    private static IEnumerable<string> Figures(JsonElement document) => document.GetProperty("segments").EnumerateArray().Select(segment => string.Join(
        ' ',
        segment.EnumerateObject().Where(p => p.Name != "color").Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name}={p.Value.GetRawText()}"))));

    private static async Task SyncedAsync(RunningService service, Func<JsonElement, bool>? isSo = null)
    {
        isSo ??= s => s.GetProperty("isComplete").GetBoolean();
        var sync = await service.GetAsync("/api/sync");
        for (var i = 0; i < 600 && !isSo(sync); i++)
        {
            await Task.Delay(50, Cancel);
            sync = await service.GetAsync("/api/sync");
        }

        isSo(sync).ShouldBeTrue(sync.GetRawText());
    }

    private Task<RunningService> StartAsync(AzureSimulator azure, string field, string epicType, string measure)
    {
        var counted = measure switch { "count" => Core.Measure.Count, "remaining-estimate" => Core.Measure.RemainingEstimate, _ => Core.Measure.StoryPoints };
        return RunningService.StartAsync(
            folder.File("data"),
            new WorkspaceSource(new BacklogRequest { Files = [], SegmentField = field, Policy = new() { Measure = counted, EpicTypes = [epicType] } })
            {
                Connections =
                [
                    new ConnectionSettings
                    {
                        Tracker = "azure-devops",
                        Address = azure.Address.AbsoluteUri.TrimEnd('/'),

                        // A template's project may have a name that no project can have.
                        Projects = [.. azure.Data.Projects.Select(p => $"{p.Id}")],
                        SegmentField = field,
                        Measure = counted,
                        EpicTypes = [epicType],
                    },
                ],
            },
            TimeProvider.System,
            access: new() { Secrets = new(new(AzureOrganization.Token), null), Pace = new() { Every = TimeSpan.FromHours(1) } });
    }
}
