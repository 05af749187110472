using System.Text.Json;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Service;

/// <summary>The sample's figures, worked out from its file by a separate program.</summary>
public sealed class SampleWorkspaceTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(folder.Root);

    [Fact]
    public async Task Without_a_file_the_sample_opens()
    {
        var workspace = await service.GetAsync("/api/workspace");

        workspace.GetRawText().ShouldBe(
            """{"schema":1,"name":"Fernway (sample)","sample":true,"readOnly":false,"tracker":{"kind":"file","name":"backlog.csv"},"lenses":[{"key":"customer-segment","name":"Customer segment","primary":true}],"caller":{"role":"admin","may":{"edit":true,"plan":true,"administer":true}}}""");
    }

    [Theory]
    [InlineData("enterprise", 1437.001, 50, 1, 59.95, 30, "over")]
    [InlineData("mid-market", 423.75, 29, 1, 17.6783, 20, "on")]
    [InlineData("smb", 536.249, 41, 5, 22.3717, 50, "under")]
    public async Task Each_segment_has_the_figures_that_were_worked_out_apart(
        string key, double effort, int epics, int unestimated, double share, double target, string state)
    {
        var segment = Find((await service.GetAsync("/api/alignment")).GetProperty("segments"), key);

        segment.GetProperty("effort").GetDouble().ShouldBe(effort);
        segment.GetProperty("epics").GetInt32().ShouldBe(epics);
        segment.GetProperty("unestimated").GetInt32().ShouldBe(unestimated);
        (segment.GetProperty("share").GetDouble() * 100).ShouldBe(share, 0.0001);
        segment.GetProperty("target").GetDouble().ShouldBe(target);
        segment.GetProperty("state").GetString().ShouldBe(state);
    }

    [Fact]
    public async Task The_totals_are_those_that_were_worked_out_apart()
    {
        var document = await service.GetAsync("/api/alignment");
        var totals = document.GetProperty("totals");

        totals.GetProperty("epics").GetInt32().ShouldBe(122);
        totals.GetProperty("tagged").GetInt32().ShouldBe(102);
        totals.GetProperty("unassigned").GetInt32().ShouldBe(20);
        totals.GetProperty("unestimated").GetInt32().ShouldBe(13);
        totals.GetProperty("effort").GetDouble().ShouldBe(2652);
        totals.GetProperty("taggedEffort").GetDouble().ShouldBe(2397);
        totals.GetProperty("unassignedEffort").GetDouble().ShouldBe(255);
        totals.GetProperty("coverage").GetDouble().ShouldBe(0.903846, 0.000001);
        document.GetProperty("alignment").GetProperty("index").GetDouble().ShouldBe(70.05, 0.0001);
    }

    [Fact]
    public async Task The_board_shows_every_epic_and_its_columns_add_up_to_the_total()
    {
        var board = await service.GetAsync("/api/board");
        var columns = board.GetProperty("columns").EnumerateArray().ToArray();
        var epics = board.GetProperty("epics").EnumerateArray().ToArray();

        columns.Select(c => c.GetProperty("key").GetString()).ShouldBe(["enterprise", "mid-market", "smb", null]);
        columns.Sum(c => c.GetProperty("effort").GetDecimal()).ShouldBe(2652m);
        columns.SelectMany(Keys).ToHashSet(StringComparer.Ordinal)
            .ShouldBe(epics.Select(e => e.GetProperty("key").GetString()!), ignoreOrder: true);
        foreach (var column in columns)
        {
            Keys(column).Length.ShouldBe(column.GetProperty("count").GetInt32());
            Keys(column).ShouldBe(Keys(column).Distinct(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task The_portions_on_the_cards_add_up_exactly_to_the_effort_of_their_segments()
    {
        var segments = (await service.GetAsync("/api/alignment")).GetProperty("segments").EnumerateArray()
            .ToDictionary(s => s.GetProperty("key").GetString()!, s => s.GetProperty("effort").GetDecimal(), StringComparer.Ordinal);
        var epics = (await service.GetAsync("/api/board")).GetProperty("epics").EnumerateArray().ToArray();
        var sums = segments.Keys.ToDictionary(key => key, _ => 0m, StringComparer.Ordinal);

        foreach (var epic in epics)
        {
            var portions = epic.GetProperty("portions");
            portions.ValueKind.ShouldBe(epic.GetProperty("effort").ValueKind == JsonValueKind.Null ? JsonValueKind.Null : JsonValueKind.Array);
            foreach (var (segment, i) in epic.GetProperty("segments").EnumerateArray().Select((s, i) => (s.GetString()!, i)))
            {
                sums[segment] += portions.ValueKind == JsonValueKind.Null ? 0 : portions[i].GetDecimal();
            }
        }

        sums.ShouldBe(segments);
        epics.ShouldContain(e => e.GetProperty("segments").GetArrayLength() == 3);
    }

    [Fact]
    public async Task A_column_is_ordered_by_effort_with_the_unestimated_last()
    {
        var board = await service.GetAsync("/api/board");
        var efforts = board.GetProperty("epics").EnumerateArray()
            .ToDictionary(e => e.GetProperty("key").GetString()!, e => e.GetProperty("effort"), StringComparer.Ordinal);

        foreach (var column in board.GetProperty("columns").EnumerateArray())
        {
            var keys = Keys(column);
            keys.ShouldBe(keys
                .OrderByDescending(k => efforts[k].ValueKind == JsonValueKind.Null ? -1m : efforts[k].GetDecimal())
                .ThenBy(k => k, StringComparer.Ordinal));
        }

        Keys(board.GetProperty("columns")[3]).TakeLast(6).ShouldAllBe(k => efforts[k].ValueKind == JsonValueKind.Null);
    }

    [Theory]
    [InlineData("Strategic", 3)]
    [InlineData("Partner", 4)]
    [InlineData("ENT?", 2)]
    public async Task Values_that_no_segment_claims_stand_on_their_cards(string value, int epics)
    {
        var board = await service.GetAsync("/api/board");

        board.GetProperty("epics").EnumerateArray()
            .Count(e => e.GetProperty("unmapped").EnumerateArray().Any(v => v.ValueEquals(value)))
            .ShouldBe(epics);
    }

    [Fact]
    public async Task Edits_of_the_sample_outlive_a_restart()
    {
        var epic = (await service.GetAsync("/api/board")).GetProperty("columns")[3].GetProperty("epics")[0].GetString()!;
        var written = await service.WriteAsync(epic, "1", "one", add: ["smb"], remove: []);
        written.Status.ShouldBe(200, written.Text);
        var hash = (await service.GetAsync("/api/alignment")).GetProperty("hash").GetString();
        await service.DisposeAsync();

        service = await RunningService.StartAsync(folder.Root);

        (await service.EpicAsync(epic)).GetProperty("revision").GetString().ShouldBe("2");
        (await service.GetAsync("/api/alignment")).GetProperty("hash").GetString().ShouldBe(hash);
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    private static string[] Keys(JsonElement column) => [.. column.GetProperty("epics").EnumerateArray().Select(k => k.GetString()!)];

    private static JsonElement Find(JsonElement segments, string key) =>
        segments.EnumerateArray().Single(s => s.GetProperty("key").ValueEquals(key));
}
