using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.History;

namespace TrackerSegments.Service.Advice;

/// <summary>The fewest epics to defer or pull in so that every segment is within its tolerance. Nothing is written by it.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Lens">The lens.</param>
/// <param name="SchemeVersion">The version of its segments.</param>
/// <param name="AsOf">When the figures were worked out; not part of the hash.</param>
/// <param name="Unit">points, hours or epics.</param>
/// <param name="Outcome">alreadyAligned, found, impossible, notFound, noStrategy or notComparable.</param>
/// <param name="Sentence">What to do.</param>
/// <param name="Proof">What is proven about it.</param>
/// <param name="Moves">The moves, the largest effort first.</param>
/// <param name="Effort">The effort of all moves.</param>
/// <param name="AtLeast">No set with fewer moves does it; null where nothing is proven.</param>
/// <param name="Fewest">Whether it is proven that fewer moves are not enough.</param>
/// <param name="LeastEffort">Whether it is proven that no other set of as few moves has less effort.</param>
/// <param name="Before">How effort stands.</param>
/// <param name="After">How it would stand.</param>
/// <param name="Hash">SHA-256 of the canonical document without hash and asOf.</param>
internal sealed record MovesDocument(
    int Schema,
    LensPart Lens,
    int SchemeVersion,
    DateTimeOffset AsOf,
    string Unit,
    string Outcome,
    string Sentence,
    string Proof,
    IReadOnlyList<MovePart> Moves,
    decimal Effort,
    int? AtLeast,
    bool Fewest,
    bool LeastEffort,
    VerdictPart Before,
    VerdictPart After,
    string Hash) : IHashed<MovesDocument>
{
    public MovesDocument With(string hash) => this with { Hash = hash };

    public static MovesDocument Of(LensState state)
    {
        var report = state.Report;
        if (state.Backlog.Policy.UnitConflict is { } conflict)
        {
            return Nothing(state, "notComparable", conflict);
        }

        if (report.Strategy is not { } strategy)
        {
            return Nothing(state, "noStrategy", "There are no targets yet, so there is nothing to align with. Set targets first.");
        }

        var candidates = PlanCandidates.Of(state);
        var found = MoveSets.Find(candidates.Planned, candidates.Pool, strategy);
        var all = candidates.Planned.Concat(candidates.Pool).ToDictionary(e => e.Key, StringComparer.Ordinal);
        var names = EpicNames.Of(state);
        var moved = found.Moves.ToDictionary(m => m.Key, m => m.Kind, StringComparer.Ordinal);
        var after = candidates.Planned.Where(e => !moved.ContainsKey(e.Key)).Concat(candidates.Pool.Where(e => moved.ContainsKey(e.Key)));
        return Nothing(state, NameOf(found.Outcome), found.Sentence(state.Unit)) with
        {
            Proof = ProofOf(found),
            Moves = [.. found.Moves.Select(m => new MovePart(m.Kind == MoveKind.Defer ? "defer" : "pullIn", PlannedEpic.Of(all[m.Key], state.Lens, names)))],
            Effort = found.Effort.Units,
            AtLeast = found.Outcome == MoveOutcome.Impossible ? null : found.AtLeast,
            Fewest = found.IsFewest,
            LeastEffort = found.IsLeastEffort,
            Before = VerdictPart.Of(state.Lens, candidates.Planned, found.Before),
            After = VerdictPart.Of(state.Lens, after, found.After),
        };
    }

    private static MovesDocument Nothing(LensState state, string outcome, string sentence)
    {
        var report = state.Report;
        var stand = VerdictPart.Of(report.Lens, report.Split, report.Verdict);
        return new(
            Schema: 1,
            report.Document.Lens,
            report.Document.SchemeVersion,
            state.TakenAt,
            state.Unit,
            outcome,
            sentence,
            Proof: "",
            Moves: [],
            Effort: 0,
            AtLeast: null,
            Fewest: false,
            LeastEffort: false,
            stand,
            stand,
            Hash: "");
    }

    private static string NameOf(MoveOutcome outcome)
    {
        var name = outcome.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string ProofOf(MoveSet set) => set switch
    {
        { Outcome: MoveOutcome.AlreadyAligned } => "",
        { Outcome: MoveOutcome.Impossible } => "It is proven that no set of moves does it. Epics in progress and done are left where they are, and untagged ones change no share.",
        { Outcome: MoveOutcome.NotFound } => string.Create(
            CultureInfo.InvariantCulture, $"It is proven that fewer than {set.AtLeast:N0} moves are not enough; whether more are is not known."),
        { IsFewest: true, IsLeastEffort: true } => "It is proven that fewer moves are not enough, and that no other set of as few moves has less effort.",
        { IsFewest: true } => "It is proven that fewer moves are not enough; another set of as few may have less effort.",
        _ => string.Create(CultureInfo.InvariantCulture, $"It is proven that fewer than {set.AtLeast:N0} moves are not enough; a set between may be."),
    };
}

/// <summary>One move.</summary>
/// <param name="Kind">defer or pullIn.</param>
/// <param name="Epic">The epic.</param>
internal sealed record MovePart(string Kind, PlannedEpic Epic);
