using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.History;

/// <summary>The lenses of a workspace at one moment; the one place where history and advice get them from.</summary>
internal sealed class LensStates
{
    private readonly OpenBacklog backlog;
    private readonly WorkspaceReading reading;
    private readonly DateTimeOffset now;
    private readonly string units;

    private LensStates(OpenBacklog backlog, WorkspaceReading reading, DateTimeOffset now, string units)
    {
        this.backlog = backlog;
        this.reading = reading;
        this.now = now;
        this.units = units;
    }

    /// <summary>The keys of the lenses, the primary one first.</summary>
    public IReadOnlyList<string> Keys => [backlog.Report.Lens.Key];

    /// <summary>All of them, the primary one first.</summary>
    public IEnumerable<LensState> All => Keys.Select(key => Find(key)!);

    public static LensStates Of(Workspace workspace, TimeProvider clock)
    {
        // The reading first: what is looked at afterwards can only be newer than it says.
        var stands = workspace.Reading;
        return new(workspace.Current.Backlog, stands, clock.GetUtcNow(), UnitsOf(workspace.Settings));
    }

    /// <summary>The lens of a key, or the primary one where none is named; null where there is none.</summary>
    public LensState? Find(string? key) => key is null || Keys.Contains(key, StringComparer.Ordinal)
        ? new(backlog, reading.AsOf ?? now, reading.IsComplete, units, Strategies: null)
        : null;

    private static string UnitsOf(WorkspaceSettings settings) =>
        settings.Connections.Count < 2 || settings.Policy.Measure != Measure.StoryPoints
            ? ""
            : string.Join(", ", settings.Connections.Select(Of));

    private static string Of(ConnectionSettings connection) =>
        string.Create(CultureInfo.InvariantCulture, $"{TrackerAddress.NameOf(connection.Address)}={connection.Conversion:0.#########}");
}
