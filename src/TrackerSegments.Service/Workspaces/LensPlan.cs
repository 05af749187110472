using TrackerSegments.Core;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Workspaces;

/// <summary>Decides which primary lens and strategy a workspace gets from what was asked for and from what it had before.</summary>
internal static class LensPlan
{
    /// <summary>Who changed what the command line says.</summary>
    public const string CommandLine = "command line";

    /// <summary>Who added segments that turned up.</summary>
    public const string Values = "values found";

    /// <param name="request">What the person asked for.</param>
    /// <param name="before">What the workspace had; null where it is new.</param>
    /// <param name="items">The items of the files; null where they are as they were and, without segments asked for, so is the lens.</param>
    /// <param name="now">When.</param>
    /// <exception cref="SchemeException">Segments or targets cannot be used; the message is for a person.</exception>
    /// <exception cref="UsageException">A target names no segment.</exception>
    public static LensDecision Decide(BacklogRequest request, WorkspaceSettings? before, IReadOnlyList<WorkItem>? items, DateTimeOffset now)
    {
        var epics = items is null ? null : RollUp.Compute(Backlog.Build(items), request.Policy);
        var decision = Decide(request, before, now, kept => kept is null
            ? OrTemplate(
                request.LensFor(epics ?? throw new InvalidOperationException("Without items there must be segments made of them before.")).Segments, request.SegmentField)
            : epics is null ? kept.Segments : Found(kept, epics, isStrict: true));
        return epics is null ? decision : decision with
        {
            Lenses = [.. decision.Lenses.Select(lens => decision.Note(lens, lens.IsSettled ? Extend(lens, epics, isComplete: true) : lens, Values, now))],
        };
    }

    /// <summary>
    /// The same for a tracker, whose items come while the workspace is open: without segments asked for there are those it had, then those that
    /// have a target. What else turns up is added by <see cref="Extend(WorkspaceSettings, IReadOnlyList{EpicEffort}, bool)"/>.
    /// </summary>
    /// <exception cref="SchemeException">Segments or targets cannot be used; the message is for a person.</exception>
    /// <exception cref="UsageException">A target names no segment.</exception>
    public static LensDecision DecideOpen(BacklogRequest request, WorkspaceSettings? before, DateTimeOffset now) => Decide(request, before, now, kept =>
    {
        kept ??= new(request.SegmentField, request.SegmentField, []);
        return SegmentList.Joined(kept, (request.Targets ?? []).Where(t => kept.IndexOfName(t.Name) < 0).Select(t => (t.Name, (IReadOnlyList<string>)[t.Name])));
    });

    /// <summary>
    /// The settings with a segment for every value that turned up in a tracker since. While the first reading runs they are in the
    /// order of effort so far; later, new ones come last, so that nothing moves below anybody's hand.
    /// </summary>
    public static WorkspaceSettings Extend(WorkspaceSettings settings, IReadOnlyList<EpicEffort> epics, bool isComplete)
    {
        if (settings.Connections.Count == 0)
        {
            return settings;
        }

        KeptLens[] lenses = [.. settings.Lenses.Select(lens => Extend(lens, epics, isComplete))];
        return lenses.Zip(settings.Lenses).All(pair => ReferenceEquals(pair.First, pair.Second)) ? settings : settings with { Lenses = lenses };
    }

    private static KeptLens Extend(KeptLens before, IReadOnlyList<EpicEffort> epics, bool isComplete)
    {
        if (!before.IsAuto)
        {
            return before;
        }

        var kept = before.ToLens();
        if (!before.IsSettled)
        {
            var targets = before.Strategies.SelectMany(s => s.Targets).Select(t => t.Segment).ToHashSet(StringComparer.Ordinal);
            kept = new(kept.Name, kept.Field, [.. kept.Segments.Where(s => targets.Contains(s.Key))], 1, kept.Key) { Kind = kept.Kind };
        }

        var segments = Found(kept, epics, isStrict: false);
        if (isComplete)
        {
            segments = OrTemplate(segments, kept.Field);
        }

        if (before.IsSettled && segments.Count == kept.Segments.Count)
        {
            return before;
        }

        var version = before.IsSettled ? kept.SchemeVersion + 1 : kept.SchemeVersion;
        return before.With(SegmentList.With(kept, segments, version), Values, default, reason: null) with { IsSettled = isComplete || before.IsSettled };
    }

