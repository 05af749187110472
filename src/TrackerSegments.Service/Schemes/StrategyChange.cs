using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>Carries out wishes about strategies.</summary>
internal static class StrategyChange
{
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2099, 12, 31);

    /// <summary>Makes or revises a draft, and publishes it where that is wished for.</summary>
    /// <exception cref="SchemeException">It cannot be; the message is for a person.</exception>
    public static KeptLens Apply(KeptLens before, StrategyWish wish, string author, DateTimeOffset at)
    {
        var (lens, timeline) = (before.ToLens(), before.ToTimeline());
        var draft = wish.Version is { } number ? timeline.Versions.FirstOrDefault(v => v.Version == number) : null;
        var targets = wish.Targets is { } wished ? Targets(wished, lens) : draft?.Targets;
        var from = wish.ValidFrom is { } text ? Day(text) : draft?.ValidFrom ?? DateOnly.FromDateTime(at.UtcDateTime);
        var reason = SchemeText.Line(wish.Reason, "The reason");
        if (targets is null)
        {
            throw new SchemeException("A strategy needs targets. Name the segments with the share that each should get.");
        }

        var changed = wish.Version is { } version
            ? timeline.Revise(lens, version, targets, from)
            : timeline.Draft(lens, targets, from, author, reason);
        var last = wish.Version ?? changed.Versions[^1].Version;
        if (wish.Publish)
        {
            changed = changed.Publish(lens, last);
        }

        var kept = before.Strategies.ToDictionary(s => s.Version);
        return before.With(changed, v => v.Version == last
            ? KeptStrategy.Of(v, lens, at) with { Author = author, Reason = reason ?? v.Reason }
            : kept[v.Version]);
    }

    /// <summary>Takes a draft away.</summary>
    /// <exception cref="SchemeException">There is no such draft.</exception>
    public static KeptLens Discard(KeptLens before, int version)
    {
        before.ToTimeline().Discard(version);
        return before with { Strategies = [.. before.Strategies.Where(s => s.Version != version)] };
    }

    /// <summary>Makes the strategies what a file says. What was published here has to be in it as it is.</summary>
    /// <exception cref="SchemeException">They cannot be; the message is for a person.</exception>
    public static KeptLens Import(KeptLens before, IReadOnlyList<KeptStrategy> wished)
    {
        var lens = before.ToLens();
        foreach (var published in before.Strategies.Where(s => s.IsPublished))
        {
            var same = wished.FirstOrDefault(s => s.Version == published.Version);
            if (same is null || !IsSame(same, published))
            {
                throw new SchemeException(string.Create(
                    CultureInfo.InvariantCulture, $"Strategy {published.Version} is published here and stays as it is; the file {(same is null ? "leaves it out" : "says something else")}."));
            }
        }

        if (wished.GroupBy(s => s.Version).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new SchemeException(string.Create(CultureInfo.InvariantCulture, $"Strategy {twice.Key} stands twice. Keep one."));
        }

        foreach (var strategy in wished.Where(s => before.Strategies.All(known => known.Version != s.Version || !known.IsPublished)))
        {
            if (strategy.Version is < 1 or > 1_000_000)
            {
                throw new SchemeException("The number of a strategy is 1 or more.");
            }

            Refuse(strategy.ValidFrom);
            try
            {
                strategy.ToVersion().For(lens);
            }
            catch (SchemeException failure)
            {
                throw new SchemeException(string.Create(CultureInfo.InvariantCulture, $"Strategy {strategy.Version}: {failure.Message}"));
            }
        }

        return before with { Strategies = [.. wished.OrderBy(s => s.Version)] };
    }

    private static bool IsSame(KeptStrategy left, KeptStrategy right) =>
        left with { Targets = right.Targets } == right && left.Targets.SequenceEqual(right.Targets);

    private static Dictionary<string, SegmentTarget> Targets(IReadOnlyList<WishedTarget> wished, Lens lens)
    {
        Dictionary<string, SegmentTarget> targets = new(StringComparer.Ordinal);
        foreach (var target in wished)
        {
            if (target is null)
            {
                throw new SchemeException("A target is null. Leave it out.");
            }

            if (!targets.TryAdd(target.Segment, new(target.Target, target.Tolerance ?? SegmentTarget.DefaultTolerance)))
            {
                var name = lens.IndexOfKey(target.Segment) is >= 0 and var index ? lens.Segments[index].Name : SchemeText.Short(target.Segment);
                throw new SchemeException($"{name} has two targets. Give each segment one.");
            }
        }

        return targets;
    }

    /// <summary>A day, or the first day of a quarter.</summary>
    private static DateOnly Day(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return Refuse(day);
        }

        return text is [_, _, _, _, '-', 'Q', >= '1' and <= '4'] && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0
            ? Refuse(new(year, (3 * (text[^1] - '1')) + 1, 1))
            : throw new SchemeException($"\"{SchemeText.Short(text)}\" is no first day: write it as 2026-10-01, or as a quarter, 2026-Q4.");
    }

    private static DateOnly Refuse(DateOnly day) => day >= Earliest && day <= Latest
        ? day
        : throw new SchemeException(string.Create(CultureInfo.InvariantCulture, $"A strategy holds from a day between {Earliest:yyyy-MM-dd} and {Latest:yyyy-MM-dd}."));
}
