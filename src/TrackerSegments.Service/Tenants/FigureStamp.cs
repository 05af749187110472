using System.Globalization;
using System.Text.Json;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Trackers.WorkingCopy;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tenants;

/// <summary>A hash over everything that a workspace's figures depend on: where it is the same, so are they.</summary>
internal static class FigureStamp
{
    public static string Of(WorkspaceSettings settings, IReadOnlyList<long> versions, DateTimeOffset now) => DocumentKey.Hash(string.Join(
        '\n',
        [
            JsonSerializer.Serialize(settings, WorkspaceJson.Default.WorkspaceSettings),
            now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            .. versions.Select(version => version.ToString(CultureInfo.InvariantCulture)),
        ]));

    /// <summary>The stamp of what the store holds, found without reading an item.</summary>
    public static async Task<string> FindAsync(IDocumentStore store, WorkspaceSettings settings, DateTimeOffset now, CancellationToken cancellationToken) => Of(
        settings,
        await Task.WhenAll(settings.Connections.Select(async connection =>
            (await new CopyStore(store, SourceIdentity.IdOf(connection)).FindVersionAsync(cancellationToken)).Version.Number)),
        now);
}
