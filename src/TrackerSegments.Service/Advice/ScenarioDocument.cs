using System.Text.Json.Serialization;
using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.History;

namespace TrackerSegments.Service.Advice;

/// <summary>What somebody thinks of doing. Nothing is written by it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ScenarioWish
{
    public const int MaxKeys = 10_000;

    /// <summary>The key of the lens; null for the primary one.</summary>
    public string? Lens { get; init; }

    /// <summary>By epic the keys of the segments it would have; none makes it unassigned.</summary>
    // Not init: generated readers set every init property, also where the body leaves it out.
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tags { get; set; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>The keys of epics that would leave the plan.</summary>
    public IReadOnlyList<string> Deferred { get; set; } = [];

    /// <summary>The keys of epics that would come into it.</summary>
    public IReadOnlyList<string> PulledIn { get; set; } = [];

    /// <summary>Why it cannot be looked at; null where it can.</summary>
    public Refusal? Refuse(Lens lens)
    {
        if (Tags.Count + Deferred.Count + PulledIn.Count > MaxKeys)
        {
            return AdviceRefusals.TooManyKeys(MaxKeys);
        }

        string?[] unknown = [.. Tags.Values.SelectMany(segments => segments ?? [null!]).Where(s => s is null || lens.IndexOfKey(s) < 0)];
        return unknown.Length == 0 ? null : EditRefusals.UnknownSegment(unknown[0], lens);
    }
}

/// <summary>What that would do to the figures.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Lens">The lens.</param>
/// <param name="SchemeVersion">The version of its segments.</param>
/// <param name="AsOf">When the figures were worked out; not part of the hash.</param>
/// <param name="Unit">points, hours or epics.</param>
/// <param name="Sentence">The effect.</param>
/// <param name="Changed">The keys of the segments whose state would change.</param>
/// <param name="Unknown">Keys in the request that are no epic they could mean; they have no effect.</param>
/// <param name="Before">How effort stands.</param>
/// <param name="After">How it would stand.</param>
/// <param name="Hash">SHA-256 of the canonical document without hash and asOf.</param>
internal sealed record ScenarioDocument(
    int Schema,
    LensPart Lens,
    int SchemeVersion,
    DateTimeOffset AsOf,
    string Unit,
    string Sentence,
    IReadOnlyList<string> Changed,
    IReadOnlyList<string> Unknown,
    VerdictPart Before,
    VerdictPart After,
    string Hash) : IHashed<ScenarioDocument>
{
    public ScenarioDocument With(string hash) => this with { Hash = hash };

    /// <param name="state">The lens.</param>
    /// <param name="wish">A wish that is not refused.</param>
    public static ScenarioDocument Of(LensState state, ScenarioWish wish)
    {
        var pulled = wish.PulledIn.ToHashSet(StringComparer.Ordinal);
        TaggedEpic[] outside = pulled.Count == 0 ? [] : [.. PlanCandidates.Outside(state).Where(e => pulled.Contains(e.Epic.Item.Key))];
        var effect = ScenarioEffect.Of(state.Lens, state.Report.Epics, state.Report.Strategy, new()
        {
            Tags = wish.Tags.ToDictionary(
                t => t.Key, t => SegmentSet.Equal([.. t.Value.Select(state.Lens.IndexOfKey)]), StringComparer.Ordinal),
            Deferred = wish.Deferred.ToHashSet(StringComparer.Ordinal),
            PulledIn = outside,
        });
        var found = outside.Select(e => e.Epic.Item.Key).ToHashSet(StringComparer.Ordinal);
        var document = state.Report.Document;
        return new(
            Schema: 1,
            document.Lens,
            document.SchemeVersion,
            state.TakenAt,
            state.Unit,
            effect.Sentence(state.Lens),
            [.. effect.Changed.Select(s => state.Lens.Segments[s].Key)],
            [.. effect.Unknown.Concat(pulled.Where(key => !found.Contains(key))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            VerdictPart.Of(state.Lens, effect.SplitBefore, effect.Before),
            VerdictPart.Of(state.Lens, effect.SplitAfter, effect.After),
            Hash: "");
    }
}
