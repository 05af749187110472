using System.Text;
using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Tests.History;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Advice;

/// <summary>What the running service says about what to do.</summary>
public sealed class AdviceTests : IAsyncLifetime
{
    private static readonly string[] Epics =
    [
        Backlogs.Epic("A-1", 30, "Enterprise"),
        Backlogs.Epic("A-2", 31, "Enterprise"),
        Backlogs.Epic("A-3", 20, "Mid-market"),
        Backlogs.Epic("A-4", 38, "SMB"),
        Backlogs.Epic("A-5", 10),
        Backlogs.Epic("A-6", null, "SMB"),
        Backlogs.Epic("A-7", 4, "SMB", "Enterprise"),
        Epic("A-8", 5, "In Progress", "SMB"),
        Epic("A-9", 2, "Done", "Enterprise"),
    ];

    private readonly HistoryDays days = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await days.OnAsync(0, Epics);

    public ValueTask DisposeAsync() => days.DisposeAsync();

    [Theory]
    [InlineData("findings")]
    [InlineData("moves")]
    [InlineData("next")]
    [InlineData("matrix")]
    public async Task What_is_answered_is_as_approved(string name) =>
        Approved.ShouldMatch(TrendTests.Indented(await days.Service.GetAsync($"/api/{name}")), $"{name}.json");

    [Fact]
    public async Task The_plan_is_as_approved() =>
        Approved.ShouldMatch(TrendTests.Indented((await AskAsync("plan", """{"capacity":60,"rank":["A-2","A-1","A-99"]}""")).Json), "plan.json");

    [Fact]
    public async Task The_scenario_is_as_approved() => Approved.ShouldMatch(
        TrendTests.Indented((await AskAsync("scenario", """{"tags":{"A-5":["smb"],"A-99":["smb"]},"deferred":["A-1"],"pulledIn":["A-98"]}""")).Json), "scenario.json");

