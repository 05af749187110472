using System.Globalization;
using System.Text.Json;
using TrackerSegments.Core;

namespace TrackerSegments.Service.History;

/// <summary>The figures of one month, day by day and without epics. What days have in common is written once.</summary>
/// <param name="Schema">The version of this shape: 1.</param>
/// <param name="Lenses">The lens, as often as it or its targets changed.</param>
/// <param name="Policies">How effort was worked out, as often as that changed.</param>
/// <param name="Days">The days, the earliest first.</param>
internal sealed record TrendPage(
    int Schema, IReadOnlyList<SnapshotLensPart> Lenses, IReadOnlyList<SnapshotPolicy> Policies, IReadOnlyList<TrendDay> Days)
{
    public const int CurrentSchema = 1;

    public static TrendPage Empty { get; } = new(CurrentSchema, [], [], []);

    /// <summary>What a page of a day is called.</summary>
    public static string KeyOf(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <exception cref="NewerSnapshotException">A newer program wrote it.</exception>
    public static TrendPage Parse(string key, string body)
    {
        using (var json = JsonDocument.Parse(body))
        {
            var schema = json.RootElement.GetProperty("schema").GetInt32();
            if (schema > CurrentSchema)
            {
                throw NewerSnapshotException.Of($"What is known of {key}", schema, CurrentSchema);
            }
        }

        return JsonSerializer.Deserialize(body, HistoryJson.Default.TrendPage)!;
    }

    public string ToJson() => JsonSerializer.Serialize(this, HistoryJson.Default.TrendPage);

    /// <summary>The page with a day; of two on one day the later one stands.</summary>
    public TrendPage With(SnapshotSummary summary, SnapshotLensPart lens)
    {
        if (Days.Any(d => d.Day == summary.Day && d.TakenAt > summary.TakenAt))
        {
            return this;
        }

        var text = TextOf(lens);
        var lensAt = IndexOf(Lenses, l => string.Equals(TextOf(l), text, StringComparison.Ordinal));
        var policyAt = IndexOf(Policies, p => p == summary.Policy);
        var day = TrendDay.Of(summary, lensAt < 0 ? Lenses.Count : lensAt, policyAt < 0 ? Policies.Count : policyAt);
        return new(
            Schema,
            lensAt < 0 ? [.. Lenses, lens] : Lenses,
            policyAt < 0 ? [.. Policies, summary.Policy] : Policies,
            [.. Days.Where(d => d.Day != day.Day).Append(day).OrderBy(d => d.Day)]);
    }

    public IEnumerable<SnapshotSummary> Summaries()
    {
        SnapshotSummary[] lenses = [.. Lenses.Select(lens => SnapshotDocuments.Read(
            new(SnapshotDocument.CurrentSchema, default, lens, null, Policies[0], [], [])).Summary)];
        return Days.Select(d => lenses[d.Lens] with
        {
            TakenAt = d.TakenAt,
            Policy = Policies[d.Policy],
            Split = d.ToSplit(),
            StrategyVersion = d.StrategyVersion,
        });
    }

    private static string TextOf(SnapshotLensPart lens) => JsonSerializer.Serialize(lens, HistoryJson.Default.SnapshotLensPart);

    private static int IndexOf<T>(IReadOnlyList<T> all, Func<T, bool> isMeant)
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (isMeant(all[i]))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>The figures of one day. Efforts are in thousandths of the unit.</summary>
/// <param name="TakenAt">When they were worked out.</param>
/// <param name="Lens">Which lens of the page.</param>
/// <param name="Policy">Which policy of the page.</param>
/// <param name="StrategyVersion">The version of the strategy then in force; null where strategies had none.</param>
/// <param name="Efforts">The effort of each segment.</param>
/// <param name="Epics">How many epics name each segment.</param>
/// <param name="Unestimated">How many of those have no effort.</param>
/// <param name="Totals">Tagged, unassigned and unestimated epics.</param>
/// <param name="TotalEfforts">Tagged, unassigned and imputed effort.</param>
internal sealed record TrendDay(
    DateTimeOffset TakenAt,
    int Lens,
    int Policy,
    int? StrategyVersion,
    IReadOnlyList<long> Efforts,
    IReadOnlyList<int> Epics,
    IReadOnlyList<int> Unestimated,
    IReadOnlyList<int> Totals,
    IReadOnlyList<long> TotalEfforts)
{
    internal DateOnly Day => DateOnly.FromDateTime(TakenAt.UtcDateTime);

    public static TrendDay Of(SnapshotSummary summary, int lens, int policy)
    {
        var split = summary.Split;
        return new(
            summary.TakenAt,
            lens,
            policy,
            summary.StrategyVersion,
            [.. split.Segments.Select(s => s.Effort.Thousandths)],
            [.. split.Segments.Select(s => s.Epics)],
            [.. split.Segments.Select(s => s.Unestimated)],
            [split.Tagged, split.Unassigned, split.Unestimated],
            [split.TaggedEffort.Thousandths, split.UnassignedEffort.Thousandths, split.ImputedEffort.Thousandths]);
    }

    public Split ToSplit() => new(
        [.. Efforts.Select((effort, s) => new SegmentTotal(new(effort), Epics[s], Unestimated[s]))],
        Totals[0],
        Totals[1],
        Totals[2],
        new(TotalEfforts[0]),
        new(TotalEfforts[1]),
        new(TotalEfforts[2]));
}
