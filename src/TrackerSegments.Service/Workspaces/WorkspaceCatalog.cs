using System.Text;
using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Workspaces;

/// <summary>The workspaces of a data folder, and which one was opened last.</summary>
internal sealed class WorkspaceCatalog(IDocumentStore store)
{
    private const string Workspaces = "workspaces";
    private const string Service = "service";
    private const string Last = "last-workspace";

    public async Task<WorkspaceSettings?> FindAsync(string id, CancellationToken cancellationToken) =>
        await store.FindAsync(Workspaces, id, cancellationToken) is { } document ? Parse(document.Body) : null;

    public async Task<WorkspaceSettings?> FindLastAsync(CancellationToken cancellationToken) =>
        await store.FindAsync(Service, Last, cancellationToken) is { } document
            ? await FindAsync(
                JsonSerializer.Deserialize(document.Body, WorkspaceJson.Default.LastWorkspace)!.Id, cancellationToken)
            : null;

    /// <summary>
    /// Changes settings as they are in the store: where another one was faster, the change is made again from what is there then, so that
    /// nobody's work is lost.
    /// </summary>
    /// <param name="id">The workspace.</param>
    /// <param name="change">What is to be; it gets null where there is nothing yet, and may give back what it got.</param>
    /// <param name="cancellationToken">Breaks off; nothing is kept then.</param>
    /// <returns>The settings as they are now; null where there are none.</returns>
    /// <exception cref="SchemeException">They are too large to be kept.</exception>
    public async Task<WorkspaceSettings?> ChangeAsync(
        string id, Func<WorkspaceSettings?, SettingsChange?> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var document = await store.FindAsync(Workspaces, id, cancellationToken);
            var before = document is null ? null : Parse(document.Body);
            if (change(before) is not { } wanted)
            {
                return before;
            }

            var body = Body(wanted.Settings);
            if (string.Equals(document?.Body, body, StringComparison.Ordinal) && wanted.History.Count == 0)
            {
                return wanted.Settings;
            }

            try
            {
                await store.WriteAsync(
                    Workspaces,
                    [
                        new(id, body, document is null ? WriteCondition.Absent : WriteCondition.Match(document.ETag)),
                        .. wanted.History.Select(entry => WriteOf(id, entry)),
                    ],
                    cancellationToken);
                return wanted.Settings;
            }
            catch (ConcurrencyException)
            {
                // Somebody was faster: the next turn begins with what they made.
            }
        }
    }

    /// <summary>The versions of a lens's scheme, the newest first.</summary>
    public async Task<IReadOnlyList<KeptChange>> HistoryAsync(string id, string lens, CancellationToken cancellationToken)
    {
        List<KeptChange> history = [];
        var prefix = PrefixOf(id, lens);
        await foreach (var document in store.ListAsync(Workspaces, prefix, DocumentLimits.EndOf(prefix), cancellationToken))
        {
            history.Add(JsonSerializer.Deserialize(document.Body, WorkspaceJson.Default.KeptChange)!);
        }

        history.Reverse();
        return history;
    }

    /// <summary>Lets a workspace have the history of another one's lenses.</summary>
    public async Task CopyHistoryAsync(WorkspaceSettings from, string id, CancellationToken cancellationToken)
    {
        foreach (var lens in from.Lenses)
        {
            var history = await HistoryAsync(from.Id, lens.Key, cancellationToken);
            await store.WriteAllAsync(Workspaces, history.Select(entry => WriteOf(id, entry)), cancellationToken);
        }
    }

    /// <summary>Keeps that this workspace was opened last.</summary>
    public async Task NoteOpenedAsync(string id, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(new(id), WorkspaceJson.Default.LastWorkspace);
        if (!string.Equals((await store.FindAsync(Service, Last, cancellationToken))?.Body, body, StringComparison.Ordinal))
        {
            await store.WriteAsync(Service, [new(Last, body, WriteCondition.Any)], cancellationToken);
        }
    }

    private static WorkspaceSettings Parse(string body)
    {
        var settings = JsonSerializer.Deserialize(body, WorkspaceJson.Default.WorkspaceSettings)!;
        if (settings.Lenses is { Count: > 0 })
        {
            return settings;
        }

        var lens = JsonSerializer.Deserialize(body, WorkspaceJson.Default.FirstForm)!.ToKept();
        return settings with { Lenses = [lens], Asked = AskedLens.Of(lens) };
    }

    private static string Body(WorkspaceSettings settings)
    {
        var body = JsonSerializer.Serialize(settings, WorkspaceJson.Default.WorkspaceSettings);
        return Encoding.UTF8.GetByteCount(body) <= DocumentLimits.MaxBodyBytes
            ? body
            : throw new SchemeException("All lenses with their notes and strategies together are more than can be kept. Remove notes, drafts or segments that are not needed.");
    }

    private static DocumentWrite WriteOf(string id, KeptChange entry) =>
        new(FormattableString.Invariant($"{PrefixOf(id, entry.Lens)}{entry.Version:D8}"), JsonSerializer.Serialize(entry, WorkspaceJson.Default.KeptChange), WriteCondition.Any);

    private static string PrefixOf(string id, string lens) => $"{id} {DocumentKey.Hash(lens)[..16]} ";
}

/// <summary>Settings as they are to be.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="History">The versions of schemes that come with them.</param>
internal sealed record SettingsChange(WorkspaceSettings Settings, IReadOnlyList<KeptChange> History);
