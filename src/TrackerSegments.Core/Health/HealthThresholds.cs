namespace TrackerSegments.Core;

/// <summary>From where on a check warns or fails.</summary>
public sealed record HealthThresholds
{
    /// <summary>Below this coverage, in percent, "measurable" warns. Default: 90.</summary>
    public double CoverageWarns { get; init; } = 90;

    /// <summary>Below this coverage, in percent, it fails. Default: 70.</summary>
    public double CoverageFails { get; init; } = 70;

    /// <summary>A segment with share and target below this, in percent, is not substantial. Default: 5.</summary>
    public double Substantial { get; init; } = 5;

    /// <summary>Segments tagged together on more than this part of the epics of either, 0 to 1, are not told apart. Default: 0.5.</summary>
    public double TaggedTogether { get; init; } = 0.5;

    /// <summary>Segments whose driver weights have a cosine above this, 0 to 1, value the same things. Default: 0.95.</summary>
    public double SameDrivers { get; init; } = 0.95;

    /// <summary>More segments than this are a warning. Default: 7.</summary>
    public int SegmentsWarn { get; init; } = 7;

    /// <summary>More segments than this are a failure. Default: 12.</summary>
    public int SegmentsFail { get; init; } = 12;

    /// <summary>From this age of the last review on, in days, the check warns. Default: 180.</summary>
    public int ReviewWarns { get; init; } = 180;

    /// <summary>From this age on, in days, it fails. Default: 365.</summary>
    public int ReviewFails { get; init; } = 365;

    /// <summary>From this normalized mutual information on, 0 to 1, segments follow the organization. Default: 0.9.</summary>
    public double Convenience { get; init; } = 0.9;

    /// <summary>With fewer tagged epics nothing is said of it. Default: 20.</summary>
    public int ConvenienceEpics { get; init; } = 20;

    /// <summary>More lenses than this are not simple. Default: 3.</summary>
    public int Lenses { get; init; } = 3;

    /// <summary>A segment with fewer epics than this in two periods running may not be needed. Default: 2.</summary>
    public int FewEpics { get; init; } = 2;

    /// <summary>Two lenses whose matched shares differ by no more than this, in percentage points, may be one. Default: 2.</summary>
    public double RedundantPoints { get; init; } = 2;

    /// <summary>And whose matched segments hold at least this part of the effort, 0 to 1. Default: 0.9.</summary>
    public double RedundantOverlap { get; init; } = 0.9;
}
