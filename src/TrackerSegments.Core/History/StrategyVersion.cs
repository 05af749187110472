namespace TrackerSegments.Core;

/// <summary>The targets of a lens from a day on. Immutable; segments are named by key, so that a new name or order changes nothing.</summary>
/// <param name="Version">Counts up from 1; a number is never given twice.</param>
/// <param name="ValidFrom">The first day (UTC) on which it holds.</param>
/// <param name="IsPublished">Whether it holds at all; else it is a draft.</param>
/// <param name="Targets">The targets by segment key; a segment that is not among them has none.</param>
/// <param name="Author">Who made it; null where nobody has said.</param>
/// <param name="Reason">Why, in a sentence; null where nobody has said.</param>
public sealed record StrategyVersion(
    int Version,
    DateOnly ValidFrom,
    bool IsPublished,
    IReadOnlyDictionary<string, SegmentTarget> Targets,
    string? Author = null,
    string? Reason = null)
{
    /// <summary>The targets in the order of a lens's segments.</summary>
    /// <param name="lens">The lens.</param>
    /// <returns>The strategy.</returns>
    /// <exception cref="SchemeException">
    /// A target above 0 is for an archived segment, one is for no segment at all, is out of range or too fine, or they do not add up to 100.
    /// </exception>
    public Strategy For(Lens lens)
    {
        ArgumentNullException.ThrowIfNull(lens);
        foreach (var (key, target) in Targets.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            if (SchemeSentences.NoTargetFor(lens, key, target) is { } refusal)
            {
                throw new SchemeException(refusal);
            }
        }

        return new([.. lens.Segments.Select(s => Targets.TryGetValue(s.Key, out var target) ? target : (SegmentTarget?)null)]);
    }
}
