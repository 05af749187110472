using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Trackers;

/// <summary>One change of the segment field in the history of an item.</summary>
/// <param name="AuthorId">Who made it, as the tracker tells accounts apart; null where it does not say.</param>
/// <param name="Author">The author's display name.</param>
/// <param name="At">When, by the tracker's clock.</param>
/// <param name="FromTexts">The values before it; of a history that tells single values, only those that went.</param>
/// <param name="ToTexts">The values after it; of such a history, only those that came.</param>
internal record FieldChange(
    string? AuthorId, string? Author, DateTimeOffset? At, IReadOnlyList<string> FromTexts, IReadOnlyList<string> ToTexts)
{
    public IReadOnlyList<string> Added => ValueSet.Difference(FromTexts, ToTexts).Added;

    public IReadOnlyList<string> Removed => ValueSet.Difference(FromTexts, ToTexts).Removed;

    public ForeignChange ToForeign() => new(Author, At, FromTexts, ToTexts);
}
