using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Schemes;

/// <summary>Several lenses over the same epics.</summary>
public sealed class LensTests : IDisposable
{
    private const string Region = "/api/schemes/region";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_lens_is_made_of_the_values_of_any_column_of_the_file()
    {
        await using var service = await StartAsync();

        var (answer, tag) = await service.CallAsync(HttpMethod.Put, Region, """{"lens":{"name":"Region","field":"Region","kind":"firmographic"}}""", isNew: true);

        answer.ShouldBeDone().Json.GetProperty("written").GetBoolean().ShouldBeTrue();
        tag.ShouldBe(await service.TagAsync(Region));
        (await service.GetAsync(Region)).Names().ShouldBe(["North", "South"]);
        (await service.GetAsync("/api/workspace")).GetProperty("lenses").EnumerateArray().Select(l => (l.GetProperty("key").GetString(), l.GetProperty("primary").GetBoolean()))
            .ShouldBe([(Backlogs.Lens, true), ("region", false)]);
        var alignment = await service.GetAsync("/api/alignment?lens=region");
        alignment.GetProperty("lens").GetProperty("key").GetString().ShouldBe("region");
        alignment.GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("effort").GetDouble()).ShouldBe([60, 40]);
        alignment.GetProperty("totals").GetProperty("effort").GetDouble().ShouldBe((await service.GetAsync("/api/alignment")).GetProperty("totals").GetProperty("effort").GetDouble());
        (await service.GetAsync("/api/board?lens=region")).GetProperty("columns").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task An_epic_is_tagged_through_each_lens_apart_and_both_outlive_a_restart()
    {
        var source = Source();
        await using (var service = await RunningService.StartAsync(folder.File("data"), source))
        {
            await MakeAsync(service);
            (await service.SendAsync("A-1", """{"lens":"region","add":["south"],"remove":["north"],"expectedRevision":"1","idempotencyKey":"k"}""")).Status.ShouldBe(200);
            (await service.WriteAsync("A-1", "2", "l", add: ["smb"], remove: [])).Status.ShouldBe(200);
        }

        await using var again = await RunningService.StartAsync(folder.File("data"), source);

        var region = (await again.GetAsync("/api/board?lens=region")).GetProperty("epics")[0];
        region.GetProperty("segments").EnumerateArray().Select(s => s.GetString()).ShouldBe(["south"]);
        (await again.EpicAsync("A-1")).GetProperty("segments").EnumerateArray().Select(s => s.GetString()).ShouldBe(["enterprise", "smb"]);
        (await again.GetAsync("/api/audit")).GetRawText().ShouldContain("+south -north");
    }

    [Fact]
    public async Task Each_lens_has_strategies_of_its_own()
    {
        await using var service = await StartAsync();
        await MakeAsync(service);

        (await service.AimAsync("""{"publish":true,"targets":[{"segment":"north","target":100}]}""", "/api/strategy/region")).ShouldBeDone();

        (await service.GetAsync("/api/alignment?lens=region")).GetProperty("alignment").GetProperty("index").GetDouble().ShouldBe(60);
        (await service.GetAsync("/api/alignment")).GetProperty("segments")[0].GetProperty("target").GetDouble().ShouldBe(30);
    }

    [Fact]
    public async Task A_template_begins_with_its_segments()
    {
        await using var service = await StartAsync();

        await service.CallAsync(HttpMethod.Put, "/api/schemes/stakeholder", """{"template":"Stakeholder","lens":{"field":"Region"}}""", isNew: true);

        var scheme = await service.GetAsync("/api/schemes/stakeholder");
        scheme.Names().ShouldBe(["Buyer", "Admin", "End user"]);
        scheme.GetProperty("lens").GetProperty("kind").GetString().ShouldBe("stakeholder");
    }

