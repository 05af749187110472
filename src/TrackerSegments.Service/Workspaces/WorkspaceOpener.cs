using System.Diagnostics.CodeAnalysis;
using TrackerSegments.Core;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Sample;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Workspaces;

/// <summary>Opens workspaces: the files or the tracker asked for, else the one opened last, else the sample.</summary>
internal sealed class WorkspaceOpener(IDocumentStore store, TrackerAccess access, TimeProvider clock, ILogger logger)
{
    private readonly WorkspaceCatalog catalog = new(store);

    /// <param name="source">What to open; null for the workspace opened last, or the sample where there is none.</param>
    /// <param name="progress">Hears how far the reading is.</param>
    /// <param name="cancellationToken">Breaks off; nothing half-read is kept.</param>
    /// <exception cref="InputException">A file cannot be used.</exception>
    /// <exception cref="SchemeException">Segments or targets cannot be used.</exception>
    public async Task<(Workspace Workspace, LiveTrackers? Live)> OpenAsync(
        WorkspaceSource? source, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        if (source is { Connections: { Count: > 0 } connections })
        {
            return await LoadLiveAsync(await DecideAsync(source.Request, connections, cancellationToken), cancellationToken);
        }

        if (source is not null)
        {
            return (await OpenFilesAsync(source, progress, cancellationToken), null);
        }

        var last = await catalog.FindLastAsync(cancellationToken);
        if (last is { Connections.Count: > 0 })
        {
            return await LoadLiveAsync(last, cancellationToken);
        }

        return last is { IsSample: false }
            && await FileTracker.FindAsync(store, last.Id, cancellationToken) is { } tracker
            ? (await LoadAsync(last, tracker, cancellationToken), null)
            : (await OpenFilesAsync(SampleWorkspace.Source(), progress, cancellationToken), null);
    }

    /// <summary>The settings of a workspace of trackers, kept as those of the workspace opened last.</summary>
    /// <exception cref="SchemeException">Segments or targets cannot be used.</exception>
    public Task<WorkspaceSettings> DecideAsync(
        BacklogRequest request, IReadOnlyList<ConnectionSettings> connections, CancellationToken cancellationToken) =>
        DecideAsync(request, connections, earlier: null, cancellationToken);

    /// <summary>The same where one workspace takes the place of another: it has the lenses of that, with their strategies and their history.</summary>
    /// <exception cref="SchemeException">Segments or targets cannot be used.</exception>
    public async Task<WorkspaceSettings> DecideInPlaceOfLastAsync(
        BacklogRequest request, IReadOnlyList<ConnectionSettings> connections, CancellationToken cancellationToken)
    {
        var last = await catalog.FindLastAsync(cancellationToken);
        var isSameField = last is not null && string.Equals(last.OpenedField, request.SegmentField, StringComparison.OrdinalIgnoreCase);
        return await DecideAsync(request, connections, isSameField ? last : null, cancellationToken);
    }

    private async Task<WorkspaceSettings> DecideAsync(
        BacklogRequest request, IReadOnlyList<ConnectionSettings> connections, WorkspaceSettings? earlier, CancellationToken cancellationToken)
    {
        var id = SourceIdentity.IdOf(connections);
        if (earlier is not null && await catalog.FindAsync(id, cancellationToken) is null)
        {
            await catalog.CopyHistoryAsync(earlier, id, cancellationToken);
        }

        return await KeepAsync(
            id,
            request,
            before => LensPlan.DecideOpen(request, before ?? earlier, clock.GetUtcNow()),
            lenses => new(id, SourceIdentity.NameOf(connections), IsSample: false, Stamp: "", lenses, PolicySettings.Of(request.Policy))
            {
                Connections = connections,
                Deleted = earlier?.Deleted,
            },
            cancellationToken);
    }

    private async Task<(Workspace Workspace, LiveTrackers Live)> LoadLiveAsync(WorkspaceSettings settings, CancellationToken cancellationToken)
    {
        var live = await LiveTrackers.OpenAsync(store, settings, access, clock, logger, cancellationToken);
        return (Workspace.Of(settings, live.Writer, live.Items, live.Reading, clock), live);
    }

    private async Task<Workspace> OpenFilesAsync(
        WorkspaceSource source, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        var id = SourceIdentity.IdOf(source);
        var stamp = SourceIdentity.StampOf(source, cancellationToken);
        var before = await catalog.FindAsync(id, cancellationToken);
        var tracker = await FileTracker.FindAsync(store, id, cancellationToken);
        var read = tracker is not null && IsAsItWas(source.Request, before, stamp)
            ? null
            : BacklogFile.Read(source.Request.Files, source.Request.ReadOptions with { HasOthers = true }, progress, cancellationToken);

        // Everything that can be refused is judged before the first write.
        _ = LensPlan.Decide(source.Request, before, read?.Items, clock.GetUtcNow());
        var fileName = SourceIdentity.FileNameOf(source);
        if (read is not null)
        {
            tracker = await FileTracker.ImportAsync(store, id, fileName, new(read.Items, read.Findings), cancellationToken);
        }

        var settings = await KeepAsync(
            id,
            source.Request,
            now => LensPlan.Decide(source.Request, now, read?.Items, clock.GetUtcNow()),
            lenses => new(id, source.Name ?? fileName, source.IsSample, stamp, lenses, PolicySettings.Of(source.Request.Policy)),
            cancellationToken);
        return await LoadAsync(settings, tracker!, cancellationToken);
    }

    /// <summary>Keeps what was decided over what is there by now, and that this workspace was opened last.</summary>
    private async Task<WorkspaceSettings> KeepAsync(
        string id,
        BacklogRequest request,
        Func<WorkspaceSettings?, LensDecision> decide,
        Func<IReadOnlyList<KeptLens>, WorkspaceSettings> make,
        CancellationToken cancellationToken)
    {
        var settings = await catalog.ChangeAsync(
            id,
            before =>
            {
                var decision = decide(before);
                return new(
                    Made(make(decision.Lenses), before) with { SegmentField = request.SegmentField, Asked = decision.Asked },
                    decision.History);
            },
            cancellationToken);
        await catalog.NoteOpenedAsync(id, cancellationToken);
        return settings!;
    }

    private static WorkspaceSettings Made(WorkspaceSettings made, WorkspaceSettings? before) => before is null ? made : made with { Deleted = before.Deleted };

    /// <summary>Whether nothing must be read again. Segments made of the values found need the items, unless they were made of them before.</summary>
    private static bool IsAsItWas(BacklogRequest request, [NotNullWhen(true)] WorkspaceSettings? before, string stamp) =>
        before is not null
        && string.Equals(before.Stamp, stamp, StringComparison.Ordinal)
        && (request.Segments is not null || before.Asked is { Segments: null });

    private async Task<Workspace> LoadAsync(WorkspaceSettings settings, FileTracker tracker, CancellationToken cancellationToken)
    {
        List<WorkItem> items = [];
        await foreach (var page in tracker.ReadAsync(new(tracker.Scopes[0]), cancellationToken))
        {
            items.AddRange(page.Items);
        }

        return Workspace.Of(settings, tracker, items, new(AsOf: null, IsComplete: true, tracker.Import.Findings), clock);
    }
}
