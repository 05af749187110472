using TrackerSegments.Core;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>What a change of a scheme did, or in a dry run would do.</summary>
/// <param name="Written">Whether anything was kept.</param>
/// <param name="Scheme">The scheme after it.</param>
/// <param name="Before">How effort stood before.</param>
/// <param name="Alignment">How it stands after.</param>
/// <param name="EpicCount">How many epics count for other segments than before.</param>
/// <param name="Epics">Those with the most effort, at most 100.</param>
internal sealed record SchemeWritten(
    bool Written, SchemeDocument Scheme, VerdictBefore Before, AlignmentDocument Alignment, int EpicCount, IReadOnlyList<MovedEpic> Epics);

/// <summary>How effort stood before.</summary>
internal sealed record VerdictBefore(double? Index, string State, string Headline);

/// <summary>An epic that counts for other segments than before.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">Its title.</param>
/// <param name="Effort">Its effort; null where it is unestimated.</param>
/// <param name="From">The names of the segments before; none where it was unassigned.</param>
/// <param name="To">The names of the segments after.</param>
internal sealed record MovedEpic(string Key, string Title, decimal? Effort, IReadOnlyList<string> From, IReadOnlyList<string> To);

/// <summary>Works out what a change of a scheme does to the figures.</summary>
internal static class SchemeEffect
{
    private const int MostListed = 100;

    public static SchemeWritten Of(bool isWritten, SchemeDocument scheme, KeptLens before, KeptLens after, LensDocuments now)
    {
        var (from, to) = (now.Through(before).Backlog.Report, now.Through(after).Backlog.Report);
        MovedEpic[] moved =
        [
            .. from.Epics.Zip(to.Epics)
                .Where(pair => !Keys(pair.First, from.Lens).SequenceEqual(Keys(pair.Second, to.Lens), StringComparer.Ordinal))
                .OrderByDescending(pair => pair.Second.Epic.Effort?.Thousandths ?? -1).ThenBy(pair => pair.Second.Epic.Item.Key, StringComparer.Ordinal)
                .Select(pair => new MovedEpic(
                    pair.Second.Epic.Item.Key, pair.Second.Epic.Item.Title, pair.Second.Epic.Effort?.Units, NamesOf(pair.First, from.Lens), NamesOf(pair.Second, to.Lens))),
        ];
        var alignment = from.Document.Alignment;
        return new(
            isWritten, scheme, new(alignment.Index, alignment.State, from.Document.Headline), to.Document, moved.Length, [.. moved.Take(MostListed)]);
    }

    private static IEnumerable<string> Keys(TaggedEpic epic, Lens lens) =>
        Enumerable.Range(0, epic.Segments.Count).Select(i => lens.Segments[epic.Segments[i].Segment].Key).Order(StringComparer.Ordinal);

    private static IReadOnlyList<string> NamesOf(TaggedEpic epic, Lens lens) =>
        [.. Enumerable.Range(0, epic.Segments.Count).Select(i => lens.Segments[epic.Segments[i].Segment].Name)];
}
