using System.Text.Json;
using System.Text.Json.Nodes;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Schemes;

/// <summary>Schemes and strategies taken out, and in again.</summary>
public sealed class ExchangeTests : IDisposable
{
    private static readonly string[] Scraps =
        ["=1+1", "a,b", "\"quoted\"", "two\nlines", "'", "''", "|", "\\", "a|b\\|c", "-5", "@x", "ünï", "😀", "  in  between", "x\ty"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("json", 1)]
    [InlineData("csv", 2)]
    [InlineData("csv", 3)]
    [InlineData("csv", 4)]
    public async Task A_scheme_comes_back_as_it_went_into_another_workspace_too(string format, int seed)
    {
        var random = new Random(seed);
        await using var from = await StartAsync("from");
        await ScrambleAsync(from, random);
        var scheme = await from.GetAsync(SchemeCalls.Scheme);
        var text = await ExportAsync(from, SchemeCalls.Scheme, format);
        await using var to = await StartAsync("to");
        (await to.AimAsync("""{"publish":true,"targets":[{"segment":"enterprise","target":100}]}""")).ShouldBeDone();

        (await ImportAsync(to, SchemeCalls.Scheme, format, text)).ShouldBeDone();

        Bare(await to.GetAsync(SchemeCalls.Scheme)).ShouldBe(Bare(scheme));
        (await ImportAsync(from, SchemeCalls.Scheme, format, text)).ShouldBeDone().Json.GetProperty("written").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task Strategies_come_back_as_they_went(string format)
    {
        await using var from = await StartAsync("from");
        (await from.AimAsync("""{"publish":true,"validFrom":"2027-01-01","reason":"=SUM(1)","targets":[{"segment":"smb","target":33.333,"tolerance":0.5},{"segment":"enterprise","target":66.667}]}""")).ShouldBeDone();
        (await from.AimAsync("""{"targets":[{"segment":"smb","target":100}]}""")).ShouldBeDone();
        var strategy = await from.GetAsync(SchemeCalls.Strategy);
        var text = await ExportAsync(from, SchemeCalls.Strategy, format);
        await using var to = await StartAsync("to");

        (await ImportAsync(to, SchemeCalls.Strategy, format, text)).ShouldBeDone();

        (await to.GetAsync(SchemeCalls.Strategy)).GetRawText().ShouldBe(strategy.GetRawText());
    }

    [Fact]
    public async Task An_import_does_not_change_what_is_published()
    {
        await using var service = await StartAsync("from");
        var text = (await ExportAsync(service, SchemeCalls.Strategy, "csv")).Replace(",50,", ",40,", StringComparison.Ordinal).Replace(",20,", ",30,", StringComparison.Ordinal);

        (await ImportAsync(service, SchemeCalls.Strategy, "csv", text)).ShouldBeProblem(422, "schemeImpossible")
            .ShouldBe("Strategy 1 is published here and stays as it is; the file says something else.");
    }

    [Theory]
    [InlineData(SchemeCalls.Scheme, "csv", "segment,smb,SMB", "segmnt,smb,SMB", "Line 5: \"segmnt\" is no kind of row. Rows are lens, segment, archived and note.")]
    [InlineData(SchemeCalls.Scheme, "csv", "segment,smb,SMB", "segment,smb,", "Line 5: the segment has no name.")]
    [InlineData(SchemeCalls.Scheme, "csv", "segment,smb,SMB,", "segment,smb,", "Line 5: the row has 13 columns where the header has 14.")]
    [InlineData(SchemeCalls.Scheme, "csv", "row,", "line,", "Line 1: there is no column \"row\".")]
    [InlineData(SchemeCalls.Scheme, "csv", "smb,SMB", "smb,enterprise", "There is a segment \"enterprise\" already. Choose another name.")]
    [InlineData(SchemeCalls.Scheme, "json", "\"name\":\"SMB\"", "\"nam\":\"SMB\"", "Line 1: the JSON is not what is exported here")]
    [InlineData(SchemeCalls.Strategy, "csv", ",50,", ",many,", "Line 4: \"many\" in target is no number; write it as 12.5.")]
    [InlineData(SchemeCalls.Strategy, "csv", "smb,50", "mid-market,50", "Line 4: \"mid-market\" has two targets. Give each segment one.")]
    [InlineData(SchemeCalls.Strategy, "csv", "yes", "perhaps", "Line 2: \"perhaps\" in published is neither yes nor no.")]
    [InlineData(SchemeCalls.Strategy, "json", "{", "", "Line 1: the JSON is not what is exported here")]
    public async Task Where_a_row_cannot_be_used_nothing_is_taken_over(string path, string format, string good, string bad, string sentence)
    {
        await using var service = await StartAsync("from");
        var text = await ExportAsync(service, path, format);
        var before = await service.GetAsync(path);
        text.ShouldContain(good);

        (await ImportAsync(service, path, format, text.Replace(good, bad, StringComparison.Ordinal))).ShouldBeProblem(422, "schemeImpossible").ShouldStartWith(sentence);

        (await service.GetAsync(path)).GetRawText().ShouldBe(before.GetRawText());
    }

    [Fact]
    public async Task No_text_is_run_as_a_formula()
    {
        await using var service = await StartAsync("from");
        (await service.ChangeAsync("""{"kind":"rename","segment":"smb","name":"=HYPERLINK(1)"}""")).ShouldBeDone();

        (await ExportAsync(service, SchemeCalls.Scheme, "csv")).ShouldContain(",'=HYPERLINK(1),");
        (await service.CallAsync(HttpMethod.Get, $"{SchemeCalls.Scheme}/export?format=xml")).Answer.ShouldBeProblem(400, "unknownFormat");
    }

    /// <summary>A scheme with every kind of text in every place.</summary>
    private static async Task ScrambleAsync(RunningService service, Random random)
    {
        string Scrap() => Scraps[random.Next(Scraps.Length)].Trim();
        string Line() => Scrap().Replace('\n', ' ').Replace('\t', ' ');
        (await service.AimAsync("""{"publish":true,"targets":[{"segment":"enterprise","target":100}]}""")).ShouldBeDone();
        for (var i = 0; i < 12; i++)
        {
            var keys = (await service.GetAsync(SchemeCalls.Scheme)).GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("key").GetString()).ToArray();
            var key = keys[random.Next(keys.Length)];
            object step = random.Next(7) switch
            {
                0 => new { kind = "add", name = $"{Line()} {i}", values = new[] { $"{Line()}{i}", $"v{i}" }, owner = Line() },
                1 => new { kind = "rename", segment = key, name = $"{Line()} r{i}" },
                2 => new { kind = "describe", segment = key, owner = Line(), reachedBy = Scrap(), definition = Scrap() },
                3 => new { kind = "note", segment = key, text = Scrap(), noteKind = "data" },
                4 => new { kind = "review", segment = key },
                5 => new { kind = "reorder", order = keys.Reverse().ToArray() },
                _ => new { kind = "archive", segment = key, into = keys[0] },
            };
            await service.ChangeAsync(JsonSerializer.Serialize(step));
        }

        (await service.ChangeAsync("""{"kind":"add","name":"Last"},{"kind":"note","segment":"last","text":"Gone"},{"kind":"archive","segment":"last"}""")).ShouldBeDone();
    }

    /// <summary>What an import takes over: not the version and the history, which are the workspace's own.</summary>
    private static string Bare(JsonElement scheme)
    {
        var bare = JsonNode.Parse(scheme.GetRawText())!.AsObject();
        bare.Remove("version");
        bare.Remove("history");
        return bare.ToJsonString();
    }

    private static async Task<string> ExportAsync(RunningService service, string path, string format)
    {
        var (answer, _) = await service.CallAsync(HttpMethod.Get, $"{path}/export?format={format}");
        return answer.ShouldBeDone().Text;
    }

    private static async Task<Answer> ImportAsync(RunningService service, string path, string format, string text) =>
        (await service.CallAsync(HttpMethod.Post, $"{path}/import", JsonSerializer.Serialize(new { format, text, reason = "From elsewhere" }), await service.TagAsync(path))).Answer;

    private Task<RunningService> StartAsync(string name) => RunningService.StartAsync(
        folder.File(name), Backlogs.Source(Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"), Backlogs.Epic("A-2", 40, "SMB"))));
}
