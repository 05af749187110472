using Spectre.Console;
using TrackerSegments.Core;
using TrackerSegments.Service.Reports;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Reports;

public sealed class TextTableTests
{
    [Theory]
    [InlineData(200, "Segment 0 % 100 % Share Target Delta State Effort Epics")]
    [InlineData(80, "Segment 0 % 100 % Share Target Delta State Effort Epics")]
    [InlineData(58, "Segment Share Target Delta State Effort")]
    [InlineData(40, "Segment Share Delta State")]
    public void In_a_narrow_window_bars_and_columns_give_way_and_every_name_stays_whole(int width, string header)
    {
        var lines = Lines(width, "Enterprise", "SMB");

        string.Join(' ', lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(header);
        lines.Count.ShouldBe(4);
        lines[1].ShouldStartWith("Enterprise  ");
        lines[2].ShouldStartWith("SMB  ");
        lines[3].ShouldStartWith("Unassigned");
        lines.ShouldAllBe(line => line.Length <= width);
    }

    [Fact]
    public void A_very_long_name_is_cut_so_that_the_figures_stay_beside_it()
    {
        var lines = Lines(2_000, new('N', 300), "SMB");

        lines[1].ShouldStartWith(new string('N', 59) + "…  ");
        lines[1].Length.ShouldBeLessThan(200);
    }

    private static List<string> Lines(int width, string first, string second)
    {
        WorkItem Epic(string key, decimal points, params string[] values) => new()
        {
            Key = key,
            Type = "Epic",
            Project = "A",
            Title = key,
            Status = "To Do",
            Estimate = Effort.FromUnits(points),
            Fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["Segment"] = values },
        };
        var policy = new EffortPolicy();
        var backlog = Backlog.Build([Epic("A-1", 14.5m, first), Epic("A-2", 8.5m, second), Epic("A-3", 4m)]);
        var lens = new Lens("Segment", "Segment", LensBuilder.Segments([(first, [first]), (second, [second])]));
        var strategy = new Strategy([new(30, 5), new(70, 5)]);
        var report = AlignmentReport.Build(backlog, RollUp.Compute(backlog, policy), policy, lens, strategy, new FixedClock().GetUtcNow(), []);
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        console.Profile.Width = width;
        console.Write(new TextTable(report.Document, new Figures(report), console.Profile).Draw());
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd())];
    }
}
