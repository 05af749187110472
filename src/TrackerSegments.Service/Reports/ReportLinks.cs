using TrackerSegments.Service.Advice;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Sync;

namespace TrackerSegments.Service.Reports;

/// <summary>Where a report leads to.</summary>
/// <param name="Panel">The panel with the report's lens; null where it is not known where readers open it.</param>
/// <param name="Moved">The panel with what moved in the report's period; null where there is none.</param>
/// <param name="Trackers">The epics behind the figures, in each tracker.</param>
internal sealed record ReportLinks(Uri? Panel, Uri? Moved, IReadOnlyList<TrackerLink> Trackers)
{
    /// <summary>How many epics help one stakeholder and harm another, with nobody having settled it, in a sentence; null where there are none.</summary>
    public string? Conflicts { get; init; }

    public static ReportLinks None { get; } = new(null, null, []);

    /// <summary>All of them with what each opens: web pages, and nothing else.</summary>
    public IEnumerable<(string Name, Uri Address)> All => new (string Name, Uri? Address)[] { ("Open the panel", Panel), ("See what moved", Moved) }
        .Concat(Trackers.Select(tracker => (Trackers.Count == 1 ? "Open the epics in the tracker" : $"Open the epics in {tracker.Name}", (Uri?)tracker.Address)))
        .Where(link => link.Item2 is { IsAbsoluteUri: true, Scheme: "https" or "http" })
        .Select(link => (link.Item1, link.Item2!));

    /// <param name="panel">Where readers open the panel.</param>
    /// <param name="state">The lens.</param>
    /// <param name="live">The trackers; null where the items come from a file.</param>
    /// <param name="since">The first day of the report's period; null where it has none yet.</param>
    public static ReportLinks Of(Uri? panel, LensState state, LiveTrackers? live, DateOnly? since = null)
    {
        var lens = Uri.EscapeDataString(state.Lens.Key);
        return new(
            At(panel, $"/alignment?lens={lens}"),
            since is { } from ? At(panel, $"/trend?lens={lens}&from={SnapshotHead.KeyOf(from)}&to={SnapshotHead.KeyOf(state.Day)}") : null,
            TrackersOf(state, live));
    }

    /// <summary>The panel's address with one of its views; whatever view the address named before gives way.</summary>
    public static Uri? At(Uri? panel, string view) => panel is null ? null : new UriBuilder(panel) { Fragment = view }.Uri;

    private static IReadOnlyList<TrackerLink> TrackersOf(LensState state, LiveTrackers? live)
    {
        var queries = QueriesDocument.Of(state, live).Trackers;
        return [.. (live?.All ?? []).Zip(queries, (tracker, query) => TrackerLink.Of(query, tracker.Settings.Address, tracker.Sync.Connection?.Name)).OfType<TrackerLink>()];
    }
}

/// <summary>A query that opens in a tracker.</summary>
/// <param name="Name">The tracker's name.</param>
/// <param name="Address">Where it opens.</param>
internal sealed record TrackerLink(string Name, Uri Address)
{
    /// <summary>The epics in scope; null where they cannot be opened over https at the tracker's own host: a report leads nowhere else.</summary>
    /// <param name="query">The tracker's queries.</param>
    /// <param name="address">Where the tracker is called.</param>
    /// <param name="host">The host that the tracker itself names as its own; null where it was not asked yet.</param>
    public static TrackerLink? Of(TrackerQueries query, string address, string? host) =>
        Uri.TryCreate(query.All.Url, UriKind.Absolute, out var url) && url is { Scheme: "https", UserInfo: "" }
        && (IsHost(url, new Uri(address).Host) || IsHost(url, host))
            ? new(query.Name, url)
            : null;

    private static bool IsHost(Uri url, string? host) => string.Equals(url.Host, host, StringComparison.OrdinalIgnoreCase);
}
