using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Schemes;

/// <summary>Settings that an older program kept, with one lens and its targets beside its segments.</summary>
public sealed class FirstFormTests : IDisposable
{
    private const string Golden = """
        {"id":"golden","name":"a.jsonl","isSample":false,"stamp":"an older one","lens":{"key":"customer-segment","name":"Customer segment","field":"Customer segment","schemeVersion":3,"isAuto":false,"segments":[{"key":"enterprise","name":"Enterprise","color":"#0072B2","values":["Enterprise"],"target":30,"tolerance":5},{"key":"mid-market","name":"Mid-market","color":"#D55E00","values":["Mid-market","Mid market"],"target":20,"tolerance":5},{"key":"smb","name":"SMB","color":"#009E73","values":["SMB","Small business"],"target":50,"tolerance":5}]},"policy":{"measure":"StoryPoints","rollUp":"ChildrenElseOwn","unestimated":"Exclude","fixedThousandths":0,"epicTypes":["Epic"],"removedResolutions":["Duplicate","Won't Do"]},"connections":[],"isLensSettled":false}
        """;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => folder.File("data");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task They_still_open_with_and_without_the_command_line_that_made_them(bool isNamed)
    {
        await KeepGoldenAsync();
        await using var service = await RunningService.StartAsync(Data, isNamed ? Source() : null);

        var scheme = await service.GetAsync(SchemeCalls.Scheme);
        scheme.GetProperty("version").GetInt32().ShouldBe(3);
        scheme.Names().ShouldBe(["Enterprise", "Mid-market", "SMB"]);
        var strategy = await service.GetAsync(SchemeCalls.Strategy);
        strategy.GetProperty("inForce").GetInt32().ShouldBe(1);
        strategy.GetProperty("versions").GetArrayLength().ShouldBe(1);
        (await service.GetAsync("/api/alignment")).GetProperty("segments")[2].GetProperty("target").GetDouble().ShouldBe(50);
    }

    [Fact]
    public async Task The_next_change_writes_them_in_the_new_form()
    {
        await KeepGoldenAsync();
        await using (var service = await RunningService.StartAsync(Data))
        {
            (await service.ChangeAsync("""{"kind":"rename","segment":"smb","name":"Shops"}""")).ShouldBeDone().Json
                .GetProperty("scheme").GetProperty("version").GetInt32().ShouldBe(4);
        }

        using var store = Open();
        var kept = (await store.FindAsync("workspaces", "golden", Cancel)).ShouldNotBeNull().Body;
        kept.ShouldNotContain("\"isLensSettled\"");
        kept.ShouldContain("\"lenses\"");
        (await store.FindAsync("service", "schema", Cancel)).ShouldNotBeNull().Body.ShouldBe("""{"version":2}""");
    }

    private async Task KeepGoldenAsync()
    {
        await using (await RunningService.StartAsync(Data, Source()))
        {
        }

        using var store = Open();
        await store.WriteAsync("workspaces", [new("golden", Golden, WriteCondition.Any)], Cancel);
        await store.WriteAsync("service", [new("schema", null, WriteCondition.Any)], Cancel);
    }

    private SqliteDocumentStore Open() => SqliteDocumentStore.Open(folder.File("data", TrackerSegmentsOptions.DataFileName));

    private Workspaces.WorkspaceSource Source()
    {
        var file = Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"), Backlogs.Epic("A-2", 40, "SMB"));
        return Backlogs.Source(file) with { Id = "golden" };
    }
}