    [Theory]
    [InlineData("region", """{"lens":{"name":"Region"}}""", 422, "schemeImpossible", "A new lens needs a field: lens.field says which one carries its segment.")]
    [InlineData("region", """{"lens":{"name":"Region","field":"Nothing"}}""", 422, "schemeImpossible", "The field \"Nothing\" is not read from this backlog.")]
    [InlineData("region", """{"lens":{"field":"Region"}}""", 422, "schemeImpossible", "A lens needs a name.")]
    [InlineData("region", """{"lens":{"name":"customer SEGMENT","field":"Region"}}""", 422, "schemeImpossible", "There is a lens \"customer SEGMENT\" already. Choose another name.")]
    [InlineData("region", """{"template":"Nothing","lens":{"field":"Region"}}""", 422, "schemeImpossible", "There is no template \"Nothing\".")]
    [InlineData("Region", """{"lens":{"name":"Region","field":"Region"}}""", 422, "schemeImpossible", "\"Region\" is no key of a lens: keys have lower-case letters, digits and hyphens.")]
    [InlineData(Backlogs.Lens, """{"lens":{"name":"Region","field":"Region"}}""", 409, "lensExists", "There is a lens \"customer-segment\" already")]
    public async Task A_lens_that_cannot_be_is_refused_with_a_sentence(string key, string wish, int status, string code, string sentence)
    {
        await using var service = await StartAsync();

        (await service.CallAsync(HttpMethod.Put, $"/api/schemes/{key}", wish, isNew: true)).Answer.ShouldBeProblem(status, code).ShouldStartWith(sentence);

        (await service.GetAsync("/api/schemes")).GetProperty("lenses").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task The_only_lens_and_the_primary_one_stay_and_another_one_can_be_deleted()
    {
        await using var service = await StartAsync();
        (await DeleteAsync(service, SchemeCalls.Scheme)).ShouldBeProblem(409, "onlyLens");
        await MakeAsync(service);
        (await DeleteAsync(service, SchemeCalls.Scheme)).ShouldBeProblem(409, "primaryLens");
        (await service.ChangeAsync("""{"kind":"lens","primary":true}""", Region)).ShouldBeDone();
        (await service.GetAsync("/api/alignment")).GetProperty("lens").GetProperty("key").GetString().ShouldBe("region");

        (await DeleteAsync(service, SchemeCalls.Scheme)).Status.ShouldBe(200);

        (await service.GetAsync("/api/schemes")).GetProperty("lenses").GetArrayLength().ShouldBe(1);
        (await service.CallAsync(HttpMethod.Get, $"/api/alignment?lens={Backlogs.Lens}")).Answer.ShouldBeProblem(404, "unknownLens")
            .ShouldBe("There is no lens \"customer-segment\". The lens here is \"region\".");
        (await service.CallAsync(HttpMethod.Put, SchemeCalls.Scheme, """{"lens":{"name":"Again","field":"Region"}}""", isNew: true)).Answer.ShouldBeProblem(409, "lensExists");
    }

    [Fact]
    public async Task There_are_at_most_five_lenses()
    {
        await using var service = await StartAsync();
        for (var i = 2; i <= 5; i++)
        {
            (await service.CallAsync(HttpMethod.Put, $"/api/schemes/l{i}", """{"lens":{"name":"L?","field":"Region"}}""".Replace("?", $"{i}", StringComparison.Ordinal), isNew: true)).Answer.ShouldBeDone();
        }

        (await service.CallAsync(HttpMethod.Put, "/api/schemes/l6", """{"lens":{"name":"L6","field":"Region"}}""", isNew: true)).Answer.ShouldBeProblem(422, "tooManyLenses");
    }

    private static async Task<Answer> DeleteAsync(RunningService service, string path) =>
        (await service.CallAsync(HttpMethod.Delete, path, match: await service.TagAsync(path))).Answer;

    private static async Task MakeAsync(RunningService service) =>
        (await service.CallAsync(HttpMethod.Put, Region, """{"lens":{"name":"Region","field":"Region"}}""", isNew: true)).Answer.ShouldBeDone();

    private Task<RunningService> StartAsync() => RunningService.StartAsync(folder.File("data"), Source());

    private Workspaces.WorkspaceSource Source() => Backlogs.Source(Backlogs.Write(
        folder,
        "a.jsonl",
        Backlogs.Epic("A-1", 60, "Enterprise").Replace("{", "{\"Region\":\"North\",", StringComparison.Ordinal),
        Backlogs.Epic("A-2", 40, "SMB").Replace("{", "{\"Region\":\"South\",", StringComparison.Ordinal)));
}
