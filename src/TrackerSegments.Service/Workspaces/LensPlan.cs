using TrackerSegments.Core;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Workspaces;

/// <summary>Decides which lens and strategy a workspace gets from what was asked for and from what it had before.</summary>
internal static class LensPlan
{
    /// <param name="request">What the person asked for.</param>
    /// <param name="before">What the workspace had; null where it is new.</param>
    /// <param name="items">The items of the files; null where they are as they were and, without segments asked for, so is the lens.</param>
    /// <exception cref="SchemeException">Segments or targets cannot be used; the message is for a person.</exception>
    /// <exception cref="UsageException">A target names no segment.</exception>
    public static LensSettings Decide(BacklogRequest request, LensSettings? before, IReadOnlyList<WorkItem>? items)
    {
        return Settle(request, before, request.Segments is null ? Found(request, before, items) : request.LensFor([]).Segments);
    }

    /// <summary>
    /// The same for a tracker, whose items come while the workspace is open: without segments asked for there are those it had, then those that
    /// have a target. What else turns up is added by <see cref="Extend"/>.
    /// </summary>
    /// <exception cref="SchemeException">Segments or targets cannot be used; the message is for a person.</exception>
    public static LensSettings DecideOpen(BacklogRequest request, LensSettings? before)
    {
        if (request.Segments is not null)
        {
            return Settle(request, before, request.LensFor([]).Segments);
        }

        var kept = before is { IsAuto: true } ? before.ToLens() : new(request.SegmentField, request.SegmentField, []);
        var named = LensBuilder.Segments((request.Targets ?? []).Select(t => (t.Name, (IReadOnlyList<string>)[t.Name])));
        return Settle(request, before, Joined(kept, [.. named.Where(s => kept.IndexOfName(s.Name) < 0)]));
    }

    private static LensSettings Settle(BacklogRequest request, LensSettings? before, IReadOnlyList<Segment> segments)
    {
        var version = before?.SchemeVersion ?? 1;
        if (before is not null && !IsSame(segments, before.ToLens().Segments))
        {
            version++;
        }

        var lens = new Lens(request.SegmentField, request.SegmentField, segments, version);
        var strategy = request.Targets is null ? Carried(lens, before) : request.StrategyFor(lens);
        return LensSettings.Of(lens, strategy, isAuto: request.Segments is null);
    }

    /// <summary>
    /// The settings with a segment for every value that turned up in a tracker since. While the first reading runs they are in the
    /// order of effort so far; later, new ones come last, so that nothing moves below anybody's hand.
    /// </summary>
    public static WorkspaceSettings Extend(WorkspaceSettings settings, IReadOnlyList<EpicEffort> epics, bool isComplete)
    {
        if (settings is not { Connections.Count: > 0, Lens: { IsAuto: true } before })
        {
            return settings;
        }

        var kept = before.ToLens();
        if (!settings.IsLensSettled)
        {
            kept = new(kept.Name, kept.Field, [.. kept.Segments.Where((_, i) => before.Segments[i].Target is not null)], 1, kept.Key);
        }

        var segments = Joined(kept, Found(kept, epics));
        var version = settings.IsLensSettled && segments.Count > kept.Segments.Count ? kept.SchemeVersion + 1 : kept.SchemeVersion;
        var lens = new Lens(kept.Name, kept.Field, segments, version, kept.Key);
        return settings with { Lens = LensSettings.Of(lens, Carried(lens, before), isAuto: true), IsLensSettled = isComplete };
    }

    /// <summary>What epics carry; nothing new where it is too much for a lens: that is a finding then, and no reason to fail.</summary>
    private static IReadOnlyList<Segment> Found(Lens kept, IReadOnlyList<EpicEffort> epics)
    {
        try
        {
            return LensBuilder.FromValues(kept.Name, kept.Field, epics).Segments;
        }
        catch (SchemeException)
        {
            return [];
        }
    }

    private static IReadOnlyList<Segment> Joined(Lens kept, IReadOnlyList<Segment> found)
    {
        List<(string Name, IReadOnlyList<string> Values)> segments =
        [
            .. kept.Segments.Select(s => (s.Name, s.Values)),
            .. found.Where(s => kept.IndexOfValue(s.Values[0]) < 0).Select(s => (s.Name, s.Values)),
        ];
        return LensBuilder.Segments(segments.Take(Lens.MaxSegments));
    }

    /// <summary>
    /// One segment for each value. Those a workspace has already stay, in their order, also where edits left no epic with the value.
    /// </summary>
    private static IReadOnlyList<Segment> Found(BacklogRequest request, LensSettings? before, IReadOnlyList<WorkItem>? items)
    {
        var kept = before is { IsAuto: true } ? before.ToLens() : null;
        if (items is null)
        {
            return kept?.Segments ?? throw new InvalidOperationException("Without items there must be segments made of them before.");
        }

        var found = request.LensFor(RollUp.Compute(Backlog.Build(items), request.Policy)).Segments;
        return kept is null ? found : Joined(kept, found);
    }

    /// <summary>The targets a workspace had, where every segment with a target is still there.</summary>
    private static Strategy? Carried(Lens lens, LensSettings? before)
    {
        var targets = new SegmentTarget?[lens.Segments.Count];
        var carried = 0;
        foreach (var segment in before?.Segments.Where(s => s.Target is not null) ?? [])
        {
            var index = lens.IndexOfKey(segment.Key);
            if (index < 0)
            {
                return null;
            }

            targets[index] = new(segment.Target!.Value, segment.Tolerance ?? SegmentTarget.DefaultTolerance);
            carried++;
        }

        return carried == 0 ? null : new Strategy(targets);
    }

    private static bool IsSame(IReadOnlyList<Segment> left, IReadOnlyList<Segment> right) =>
        left.Select(Text).SequenceEqual(right.Select(Text), StringComparer.Ordinal);

    private static string Text(Segment segment) => string.Join('\n', [segment.Key, segment.Name, .. segment.Values]);
}