    [Fact]
    public async Task Nothing_that_is_asked_changes_anything()
    {
        var before = await BoardAsync();

        await AskAsync("plan", """{"capacity":60}""");
        await AskAsync("scenario", """{"tags":{"A-5":["smb"]},"deferred":["A-1"]}""");

        (await BoardAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task The_moves_bring_every_segment_within_its_tolerance_and_move_nothing_that_has_begun()
    {
        var moves = await days.Service.GetAsync("/api/moves");

        moves.GetProperty("outcome").GetString().ShouldBe("found");
        moves.GetProperty("after").GetProperty("state").GetString().ShouldBe("aligned");
        foreach (var move in moves.GetProperty("moves").EnumerateArray())
        {
            move.GetProperty("epic").GetProperty("fixed").GetBoolean().ShouldBeFalse();
            move.GetProperty("epic").GetProperty("title").GetString().ShouldStartWith("Title of ");
        }
    }

    [Fact]
    public async Task Before_the_moves_is_the_alignment()
    {
        var alignment = await days.Service.GetAsync("/api/alignment");
        var before = (await days.Service.GetAsync("/api/moves")).GetProperty("before");

        before.GetProperty("index").GetRawText().ShouldBe(alignment.GetProperty("alignment").GetProperty("index").GetRawText());
        before.GetProperty("effort").GetRawText().ShouldBe(alignment.GetProperty("totals").GetProperty("effort").GetRawText());
    }

    [Fact]
    public async Task What_a_scenario_predicts_is_what_comes_of_it()
    {
        var predicted = (await AskAsync("scenario", """{"tags":{"A-5":["smb"]}}""")).Json;

        var written = await days.Service.WriteAsync("A-5", "1", "k", ["smb"], []);

        predicted.GetProperty("before").GetProperty("index").GetRawText().ShouldBe(written.Json.GetProperty("before").GetProperty("index").GetRawText());
        predicted.GetProperty("after").GetProperty("index").GetRawText()
            .ShouldBe(written.Json.GetProperty("alignment").GetProperty("alignment").GetProperty("index").GetRawText());
    }

    [Theory]
    [InlineData("""{"capacity":0}""", "A capacity of 0 points holds no new epic; work in progress (5 points) stays.")]
    [InlineData("""{"capacity":3.999}""", "Nothing fits: the smallest epic that waits, A-7, has 4 points, and the capacity is 3.999.")]
    public async Task A_capacity_in_which_nothing_fits_is_answered_in_a_sentence(string body, string sentence)
    {
        var plan = await AskAsync("plan", body);

        plan.Status.ShouldBe(200, plan.Text);
        plan.Json.GetProperty("sentence").GetString().ShouldBe(sentence);
        plan.Json.GetProperty("commit").EnumerateArray().Select(e => e.GetProperty("key").GetString()).ShouldBe(["A-8"]);
    }

    [Theory]
    [InlineData("""{"capacity":-1}""", 422, "capacityOutOfRange")]
    [InlineData("""{"capacity":1.0001}""", 422, "capacityOutOfRange")]
    [InlineData("""{"capacity":1e12}""", 422, "capacityOutOfRange")]
    [InlineData("""{"capacity":5,"aim":"luck"}""", 422, "unknownAim")]
    [InlineData("""{"capacity":5,"rank":["A-1","A-1"]}""", 422, "rankedTwice")]
    [InlineData("""{"capacity":5,"lens":"problem"}""", 404, "unknownLens")]
    [InlineData("""{"capacity":5,"write":true}""", 400, "malformedBody")]
    [InlineData("""{"rank":[]}""", 400, "malformedBody")]
    [InlineData("""{"capacity":"5"}""", 400, "malformedBody")]
    public async Task A_plan_that_cannot_be_made_is_refused_in_a_sentence(string body, int status, string code) =>
        (await AskAsync("plan", body)).ShouldBeProblem(status, code);

    [Theory]
    [InlineData("""{"tags":{"A-1":["gold"]}}""", 422, "unknownSegment")]
    [InlineData("""{"tags":{"A-1":[""]}}""", 422, "unknownSegment")]
    [InlineData("""{"tags":{"A-1":[null]}}""", 422, "unknownSegment")]
    [InlineData("""{"tags":{"A-1":null}}""", 422, "unknownSegment")]
    [InlineData("""{"lens":"problem"}""", 404, "unknownLens")]
    [InlineData("""{"tag":{}}""", 400, "malformedBody")]
    public async Task A_scenario_that_cannot_be_is_refused_in_a_sentence(string body, int status, string code) =>
        (await AskAsync("scenario", body)).ShouldBeProblem(status, code);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_rows_and_columns_of_a_matrix_are_both_splits(int seed)
    {
        var random = new Random(seed);
        string[] segments = ["Enterprise", "Mid-market", "SMB"];
        await days.OnAsync(1, [.. Enumerable.Range(1, 60).Select(i => Backlogs.Epic(
            $"A-{i}", random.Next(5) == 0 ? null : random.Next(1, 9000) / 1000.0, [.. segments.Where(_ => random.Next(3) == 0)]))]);

        var matrix = await days.Service.GetAsync("/api/matrix");
        var alignment = await days.Service.GetAsync("/api/alignment");

        var cells = matrix.GetProperty("cells").EnumerateArray().ToArray();
        foreach (var (side, lens) in new[] { ("row", "rows"), ("column", "columns") })
        {
            foreach (var segment in matrix.GetProperty(lens).GetProperty("segments").EnumerateArray())
            {
                var key = segment.GetProperty("key").GetString();
                cells.Where(c => c.GetProperty(side).GetString() == key).Sum(c => c.GetProperty("effort").GetDecimal())
                    .ShouldBe(segment.GetProperty("effort").GetDecimal());
                (key is null
                    ? alignment.GetProperty("totals").GetProperty("unassignedEffort")
                    : alignment.GetProperty("segments").EnumerateArray().Single(s => s.GetProperty("key").ValueEquals(key)).GetProperty("effort"))
                    .GetDecimal().ShouldBe(segment.GetProperty("effort").GetDecimal());
            }
        }

        foreach (var cell in cells)
        {
            cell.GetProperty("epics").EnumerateArray().Sum(e => e.GetProperty("effort") is { ValueKind: JsonValueKind.Number } effort ? effort.GetDecimal() : 0)
                .ShouldBe(cell.GetProperty("effort").GetDecimal());
        }
    }

    [Theory]
    [InlineData("/api/trend")]
    [InlineData("/api/trend/drift")]
    [InlineData("/api/findings")]
    [InlineData("/api/moves")]
    [InlineData("/api/next")]
    [InlineData("/api/matrix")]
    public async Task Anybody_can_check_the_hash(string path)
    {
        var document = await days.Service.GetAsync(path);

        var canonical = CanonicalJson.Write(document, member => member is not ("hash" or "asOf"));

        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))
            .ShouldBe(document.GetProperty("hash").GetString());
    }

    [Theory]
    [InlineData("findings?lens=problem")]
    [InlineData("moves?lens=problem")]
    [InlineData("next?lens=problem")]
    [InlineData("matrix?rows=problem")]
    [InlineData("matrix?columns=problem")]
    public async Task A_lens_that_is_not_there_is_told_which_ones_are(string path)
    {
        using var response = await days.Service.Client.GetAsync($"/api/{path}", Cancel);

        (await Answer.OfAsync(response)).ShouldBeProblem(404, "unknownLens").ShouldBe("There is no lens \"problem\". The lens here is \"customer-segment\".");
    }

    [Fact]
    public async Task Every_check_of_a_scheme_is_answered_with_its_figure_and_what_to_do()
    {
        var health = (await days.Service.GetAsync("/api/findings")).GetProperty("health").EnumerateArray().ToArray();

        health.Length.ShouldBe(11);
        health.ShouldAllBe(check => check.GetProperty("text").GetString()!.Length > 0);
        health.Where(c => !c.GetProperty("outcome").ValueEquals("pass")).ShouldAllBe(check => check.GetProperty("action").GetString()!.Length > 0);
    }

    private static string Epic(string key, double points, string status, params string[] values) => Backlogs.Line(new(StringComparer.Ordinal)
    {
        ["key"] = key,
        ["issuetype"] = "Epic",
        ["summary"] = $"Title of {key}",
        ["status"] = status,
        ["statusCategory"] = status,
        ["storyPoints"] = points,
        [Backlogs.Field] = values,
    });

    private async Task<string> BoardAsync() => (await days.Service.GetAsync("/api/board")).GetRawText();

    private async Task<Answer> AskAsync(string question, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await days.Service.Client.PostAsync($"/api/{question}", content, Cancel);
        return await Answer.OfAsync(response);
    }
}
