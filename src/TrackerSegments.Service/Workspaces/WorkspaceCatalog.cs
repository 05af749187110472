using System.Text.Json;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Workspaces;

/// <summary>The workspaces of a data folder, and which one was opened last.</summary>
internal sealed class WorkspaceCatalog(IDocumentStore store)
{
    private const string Workspaces = "workspaces";
    private const string Service = "service";
    private const string Last = "last-workspace";

    public async Task<WorkspaceSettings?> FindAsync(string id, CancellationToken cancellationToken) =>
        await store.FindAsync(Workspaces, id, cancellationToken) is { } document
            ? JsonSerializer.Deserialize(document.Body, WorkspaceJson.Default.WorkspaceSettings)
            : null;

    public async Task<WorkspaceSettings?> FindLastAsync(CancellationToken cancellationToken) =>
        await store.FindAsync(Service, Last, cancellationToken) is { } document
            ? await FindAsync(
                JsonSerializer.Deserialize(document.Body, WorkspaceJson.Default.LastWorkspace)!.Id, cancellationToken)
            : null;

    /// <summary>Keeps the settings, and that this workspace was opened last.</summary>
    public async Task SaveAsync(WorkspaceSettings settings, CancellationToken cancellationToken)
    {
        await PutAsync(Workspaces, settings.Id, JsonSerializer.Serialize(settings, WorkspaceJson.Default.WorkspaceSettings), cancellationToken);
        await PutAsync(Service, Last, JsonSerializer.Serialize(new(settings.Id), WorkspaceJson.Default.LastWorkspace), cancellationToken);
    }

    private async Task PutAsync(string partition, string key, string body, CancellationToken cancellationToken)
    {
        var current = await store.FindAsync(partition, key, cancellationToken);
        if (!string.Equals(current?.Body, body, StringComparison.Ordinal))
        {
            await store.WriteAsync(partition, [new(key, body, WriteCondition.Any)], cancellationToken);
        }
    }
}
