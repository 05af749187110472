using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.History;

namespace TrackerSegments.Service.Advice;

/// <summary>The epics without a segment that the verdict depends on most.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Lens">The lens.</param>
/// <param name="SchemeVersion">The version of its segments.</param>
/// <param name="AsOf">When the figures were worked out; not part of the hash.</param>
/// <param name="Unit">points, hours or epics.</param>
/// <param name="Sentence">Which to tag first, and why.</param>
/// <param name="Epics">The epics, those with the largest swing first, at most 1,000.</param>
/// <param name="EpicCount">How many there are in all.</param>
/// <param name="Hash">SHA-256 of the canonical document without hash and asOf.</param>
internal sealed record NextDocument(
    int Schema,
    LensPart Lens,
    int SchemeVersion,
    DateTimeOffset AsOf,
    string Unit,
    string Sentence,
    IReadOnlyList<NextEpic> Epics,
    int EpicCount,
    string Hash) : IHashed<NextDocument>
{
    public NextDocument With(string hash) => this with { Hash = hash };

    public static NextDocument Of(LensState state)
    {
        var report = state.Report;
        var next = TagNext.Of(report.Epics, report.Split, report.Strategy);
        var names = EpicNames.Of(state);
        return new(
            Schema: 1,
            report.Document.Lens,
            report.Document.SchemeVersion,
            state.TakenAt,
            state.Unit,
            SentenceOf(state, next),
            [.. next.Take(Finding.MaxItems).Select(e => new NextEpic(
                e.Key,
                names.TitleOf(e.Key),
                names.UrlOf(e.Key),
                state.Backlog.Find(e.Key)!.Value.Epic.Item.Revision,
                e.Effort.Units,
                e.Swing,
                e.TipsVerdict,
                [.. e.TipsSegments.Select(s => state.Lens.Segments[s].Key)]))],
            next.Count,
            Hash: "");
    }

    private static string SentenceOf(LensState state, IReadOnlyList<TagNext> next)
    {
        if (next is not [var first, ..])
        {
            return "Every epic with effort has a segment.";
        }

        if (first.Swing is not { } swing)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Tag {first.Key} first: it is the largest without a segment ({first.Effort} {state.Unit}).");
        }

        string[] tips =
        [
            .. first.TipsSegments.Select(s => state.Lens.Segments[s].Name),
            .. first.TipsVerdict ? (string[])["the verdict"] : [],
        ];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Tag {first.Key} first: alone it can move the index by {swing:0.#} points{(tips.Length == 0 ? "" : $" and tip {string.Join(", ", tips)}")}.");
    }
}

/// <summary>An epic to tag.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">Its title.</param>
/// <param name="Url">Where it is in the tracker, where that is known.</param>
/// <param name="Revision">What a change of it is made from.</param>
/// <param name="Effort">Its effort.</param>
/// <param name="Swing">How far apart the best and the worst index are that tagging it alone can give; null without a strategy.</param>
/// <param name="TipsVerdict">Whether it alone can change the state of the whole.</param>
/// <param name="TipsSegments">The keys of the segments whose state it alone can change.</param>
internal sealed record NextEpic(
    string Key, string? Title, string? Url, string Revision, decimal Effort, double? Swing, bool TipsVerdict, IReadOnlyList<string> TipsSegments);
