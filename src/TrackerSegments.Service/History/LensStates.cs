using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.History;

/// <summary>The lenses of a workspace at one moment; the one place where history and advice get them from.</summary>
internal sealed class LensStates
{
    private readonly LensDocuments documents;
    private readonly WorkspaceSettings settings;
    private readonly WorkspaceReading reading;
    private readonly DateTimeOffset now;
    private readonly string units;

    private LensStates(LensDocuments documents, WorkspaceSettings settings, WorkspaceReading reading, DateTimeOffset now)
    {
        this.documents = documents;
        this.settings = settings;
        this.reading = reading;
        this.now = now;
        units = UnitsOf(settings);
    }

    /// <summary>The keys of the lenses, the primary one first.</summary>
    public IReadOnlyList<string> Keys => documents.Lenses;

    /// <summary>All of them, the primary one first.</summary>
    public IEnumerable<LensState> All => Keys.Select(key => Find(key)!);

    public static LensStates Of(Workspace workspace, TimeProvider clock)
    {
        // The reading first: what is looked at afterwards can only be newer than it says.
        var stands = workspace.Reading;
        return new(workspace.Current, workspace.Settings, stands, clock.GetUtcNow());
    }

    /// <summary>The lens of a key, or the primary one where none is named; null where there is none.</summary>
    public LensState? Find(string? key) => documents.Find(key) is { } lens
        ? new(lens.Backlog, reading.AsOf ?? now, reading.IsComplete, units, settings.Find(lens.Document.Lens.Key)?.ToTimeline())
        : null;

    private static string UnitsOf(WorkspaceSettings settings) =>
        settings.Connections.Count < 2 || settings.Policy.Measure != Measure.StoryPoints
            ? ""
            : string.Join(", ", settings.Connections.Select(Of));

    private static string Of(ConnectionSettings connection) =>
        string.Create(CultureInfo.InvariantCulture, $"{TrackerAddress.NameOf(connection.Address)}={connection.Conversion:0.#########}");
}
