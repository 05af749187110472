using TrackerSegments.Core;

namespace TrackerSegments.Service.Workspaces;

/// <summary>The settings of a workspace in their first form: one lens, with its targets beside its segments. It is read and no longer written.</summary>
internal sealed record FirstForm(LensSettings Lens, bool IsLensSettled)
{
    /// <summary>The first day of strategies of which it was not kept when they began.</summary>
    public static readonly DateOnly Beginning = new(2000, 1, 1);

    public KeptLens ToKept() => new(
        Lens.Key, Lens.Name, Lens.Field, Lens.SchemeVersion, Lens.IsAuto, [.. Lens.Segments.Select(s => new KeptSegment(s.Key, s.Name, s.Color, s.Values))])
    {
        IsSettled = IsLensSettled,
        Strategies = Lens.Segments.All(s => s.Target is null)
            ? []
            :
            [
                new(
                    Version: 1,
                    Beginning,
                    IsPublished: true,
                    LensPlan.CommandLine,
                    new(Beginning, default, TimeSpan.Zero),
                    Reason: null,
                    [
                        .. Lens.Segments.Where(s => s.Target is not null)
                            .Select(s => new KeptTarget(s.Key, s.Target!.Value, s.Tolerance ?? SegmentTarget.DefaultTolerance)),
                    ]),
            ],
    };
}

/// <summary>A lens with its targets in the first form.</summary>
internal sealed record LensSettings(
    string Key, string Name, string Field, int SchemeVersion, bool IsAuto, IReadOnlyList<SegmentSettings> Segments);

/// <summary>A segment in the first form; target and tolerance in percent and percentage points.</summary>
internal sealed record SegmentSettings(
    string Key, string Name, string Color, IReadOnlyList<string> Values, decimal? Target, decimal? Tolerance);