    private static LensDecision Decide(BacklogRequest request, WorkspaceSettings? before, DateTimeOffset now, Func<Lens?, IReadOnlyList<Segment>> find)
    {
        var asked = AskedLens.Of(request);
        if (before is null)
        {
            var lens = new Lens(request.SegmentField, request.SegmentField, request.Segments is null ? find(null) : request.LensFor([]).Segments);
            var made = Aimed(new(lens.Key, lens.Name, lens.Field, 1, IsAuto: request.Segments is null, [.. lens.Segments.Select(s => KeptSegment.Of(s, []))]), request, now);
            return new([made], asked, [KeptChange.Of(null, made, CommandLine, now, reason: null)]);
        }

        var was = before.Lenses.FirstOrDefault(l => string.Equals(l.Field, request.SegmentField, StringComparison.OrdinalIgnoreCase)) ?? before.Lens;
        var last = before.Asked!;
        var isOther = !string.Equals(asked.Segments, last.Segments, StringComparison.Ordinal);
        var next = was;
        if (isOther && request.Segments is { } segments)
        {
            next = Replaced(was, segments, now) with { IsAuto = false };
        }
        else if (isOther && request.Files.Count > 0)
        {
            next = Replaced(was, find(null).Select(s => (s.Name, s.Values)), now) with { IsAuto = true };
        }
        else if (isOther || was.IsAuto)
        {
            var kept = was.ToLens();
            next = was.With(SegmentList.With(kept, find(kept)), Values, now, reason: null) with { IsAuto = true };
        }

        if (request.Targets is not null && (isOther || !string.Equals(asked.Targets, last.Targets, StringComparison.Ordinal)))
        {
            next = Aimed(next, request, now);
        }

        var decision = new LensDecision([], asked with { Targets = asked.Targets ?? last.Targets }, []);
        var noted = decision.Note(was, next, isOther ? CommandLine : Values, now);
        return decision with { Lenses = [.. before.Lenses.Select(l => l == was ? noted : l)] };
    }

    /// <summary>Where nobody has tagged anything yet, there is something to begin with, as a newcomer expects.</summary>
    private static IReadOnlyList<Segment> OrTemplate(IReadOnlyList<Segment> found, string field) =>
        found.Count > 0 ? found : LensTemplate.All[0].ToLens(field).Segments;

    /// <summary>What epics carry beside what is known; nothing new where it is too much for a lens, unless that is an error.</summary>
    private static IReadOnlyList<Segment> Found(Lens kept, IReadOnlyList<EpicEffort> epics, bool isStrict)
    {
        try
        {
            var found = LensBuilder.FromValues(kept.Name, kept.Field, epics).Segments;
            return SegmentList.Joined(kept, found.Where(s => kept.IndexOfValue(s.Values[0]) < 0 && !kept.IsRetired(s.Values[0])).Select(s => (s.Name, s.Values)));
        }
        catch (SchemeException) when (!isStrict)
        {
            return kept.Segments;
        }
    }

    /// <summary>
    /// The lens with the segments that were named and no others: those it had keep their keys and what is known of them, and those that are
    /// not named any more are archived.
    /// </summary>
    private static KeptLens Replaced(KeptLens was, IEnumerable<(string Name, IReadOnlyList<string> Values)> named, DateTimeOffset now)
    {
        var lens = was.ToLens();
        return was.With(SegmentList.Replaced(lens, [.. named]), CommandLine, now, reason: null);
    }

    /// <summary>The lens with the targets that were named in force from today on, unless they are already.</summary>
    private static KeptLens Aimed(KeptLens lens, BacklogRequest request, DateTimeOffset now)
    {
        var scheme = lens.ToLens();
        if (request.StrategyFor(scheme) is not { } strategy)
        {
            return lens;
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (lens.StrategyOn(today, scheme) is { } current && current.Targets.SequenceEqual(strategy.Targets))
        {
            return lens;
        }

        var targets = scheme.Segments.Zip(strategy.Targets).Where(t => t.Second is not null)
            .Select(t => new KeptTarget(t.First.Key, t.Second!.Value.Share, t.Second.Value.Tolerance));
        var version = lens.Strategies.Count == 0 ? 1 : lens.Strategies.Max(s => s.Version) + 1;
        return lens with { Strategies = [.. lens.Strategies, new(version, today, IsPublished: true, CommandLine, now, Reason: null, [.. targets])] };
    }
}

/// <summary>The lenses of a workspace as they are to be.</summary>
/// <param name="Lenses">The lenses, the primary one first.</param>
/// <param name="Asked">What was asked for.</param>
/// <param name="History">What changed.</param>
internal sealed record LensDecision(IReadOnlyList<KeptLens> Lenses, AskedLens Asked, List<KeptChange> History)
{
    /// <summary>Takes a lens as it is to be, with a version where its scheme is another one.</summary>
    public KeptLens Note(KeptLens before, KeptLens after, string author, DateTimeOffset at)
    {
        if (after.SchemeVersion != before.SchemeVersion)
        {
            History.Add(KeptChange.Of(before, after, author, at, reason: null));
        }

        return after;
    }
}
