using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Commands;

/// <summary>A backlog in files, and how to look at it: what <c>analyze</c> and <c>serve --file</c> share.</summary>
internal sealed record BacklogRequest
{
    public required IReadOnlyList<string> Files { get; init; }

    public required string SegmentField { get; init; }

    public EffortPolicy Policy { get; init; } = new();

    public string? EffortField { get; init; }

    /// <summary>The segments by name with the values that mean them; null takes each distinct value.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Values)>? Segments { get; init; }

    /// <summary>The targets in percent by segment; null without a strategy.</summary>
    public IReadOnlyList<(string Name, decimal Share)>? Targets { get; init; }

    /// <summary>In percentage points.</summary>
    public decimal Tolerance { get; init; } = SegmentTarget.DefaultTolerance;

    public FileReadOptions ReadOptions => new([SegmentField], Policy, EffortField);

    /// <exception cref="SchemeException">The field has too many values, or the segments cannot be.</exception>
    public Lens LensFor(IReadOnlyList<EpicEffort> efforts) => Segments is null
        ? LensBuilder.FromValues(SegmentField, SegmentField, efforts)
        : new(SegmentField, SegmentField, LensBuilder.Segments(Segments));

    /// <exception cref="UsageException">A target names no segment.</exception>
    /// <exception cref="SchemeException">The targets cannot be.</exception>
    public Strategy? StrategyFor(Lens lens)
    {
        if (Targets is null)
        {
            return null;
        }

        var targets = new SegmentTarget?[lens.Segments.Count];
        foreach (var (name, share) in Targets)
        {
            var segment = lens.IndexOfName(name);
            if (segment < 0)
            {
                throw new UsageException(
                    $"--targets names \"{name}\", which is no segment. The segments are: {FieldNames.List([.. lens.Segments.Select(s => s.Name)], name)}.");
            }

            if (targets[segment] is not null)
            {
                throw new UsageException($"--targets names \"{lens.Segments[segment].Name}\" twice. Give each segment one target.");
            }

            targets[segment] = new(share, Tolerance);
        }

        return new(targets);
    }
}
