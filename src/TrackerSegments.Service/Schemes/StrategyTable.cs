using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>Strategies as a table: a row for each target of each version.</summary>
internal static class StrategyTable
{
    private static readonly string[] Header = ["version", "validFrom", "published", "author", "at", "reason", "segment", "target", "tolerance"];

    public static string Write(KeptLens lens) => ExchangeTable.Write(Header, lens.Strategies.SelectMany(s => s.Targets.Select(t => (string?[])
    [
        Text(s.Version), s.ValidFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), s.IsPublished ? "yes" : "no", s.Author,
        s.At.ToString("O", CultureInfo.InvariantCulture), s.Reason, t.Segment, Text(t.Target), Text(t.Tolerance),
    ])));

    /// <param name="text">The table.</param>
    /// <param name="author">Who imports it, where a row does not say who made it.</param>
    /// <param name="now">When.</param>
    /// <exception cref="SchemeException">A row cannot be used; the message names its line.</exception>
    public static IReadOnlyList<KeptStrategy> Read(string text, string author, DateTimeOffset now)
    {
        List<KeptStrategy> strategies = [];
        foreach (var row in ExchangeTable.Read(text, Header))
        {
            var strategy = Strategy(row, author, now);
            var place = strategies.FindIndex(s => s.Version == strategy.Version);
            if (place < 0)
            {
                strategies.Add(strategy);
                place = strategies.Count - 1;
            }
            else if (strategies[place] with { Targets = strategy.Targets } != strategy)
            {
                throw row.Error(string.Create(CultureInfo.InvariantCulture, $"strategy {strategy.Version} says something else in another row. Make them the same."));
            }

            var target = Target(row);
            if (strategies[place].Targets.Any(t => t.Segment == target.Segment))
            {
                throw row.Error($"\"{SchemeText.Short(target.Segment)}\" has two targets. Give each segment one.");
            }

            strategies[place] = strategies[place] with { Targets = [.. strategies[place].Targets, target] };
        }

        return strategies;
    }

    private static KeptStrategy Strategy(ExchangeRow row, string author, DateTimeOffset now) => new(
        row.Whole("version"),
        row.Day("validFrom") ?? throw row.Error("validFrom is empty."),
        row["published"] switch
        {
            "yes" => true,
            "no" => false,
            var other => throw row.Error($"\"{SchemeText.Short(other)}\" in published is neither yes nor no."),
        },
        SchemeText.Line(row["author"], "The author") ?? author,
        row.Moment("at") ?? now,
        SchemeText.Line(row["reason"], "The reason"),
        []);

    private static KeptTarget Target(ExchangeRow row)
    {
        var target = new KeptTarget(row["segment"], row.Number("target"), row.Find("tolerance") is null ? SegmentTarget.DefaultTolerance : row.Number("tolerance"));
        return target is { Target: >= 0 and <= 100, Tolerance: >= 0 and <= 100 }
            ? target
            : throw row.Error("target and tolerance are between 0 and 100.");
    }

    private static string Text(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
