using System.Text.Json;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.History;

/// <summary>The trend of a program that ran on some days and not on others.</summary>
public sealed class TrendTests : IAsyncLifetime
{
    private readonly HistoryDays days = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await days.OnAsync(0, Backlogs.Epic("A-1", 30, "Enterprise"), Backlogs.Epic("A-2", 20, "Mid-market"), Backlogs.Epic("A-3", 50, "SMB"));
        await days.OnAsync(1, Backlogs.Epic("A-1", 60, "Enterprise"), Backlogs.Epic("A-2", 20, "Mid-market"), Backlogs.Epic("A-3", 50, "SMB"));
        await days.OnAsync(
            5, Backlogs.Epic("A-1", 60, "Enterprise"), Backlogs.Epic("A-2", 20, "Mid-market"), Backlogs.Epic("A-3", 5, "SMB"), Backlogs.Epic("A-4", 15));
    }

    public ValueTask DisposeAsync() => days.DisposeAsync();

    [Fact]
    public async Task The_trend_is_as_approved()
    {
        var trend = await days.Service.GetAsync("/api/trend?from=2026-11-01&to=2026-11-08");

        Approved.ShouldMatch(Indented(trend), "trend.json");
    }

    [Fact]
    public async Task Days_without_a_snapshot_are_gaps()
    {
        var trend = await days.Service.GetAsync("/api/trend?from=2026-11-01&to=2026-11-08");

        Days(trend).ShouldBe(["2026-11-02", "2026-11-03", "2026-11-07"]);
        trend.GetProperty("gaps").EnumerateArray().Select(g => $"{g.GetProperty("first")} {g.GetProperty("last")}")
            .ShouldBe(["2026-11-01 2026-11-01", "2026-11-04 2026-11-06", "2026-11-08 2026-11-08"]);
    }

    [Fact]
    public async Task A_week_is_told_by_its_last_snapshot()
    {
        var trend = await days.Service.GetAsync("/api/trend?from=2026-10-20&to=2026-11-08&step=week");

        Days(trend).ShouldBe(["2026-11-07"]);
        var point = trend.GetProperty("points")[0];
        point.GetProperty("first").GetString().ShouldBe("2026-11-02");
        point.GetProperty("last").GetString().ShouldBe("2026-11-08");
        trend.GetProperty("gaps")[0].GetProperty("first").GetString().ShouldBe("2026-10-20");
        trend.GetProperty("gaps")[0].GetProperty("last").GetString().ShouldBe("2026-11-01");
    }

    [Fact]
    public async Task The_point_of_today_is_the_alignment()
    {
        await days.Service.WriteAsync("A-4", "1", "k", ["smb"], []);
        var alignment = await days.Service.GetAsync("/api/alignment");
        var trend = await days.Service.GetAsync("/api/trend");

        var point = trend.GetProperty("points").EnumerateArray().Last();
        foreach (var name in new[] { "index", "indexMin", "indexMax", "state", "certain" })
        {
            point.GetProperty(name).GetRawText().ShouldBe(alignment.GetProperty("alignment").GetProperty(name).GetRawText(), name);
        }

        foreach (var name in new[] { "coverage", "effort", "epics", "unassigned", "unassignedEffort", "unestimated" })
        {
            point.GetProperty(name).GetRawText().ShouldBe(alignment.GetProperty("totals").GetProperty(name).GetRawText(), name);
        }

        foreach (var (at, segment) in alignment.GetProperty("segments").EnumerateArray().Index())
        {
            foreach (var name in new[] { "key", "effort", "epics", "share", "target", "tolerance", "delta", "state" })
            {
                point.GetProperty("segments")[at].GetProperty(name).GetRawText().ShouldBe(segment.GetProperty(name).GetRawText(), name);
            }
        }
    }

    [Fact]
    public async Task An_edit_is_in_the_snapshot_of_its_day_once_the_program_has_stopped()
    {
        await days.Service.WriteAsync("A-4", "1", "k", ["smb"], []);
        await days.OnAsync(8, Backlogs.Epic("A-9", 10, "SMB"));

        var trend = await days.Service.GetAsync("/api/trend");

        trend.GetProperty("points").EnumerateArray().Single(p => p.GetProperty("day").ValueEquals("2026-11-07"))
            .GetProperty("unassigned").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task What_changes_state_or_falls_is_an_alert_of_its_day()
    {
        var trend = await days.Service.GetAsync("/api/trend");

        var alerts = trend.GetProperty("alerts").EnumerateArray().Select(a => $"{a.GetProperty("day")} {a.GetProperty("code")}").ToArray();
        alerts.Contains("2026-11-07 indexFell", StringComparer.Ordinal).ShouldBeTrue();
        alerts.Contains("2026-11-03 segmentStateChanged", StringComparer.Ordinal).ShouldBeTrue();
        trend.GetProperty("alertCount").GetInt32().ShouldBe(alerts.Length);
    }

    [Fact]
    public async Task Other_targets_are_another_strategy_from_their_first_point_on()
    {
        var strategies = (await days.Service.GetAsync("/api/trend")).GetProperty("strategies");

        strategies.GetArrayLength().ShouldBe(1);
        strategies[0].GetProperty("from").GetString().ShouldBe("2026-11-02");
        strategies[0].GetProperty("targets").EnumerateArray().Select(t => t.GetProperty("target").GetDecimal()).ShouldBe([30, 20, 50]);
    }

    [Theory]
    [InlineData("from=yesterday", 400, "dayUnreadable")]
    [InlineData("from=2026-02-30", 400, "dayUnreadable")]
    [InlineData("to=01.02.2026", 400, "dayUnreadable")]
    [InlineData("from=2026-11-05&to=2026-11-04", 400, "daysReversed")]
    [InlineData("step=year", 400, "unknownStep")]
    [InlineData("from=2000-01-01&to=2026-11-04", 400, "tooManyPeriods")]
    [InlineData("from=1970-01-01&to=2999-12-31", 400, "tooManyPeriods")]
    [InlineData("from=1969-12-31", 400, "dayUnreadable")]
    [InlineData("to=3000-01-01", 400, "dayUnreadable")]
    [InlineData("lens=problem", 404, "unknownLens")]
    public async Task What_cannot_be_shown_is_answered_in_a_sentence(string query, int status, string code)
    {
        using var response = await days.Service.Client.GetAsync($"/api/trend?{query}", Cancel);

        (await Answer.OfAsync(response)).ShouldBeProblem(status, code);
    }

    [Theory]
    [InlineData("from=1970-01-01&to=1970-01-01&step=week")]
    [InlineData("from=2999-12-01&to=2999-12-31&step=week")]
    [InlineData("from=2999-12-01&to=2999-12-31&step=quarter")]
    [InlineData("to=1970-01-05")]
    public async Task Days_long_before_and_long_after_are_a_gap(string query) =>
        (await days.Service.GetAsync($"/api/trend?{query}")).GetProperty("gaps").GetArrayLength().ShouldBe(1);

    internal static string Indented(JsonElement json) => JsonSerializer.Serialize(json, Pretty) + "\n";

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string[] Days(JsonElement trend) =>
        [.. trend.GetProperty("points").EnumerateArray().Select(p => p.GetProperty("day").GetString()!)];
}
