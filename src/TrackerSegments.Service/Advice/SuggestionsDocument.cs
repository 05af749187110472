using TrackerSegments.Core;
using TrackerSegments.Service.History;

namespace TrackerSegments.Service.Advice;

/// <summary>The rules of a lens, and what they would do. Nothing is written until a person accepts it, by changing the segments of the epics.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Lens">The lens.</param>
/// <param name="SchemeVersion">The version of its segments.</param>
/// <param name="AsOf">When the figures were worked out; not part of the hash.</param>
/// <param name="Unit">points, hours or epics.</param>
/// <param name="Rules">The rules, the one that decides first.</param>
/// <param name="Problem">Why the rules cannot be used any more, as after a change of the scheme; null where they can.</param>
/// <param name="Suggested">Epics without a segment and what the rules suggest, in key order, at most 1,000.</param>
/// <param name="SuggestedCount">How many there are in all.</param>
/// <param name="Differing">Epics with other segments than the rules suggest; they stay as they are. At most 1,000.</param>
/// <param name="DifferingCount">How many there are in all.</param>
/// <param name="AgreeingCount">How many epics have the segment that the rules suggest.</param>
/// <param name="UnmatchedCount">How many epics without a segment no rule speaks of.</param>
/// <param name="Sentence">What accepting every suggestion would do to the figures.</param>
/// <param name="Before">How effort stands.</param>
/// <param name="After">How it would stand with every suggestion accepted.</param>
/// <param name="Hash">SHA-256 of the canonical document without hash and asOf.</param>
internal sealed record SuggestionsDocument(
    int Schema,
    LensPart Lens,
    int SchemeVersion,
    DateTimeOffset AsOf,
    string Unit,
    IReadOnlyList<RulePart> Rules,
    string? Problem,
    IReadOnlyList<SuggestionPart> Suggested,
    int SuggestedCount,
    IReadOnlyList<SuggestionPart> Differing,
    int DifferingCount,
    int AgreeingCount,
    int UnmatchedCount,
    string Sentence,
    VerdictPart Before,
    VerdictPart After,
    string Hash) : IHashed<SuggestionsDocument>
{
    public SuggestionsDocument With(string hash) => this with { Hash = hash };

    public static SuggestionsDocument Of(LensState state, IReadOnlyList<RulePart> rules)
    {
        try
        {
            return Of(state, rules, Suggestions.Preview(state.View, [.. rules.Select(r => r.ToRule())], state.Report.Strategy), null);
        }
        catch (SchemeException failure)
        {
            // The scheme has changed since: the rules are shown as they are, and nothing comes of them.
            return Of(state, rules, Suggestions.Preview(state.View, [], state.Report.Strategy), failure.Message);
        }
    }

    private static SuggestionsDocument Of(LensState state, IReadOnlyList<RulePart> rules, SuggestionPreview preview, string? problem)
    {
        var document = state.Report.Document;
        return new(
            Schema: 1,
            document.Lens,
            document.SchemeVersion,
            state.TakenAt,
            state.Unit,
            rules,
            problem,
            Parts(state, preview.Suggested),
            preview.Suggested.Count,
            Parts(state, preview.Differing),
            preview.Differing.Count,
            preview.Agreeing.Count,
            preview.Unmatched.Count,
            preview.Effect.Sentence(state.Lens),
            VerdictPart.Of(state.Lens, preview.Effect.SplitBefore, preview.Effect.Before),
            VerdictPart.Of(state.Lens, preview.Effect.SplitAfter, preview.Effect.After),
            Hash: "");
    }

    private static SuggestionPart[] Parts(LensState state, IReadOnlyList<Suggestion> suggestions) =>
        [.. suggestions.Take(Finding.MaxItems).Select(s => (s, state.Backlog.Find(s.Key)!.Value.Epic)).Select(p => new SuggestionPart(
            p.s.Key,
            p.Epic.Item.Title,
            EpicNames.UrlOf(p.Epic.Item),
            p.Epic.Item.Revision,
            p.Epic.Effort?.Units,
            p.s.Segment,
            p.s.Rule,
            p.s.Others))];
}

/// <summary>A segment suggested for an epic.</summary>
/// <param name="Key">The epic's key.</param>
/// <param name="Title">Its title.</param>
/// <param name="Url">Where it is in the tracker, where that is known.</param>
/// <param name="Revision">What a change of it is made from.</param>
/// <param name="Effort">Its effort; null where it is unestimated.</param>
/// <param name="Segment">The key of the segment.</param>
/// <param name="Rule">The name of the rule that suggests it.</param>
/// <param name="Others">The keys of segments that later rules would suggest.</param>
internal sealed record SuggestionPart(
    string Key, string Title, string? Url, string Revision, decimal? Effort, string Segment, string Rule, IReadOnlyList<string> Others);
