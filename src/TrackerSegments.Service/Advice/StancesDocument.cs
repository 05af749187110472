using TrackerSegments.Core;
using TrackerSegments.Service.History;

namespace TrackerSegments.Service.Advice;

/// <summary>What epics do to the stakeholders of a lens.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Lens">The lens.</param>
/// <param name="SchemeVersion">The version of its segments.</param>
/// <param name="AsOf">When the figures were worked out; not part of the hash.</param>
/// <param name="Unit">points, hours or epics.</param>
/// <param name="Epics">The epics of which anything is kept, by key, also those that are not in scope.</param>
/// <param name="OpenConflicts">How many epics in scope help one and harm another, and nobody has settled it.</param>
/// <param name="Hash">SHA-256 of the canonical document without hash and asOf.</param>
internal sealed record StancesDocument(
    int Schema,
    LensPart Lens,
    int SchemeVersion,
    DateTimeOffset AsOf,
    string Unit,
    IReadOnlyList<StancesPart> Epics,
    int OpenConflicts,
    string Hash) : IHashed<StancesDocument>
{
    public StancesDocument With(string hash) => this with { Hash = hash };

    /// <param name="state">The lens.</param>
    /// <param name="all">What is kept of its epics.</param>
    public static StancesDocument Of(LensState state, IReadOnlyList<StoredStances> all)
    {
        var document = state.Report.Document;
        var names = EpicNames.Of(state);
        return new(
            Schema: 1,
            document.Lens,
            document.SchemeVersion,
            state.TakenAt,
            state.Unit,
            [.. all.OrderBy(s => s.Stances.Epic, StringComparer.Ordinal).Select(s => StancesPart.Of(s, state.Lens, names))],
            KeptStances.Fill(state, all).Conflicts.Count(c => c.IsOpen),
            Hash: "");
    }
}

/// <summary>What one epic does to stakeholders.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">Its title; null where it is not there any more.</param>
/// <param name="Url">Where it is in the tracker, where that is known.</param>
/// <param name="Stances">The stances by stakeholder.</param>
/// <param name="Conflict">Whether it helps one and harms another, of those that are there.</param>
/// <param name="Note">How that is settled; null where it is not.</param>
/// <param name="Tag">What a change of it is made from (If-Match).</param>
internal sealed record StancesPart(
    string Key, string? Title, string? Url, IReadOnlyList<StancePart> Stances, bool Conflict, EpicNote? Note, string Tag)
{
    public static StancesPart Of(StoredStances stored, Lens lens, EpicNames names) => new(
        stored.Stances.Epic,
        names.TitleOf(stored.Stances.Epic),
        names.UrlOf(stored.Stances.Epic),
        stored.Stances.Stances,
        stored.Stances.In(lens).IsConflict,
        stored.Stances.Note,
        stored.Tag);
}
