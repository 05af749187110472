using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>
/// The strategies of a lens over time: drafts, and published versions each of which holds from a day on until the next one does.
/// Immutable; every change gives a new timeline, and what was published is never changed.
/// </summary>
/// <param name="Versions">All versions in the order in which they were made.</param>
public sealed record StrategyTimeline(IReadOnlyList<StrategyVersion> Versions)
{
    /// <summary>A timeline without any strategy.</summary>
    public static StrategyTimeline Empty { get; } = new([]);

    /// <summary>Which strategy holds on a day.</summary>
    /// <param name="day">The day (UTC).</param>
    /// <returns>
    /// The published version with the latest first day that is not after it; of two with the same first day the one made later. Null
    /// before the first one.
    /// </returns>
    public StrategyVersion? InForceOn(DateOnly day) =>
        Versions.Where(v => v.IsPublished && v.ValidFrom <= day).OrderBy(v => v.ValidFrom).ThenBy(v => v.Version).LastOrDefault();

    /// <summary>Adds a draft, which holds on no day until it is published.</summary>
    /// <param name="lens">The lens it is for.</param>
    /// <param name="targets">The targets by segment key.</param>
    /// <param name="validFrom">The day (UTC) from which it is meant to hold.</param>
    /// <param name="author">Who made it.</param>
    /// <param name="reason">Why.</param>
    /// <exception cref="SchemeException">The targets cannot be; see <see cref="StrategyVersion.For"/>.</exception>
    public StrategyTimeline Draft(
        Lens lens, IReadOnlyDictionary<string, SegmentTarget> targets, DateOnly validFrom, string? author = null, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var number = Versions.Count == 0 ? 1 : Versions.Max(v => v.Version) + 1;
        StrategyVersion draft = new(number, validFrom, IsPublished: false, targets, author, reason);
        draft.For(lens);
        return new([.. Versions, draft]);
    }

    /// <summary>Gives a draft other targets or another first day.</summary>
    /// <param name="lens">The lens it is for.</param>
    /// <param name="version">The draft.</param>
    /// <param name="targets">The targets by segment key.</param>
    /// <param name="validFrom">The day (UTC) from which it is meant to hold.</param>
    /// <exception cref="SchemeException">There is no such draft, or the targets cannot be.</exception>
    public StrategyTimeline Revise(Lens lens, int version, IReadOnlyDictionary<string, SegmentTarget> targets, DateOnly validFrom)
    {
        var revised = DraftOf(version) with { Targets = targets, ValidFrom = validFrom };
        revised.For(lens);
        return With(revised);
    }

    /// <summary>Lets a draft hold from its first day on.</summary>
    /// <param name="lens">The lens as it is now: a segment may have been archived since the draft was made.</param>
    /// <param name="version">The draft.</param>
    /// <exception cref="SchemeException">There is no such draft, or its targets no longer fit the lens.</exception>
    public StrategyTimeline Publish(Lens lens, int version)
    {
        var draft = DraftOf(version);
        draft.For(lens);
        return With(draft with { IsPublished = true });
    }

    /// <summary>Takes a draft away. Its number is not given again as long as a later one is there.</summary>
    /// <param name="version">The draft.</param>
    /// <exception cref="SchemeException">There is no such draft.</exception>
    public StrategyTimeline Discard(int version)
    {
        var draft = DraftOf(version);
        return new([.. Versions.Where(v => v != draft)]);
    }

    private StrategyVersion DraftOf(int version) => Versions.FirstOrDefault(v => v.Version == version) switch
    {
        null => throw new SchemeException(string.Create(CultureInfo.InvariantCulture, $"There is no strategy {version}. Look at the list again.")),
        { IsPublished: true } => throw new SchemeException(string.Create(
            CultureInfo.InvariantCulture, $"Strategy {version} is published and stays as it is. Make a new draft and publish that.")),
        var draft => draft,
    };

    private StrategyTimeline With(StrategyVersion changed) => new([.. Versions.Select(v => v.Version == changed.Version ? changed : v)]);
}
