using System.Text.Json;
using System.Text.Json.Nodes;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Schemes;

namespace TrackerSegments.Service.Tests.History;

/// <summary>History and advice of a workspace with two lenses, schemes that change, and strategies over time.</summary>
public sealed class SeveralLensesTests : IAsyncLifetime
{
    private static readonly string[] Epics =
    [
        Epic("A-1", 30, "North", "Enterprise"),
        Epic("A-2", 20, "South", "Mid-market"),
        Epic("A-3", 11, "South", "SMB", "Enterprise"),
        Epic("A-4", 12, "North"),
        Epic("A-5", 7, "", "SMB"),
    ];

    private readonly HistoryDays days = new();

    public async ValueTask InitializeAsync()
    {
        await days.OnAsync(0, Epics);
        (await days.Service.CallAsync(HttpMethod.Put, "/api/schemes/region", """{"lens":{"name":"Region","field":"Region","kind":"firmographic"}}""", isNew: true))
            .Answer.ShouldBeDone();
    }

    public ValueTask DisposeAsync() => days.DisposeAsync();

    [Fact]
    public async Task Every_lens_has_snapshots_of_its_own()
    {
        await days.OnAsync(1, [.. Epics, Epic("A-6", 40, "South", "SMB")]);

        var region = await days.Service.GetAsync("/api/trend?lens=region&from=2026-11-02");
        region.GetProperty("points").EnumerateArray().Select(p => p.GetProperty("day").GetString()).ShouldBe(["2026-11-02", "2026-11-03"]);
        region.GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("key").GetString()).ShouldBe(["north", "south"]);
        var drift = await days.Service.GetAsync("/api/trend/drift?lens=region&from=2026-11-02");
        drift.GetProperty("lens").GetProperty("key").GetString().ShouldBe("region");
        drift.GetProperty("segments").EnumerateArray().Single(s => s.GetProperty("key").ValueEquals("south"))
            .GetProperty("parts")[0].GetProperty("cause").GetString().ShouldBe("newScope");
        (await days.Service.GetAsync("/api/trend")).GetProperty("points").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_matrix_of_both_adds_up_to_the_split_of_each()
    {
        var matrix = await days.Service.GetAsync("/api/matrix?rows=region&columns=customer-segment");

        matrix.GetProperty("redundant").GetBoolean().ShouldBeFalse();
        foreach (var (side, lens, key) in new[] { ("row", "rows", "region"), ("column", "columns", Backlogs.Lens) })
        {
            var alignment = await days.Service.GetAsync($"/api/alignment?lens={key}");
            foreach (var segment in alignment.GetProperty("segments").EnumerateArray())
            {
                matrix.GetProperty("cells").EnumerateArray().Where(c => c.GetProperty(side).ValueEquals(segment.GetProperty("key").GetString()))
                    .Sum(c => c.GetProperty("effort").GetDecimal()).ShouldBe(segment.GetProperty("effort").GetDecimal());
            }

            matrix.GetProperty(lens).GetProperty("segments").EnumerateArray().Single(s => s.GetProperty("key").ValueKind == JsonValueKind.Null)
                .GetProperty("effort").GetDecimal().ShouldBe(alignment.GetProperty("totals").GetProperty("unassignedEffort").GetDecimal());
        }
    }

    [Fact]
    public async Task Each_day_is_judged_by_the_strategy_in_force_on_it()
    {
        await days.OnAsync(1, Epics);
        (await days.Service.AimAsync("""{"publish":true,"validFrom":"2026-11-04","targets":[{"segment":"smb","target":100}]}""")).ShouldBeDone();
        await days.OnAsync(2, Epics);

        var trend = await days.Service.GetAsync("/api/trend?from=2026-11-02");

        trend.GetProperty("points").EnumerateArray().Select(p => p.GetProperty("strategyVersion").GetInt32()).ShouldBe([1, 1, 2]);
        trend.GetProperty("strategies").EnumerateArray().Select(s => $"{s.GetProperty("from")} {s.GetProperty("version")} {s.GetProperty("targets").GetArrayLength()}")
            .ShouldBe(["2026-11-02 1 3", "2026-11-04 2 1"]);
        var alignment = await days.Service.GetAsync("/api/alignment");
        trend.GetProperty("points")[2].GetProperty("index").GetRawText().ShouldBe(alignment.GetProperty("alignment").GetProperty("index").GetRawText());
    }

