using System.Collections.Frozen;

namespace TrackerSegments.Core;

/// <summary>What somebody thinks of doing. Nothing is written by it.</summary>
public sealed record Scenario
{
    /// <summary>Epics by key with the segments they would have; no segment makes an epic unassigned. Default: none.</summary>
    public IReadOnlyDictionary<string, SegmentSet> Tags { get; init; } = FrozenDictionary<string, SegmentSet>.Empty;

    /// <summary>Keys of epics that would leave the scope. Default: none.</summary>
    public IReadOnlySet<string> Deferred { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Epics that would come into scope, as the lens sees them. Default: none.</summary>
    public IReadOnlyList<TaggedEpic> PulledIn { get; init; } = [];
}
