using System.Diagnostics;
using System.Diagnostics.Metrics;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Telemetry;

/// <summary>What the service tells about itself to whoever listens. No tenant, site, person or item is named in it.</summary>
internal static class ServiceMetrics
{
    public const string Name = "TrackerSegments";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> SyncLag = Meter.CreateHistogram<double>(
        "trackersegments.sync.lag", "s", "How old the figures of a connection are each time they are looked at.");

    private static readonly Counter<long> Items = Meter.CreateCounter<long>(
        "trackersegments.items.read", "{item}", "Items that a tracker gave: changed, or known already (one's own write come back, or read twice).");

    private static readonly Counter<long> Writes = Meter.CreateCounter<long>(
        "trackersegments.writes", "{write}", "Changes of segments by what became of them: written, merged, conflict, refused, gone.");

    private static readonly Counter<long> GivenUp = Meter.CreateCounter<long>(
        "trackersegments.work.given_up", "{message}", "Pieces of work that failed again and again and rest.");

    private static readonly Gauge<long> QuotaLeft = Meter.CreateGauge<long>(
        "trackersegments.tracker.quota_left", "{call}", "What a tracker said last of the calls that are left.");

    /// <summary>Where pieces of work can be followed.</summary>
    public static ActivitySource Work { get; } = new(Name);

    public static void FiguresAreOf(DateTimeOffset? asOf, DateTimeOffset now, string tracker)
    {
        if (asOf is { } known)
        {
            SyncLag.Record(Math.Max(0, (now - known).TotalSeconds), Of(tracker));
        }
    }

    public static void Read(int items, int changed)
    {
        Items.Add(changed, new KeyValuePair<string, object?>("outcome", "changed"));
        Items.Add(Math.Max(0, items - changed), new KeyValuePair<string, object?>("outcome", "known"));
    }

    public static void Wrote(IReadOnlyList<WriteOutcome> outcomes, string tracker)
    {
        foreach (var outcome in outcomes)
        {
            Writes.Add(1, Of(tracker), new("outcome", outcome switch
            {
                WriteOutcome.Written { Overlap: null } => "written",
                WriteOutcome.Written => "merged",
                WriteOutcome.Stale => "conflict",
                WriteOutcome.Refused => "refused",
                _ => "gone",
            }));
        }
    }

    public static void GaveUp(string tracker) => GivenUp.Add(1, Of(tracker));

    public static void Left(long calls, string product) => QuotaLeft.Record(calls, Of(product));

    private static KeyValuePair<string, object?> Of(string tracker) => new("tracker", tracker);
}