    [Fact]
    public async Task A_merge_of_segments_is_told_from_new_tags()
    {
        await days.OnAsync(1, Epics);
        (await days.Service.AimAsync("""{"publish":true,"targets":[{"segment":"enterprise","target":50},{"segment":"smb","target":50}]}""")).ShouldBeDone();
        (await days.Service.ChangeAsync("""{"kind":"merge","segment":"mid-market","into":"smb"}""")).ShouldBeDone();

        var drift = await days.Service.GetAsync("/api/trend/drift?from=2026-11-02");

        drift.GetProperty("to").GetProperty("schemeVersion").GetInt32().ShouldBe(2);
        drift.GetProperty("segments").EnumerateArray().Single(s => s.GetProperty("key").ValueEquals("smb"))
            .GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("cause").GetString()).ShouldBe(["schemeChange"]);
        var flow = drift.GetProperty("migration").GetProperty("flows").EnumerateArray()
            .Single(f => f.GetProperty("from").ValueEquals("mid-market") && f.GetProperty("to").ValueEquals("smb"));
        flow.GetProperty("byScheme").GetDecimal().ShouldBe(20);
        flow.GetProperty("effort").GetDecimal().ShouldBe(20);
    }

    [Fact]
    public async Task Owners_and_ways_to_reach_customers_make_a_scheme_accessible()
    {
        var (answer, tag) = await days.Service.CallAsync(HttpMethod.Get, SchemeCalls.Scheme);
        Accessible(await days.Service.GetAsync("/api/findings")).ShouldBe("fail");
        var scheme = JsonNode.Parse(answer.Text)!;
        foreach (var segment in scheme["segments"]!.AsArray())
        {
            segment!["owner"] = "Ada";
            segment["reachedBy"] = "The newsletter";
        }

        var wish = new JsonObject { ["segments"] = scheme["segments"]!.DeepClone() };
        (await days.Service.CallAsync(HttpMethod.Put, SchemeCalls.Scheme, wish.ToJsonString(), tag)).Answer.ShouldBeDone();

        Accessible(await days.Service.GetAsync("/api/findings")).ShouldBe("pass");
    }

    [Fact]
    public async Task Advice_is_given_for_the_lens_that_is_asked_for()
    {
        foreach (var path in new[] { "moves", "next", "findings", "suggestions", "queries" })
        {
            (await days.Service.GetAsync($"/api/{path}?lens=region")).GetProperty("lens").GetProperty("key").GetString().ShouldBe("region", path);
        }

        (await days.Service.GetAsync("/api/moves?lens=region")).GetProperty("outcome").GetString().ShouldBe("noStrategy");
        using var content = new StringContent("""{"lens":"region","capacity":5}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await days.Service.Client.PostAsync("/api/plan", content, TestContext.Current.CancellationToken);
        (await Answer.OfAsync(response)).ShouldBeProblem(422, "noStrategy");
    }

    private static string? Accessible(JsonElement findings) => findings.GetProperty("health").EnumerateArray()
        .Single(c => c.GetProperty("code").ValueEquals("accessible")).GetProperty("outcome").GetString();

    private static string Epic(string key, double points, string region, params string[] values) => Backlogs.Line(new(StringComparer.Ordinal)
    {
        ["key"] = key,
        ["issuetype"] = "Epic",
        ["summary"] = $"Title of {key}",
        ["statusCategory"] = "To Do",
        ["storyPoints"] = points,
        ["Region"] = region,
        [Backlogs.Field] = values,
    });
}
