using System.Collections.Frozen;

namespace TrackerSegments.Core;

/// <summary>What the checks of a scheme look at.</summary>
/// <param name="View">The lens with the epics in scope.</param>
/// <param name="Strategy">The strategy; null where there is none.</param>
/// <param name="Today">The day (UTC).</param>
public sealed record HealthInput(LensView View, Strategy? Strategy, DateOnly Today)
{
    /// <summary>The fields in which trackers keep the component or area of an item.</summary>
    public static IReadOnlyList<string> ComponentFields { get; } =
        ["Component/s", "Components", "Component", "Area Path", "System.AreaPath"];

    /// <summary>The other lenses of the workspace over the same epics. Default: none.</summary>
    public IReadOnlyList<LensView> Others { get; init; } = [];

    /// <summary>The weights of value drivers by name, by segment key. Default: none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, decimal>> Drivers { get; init; } =
        FrozenDictionary<string, IReadOnlyDictionary<string, decimal>>.Empty;

    /// <summary>How many epics each segment, by key, had in the period before; null (the default) where nobody knows.</summary>
    public IReadOnlyDictionary<string, int>? EpicsBefore { get; init; }

    /// <summary>From where on a check warns or fails.</summary>
    public HealthThresholds Thresholds { get; init; } = new();

    internal Lens Lens => View.Lens;

    internal bool HasDrivers(Segment segment) => Drivers.TryGetValue(segment.Key, out var drivers) && drivers.Count > 0;
}
