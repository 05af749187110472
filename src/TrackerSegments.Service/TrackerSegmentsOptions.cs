using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Settings;
using TrackerSegments.Service.Functions;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Storage.AzureTables;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service;

/// <summary>How the service is set up.</summary>
internal sealed record TrackerSegmentsOptions
{
    public const string DataFileName = "trackersegments.db";

    /// <summary>The folder that holds the data file. Made where it is missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The storage account whose table holds everything instead; null for the data folder.</summary>
    public TableAccount? Tables { get; init; }

    /// <summary>Where the service listens; addresses of this computer alone, unless it is said who may call.</summary>
    public required IReadOnlyList<ListenAddress> Addresses { get; init; }

    /// <summary>The files or the tracker to open; null for the workspace opened last, or the sample.</summary>
    public WorkspaceSource? Source { get; init; }

    /// <summary>How a tracker is reached; its secrets are kept in memory alone. Default: no secrets.</summary>
    public TrackerAccess Access { get; init; } = new();

    /// <summary>Who may call. Default: whoever is at this computer, and nobody else.</summary>
    public AccessSettings? Callers { get; init; }

    /// <summary>The report to post by itself; null for none.</summary>
    public ReportWish? Report { get; init; }

    /// <summary>How long snapshots are kept.</summary>
    public SnapshotRetention Snapshots { get; init; } = new();

    /// <summary>Which hosts reports may be posted to. Default: those of workflows alone.</summary>
    public OutboundGuard Guard { get; init; } = OutboundGuard.For(hosts: null);

    /// <summary>How long a request waits for the workspace to open before it is sent away. Default: 10 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The tenants it works for, driven by triggers; null for one workspace of its own.</summary>
    public HostedOptions? Hosted { get; init; }

    /// <summary>The folder of the panel's files.</summary>
    public string PanelFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");
}
