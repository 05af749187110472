using System.Text.Json;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.History;

/// <summary>Why shares moved, over HTTP.</summary>
public sealed class DriftTests : IAsyncLifetime
{
    private readonly HistoryDays days = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => days.DisposeAsync();

    [Fact]
    public async Task What_moved_is_as_approved()
    {
        await days.OnAsync(
            0, Backlogs.Epic("A-1", 30, "Enterprise"), Backlogs.Epic("A-2", 20, "Mid-market"), Backlogs.Epic("A-3", 50, "SMB"), Backlogs.Epic("A-4", 12));
        var service = await days.OnAsync(
            9, Backlogs.Epic("A-1", 40, "Enterprise"), Backlogs.Epic("A-2", 20, "Enterprise", "Mid-market"), Backlogs.Epic("A-4", 12, "SMB"), Backlogs.Epic("A-5", 8));

        var drift = await service.GetAsync("/api/trend/drift");

        drift.GetProperty("from").GetProperty("day").GetString().ShouldBe("2026-11-02");
        Approved.ShouldMatch(TrendTests.Indented(drift), "drift.json");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_parts_add_up_as_they_are_shown_and_the_flows_to_both_splits(int seed)
    {
        var random = new Random(seed);
        await days.OnAsync(0, MadeEpics(random));
        var then = await days.Service.GetAsync("/api/alignment");
        await days.OnAsync(3, MadeEpics(random));
        var now = await days.Service.GetAsync("/api/alignment");

        var drift = await days.Service.GetAsync("/api/trend/drift?from=2026-11-02&to=2026-11-05");

        foreach (var segment in drift.GetProperty("segments").EnumerateArray())
        {
            var parts = segment.GetProperty("parts").EnumerateArray().ToArray();
            parts.Sum(p => p.GetProperty("shown").GetDecimal()).ShouldBe(segment.GetProperty("shown").GetDecimal());
            parts.Sum(p => p.GetProperty("change").GetDouble()).ShouldBe(segment.GetProperty("change").GetDouble(), 1e-9);
            parts.Sum(p => p.GetProperty("effort").GetDecimal()).ShouldBe(
                segment.GetProperty("after").GetProperty("effort").GetDecimal() - segment.GetProperty("before").GetProperty("effort").GetDecimal());
            foreach (var part in parts)
            {
                var epics = part.GetProperty("epics").EnumerateArray().ToArray();
                epics.Length.ShouldBe(part.GetProperty("epicCount").GetInt32());
                epics.Sum(e => e.GetProperty("effort").GetDecimal()).ShouldBe(part.GetProperty("effort").GetDecimal());
                epics.Sum(e => e.GetProperty("change").GetDouble()).ShouldBe(part.GetProperty("change").GetDouble(), 1e-9);
            }
        }

        var flows = drift.GetProperty("migration").GetProperty("flows").EnumerateArray().ToArray();
        foreach (var (side, alignment, place) in new[] { ("from", then, "before"), ("to", now, "after") })
        {
            foreach (var segment in alignment.GetProperty("segments").EnumerateArray())
            {
                var key = segment.GetProperty("key").GetString();
                Sum(flows, side, key).ShouldBe(segment.GetProperty("effort").GetDecimal(), $"{side} {key}");
                drift.GetProperty("migration").GetProperty("places").EnumerateArray().Single(p => p.GetProperty("id").ValueEquals(key))
                    .GetProperty(place).GetDecimal().ShouldBe(segment.GetProperty("effort").GetDecimal());
            }

            Sum(flows, side, ":unassigned").ShouldBe(alignment.GetProperty("totals").GetProperty("unassignedEffort").GetDecimal());
        }

        foreach (var flow in flows)
        {
            flow.GetProperty("epics").EnumerateArray().Sum(e => e.GetProperty("effort").GetDecimal()).ShouldBe(flow.GetProperty("effort").GetDecimal());
        }
    }

    [Fact]
    public async Task Each_snapshot_is_named_with_its_hash()
    {
        await days.OnAsync(0, Backlogs.Epic("A-1", 30, "Enterprise"));
        await days.OnAsync(2, Backlogs.Epic("A-1", 40, "Enterprise"));
        var first = await days.Service.GetAsync("/api/trend/drift?from=2026-11-02&to=2026-11-04");
        await days.OnAsync(4, Backlogs.Epic("A-1", 40, "Enterprise"));
        var later = await days.Service.GetAsync("/api/trend/drift?from=2026-11-04&to=2026-11-06");

        // What was the present then is the same snapshot that was kept of it, and nothing changed since.
        later.GetProperty("from").GetProperty("hash").GetString().ShouldBe(first.GetProperty("to").GetProperty("hash").GetString());
        later.GetProperty("to").GetProperty("hash").GetString().ShouldBe(first.GetProperty("to").GetProperty("hash").GetString());
        first.GetProperty("from").GetProperty("hash").ValueEquals(first.GetProperty("to").GetProperty("hash").GetString()).ShouldBeFalse();
        later.GetProperty("sentence").GetString().ShouldBe("No share moved by a tenth of a point between 2026-11-04 and 2026-11-06.");
    }

    [Fact]
    public async Task A_day_before_the_first_snapshot_is_told_which_one_is_the_first()
    {
        await days.OnAsync(0, Backlogs.Epic("A-1", 30, "Enterprise"));

        using var response = await days.Service.Client.GetAsync("/api/trend/drift?from=2026-01-01", Cancel);

        (await Answer.OfAsync(response)).ShouldBeProblem(404, "noSnapshot").ShouldContain("The first one is that of 2026-11-02.");
    }

    [Fact]
    public async Task On_the_first_day_nothing_has_moved_yet()
    {
        await days.OnAsync(0, Backlogs.Epic("A-1", 30, "Enterprise"));

        (await days.Service.GetAsync("/api/trend/drift")).GetProperty("sentence").GetString()
            .ShouldBe("Both snapshots are that of 2026-11-02, so nothing has moved between them.");
    }

    private static decimal Sum(JsonElement[] flows, string side, string? place) =>
        flows.Where(f => f.GetProperty(side).ValueEquals(place)).Sum(f => f.GetProperty("effort").GetDecimal());

    private static string[] MadeEpics(Random random)
    {
        string[] segments = ["Enterprise", "Mid-market", "SMB"];
        return [.. Enumerable.Range(1, 40).Where(_ => random.Next(4) > 0).Select(i => Backlogs.Epic(
            $"A-{i}",
            random.Next(6) == 0 ? null : random.Next(1, 4000) / 100.0,
            [.. segments.Where(_ => random.Next(3) == 0)]))];
    }
}
