using TrackerSegments.Core;

namespace TrackerSegments.Service.Workspaces;

/// <summary>A lens with its targets, as a workspace keeps it. It is auto where its segments were made of the values found.</summary>
internal sealed record LensSettings(
    string Key,
    string Name,
    string Field,
    int SchemeVersion,
    bool IsAuto,
    IReadOnlyList<SegmentSettings> Segments)
{
    public static LensSettings Of(Lens lens, Strategy? strategy, bool isAuto) => new(
        lens.Key,
        lens.Name,
        lens.Field,
        lens.SchemeVersion,
        isAuto,
        [.. lens.Segments.Select((s, i) => new SegmentSettings(
            s.Key, s.Name, s.Color, s.Values, strategy?.Targets[i]?.Share, strategy?.Targets[i]?.Tolerance))]);

    public Lens ToLens() =>
        new(Name, Field, [.. Segments.Select(s => new Segment(s.Key, s.Name, s.Color, s.Values))], SchemeVersion, Key);

    public Strategy? ToStrategy() => Segments.All(s => s.Target is null)
        ? null
        : new([.. Segments.Select(s => s.Target is { } target
            ? new SegmentTarget(target, s.Tolerance ?? SegmentTarget.DefaultTolerance)
            : (SegmentTarget?)null)]);
}

/// <summary>A segment as a workspace keeps it; target and tolerance in percent and percentage points.</summary>
internal sealed record SegmentSettings(
    string Key, string Name, string Color, IReadOnlyList<string> Values, decimal? Target, decimal? Tolerance);
