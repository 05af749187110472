using System.Text.Json;

namespace TrackerSegments.Service.Trackers;

/// <summary>What came back: a document, nothing, or a failure.</summary>
internal sealed record TrackerAnswer(JsonDocument? Document, TrackerFailure? Failure)
{
    /// <summary>How long the tracker wants to be left alone although it answered.</summary>
    public TimeSpan? SlowDown { get; init; }
}
