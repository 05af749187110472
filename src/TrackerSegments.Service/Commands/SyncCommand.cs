using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.AzureTables;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Commands;

/// <summary>Reads a tracker once into the data folder: everything the first time, afterwards what changed.</summary>
internal static class SyncCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = DataFolder.Option();
        var check = new Option<bool>("--check-ids")
        {
            Description = "Also compares which items there are, id by id. Done once a day without it.",
        };
        var options = new SourceOptions();
        var command = new Command("sync", "Reads the epics of a tracker with all that hangs below them: everything once, then what changed.") { data, check };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            DataFolder.Of(parsed.GetValue(data)),
            TableAccount.Of(terminal.Environment),
            options.Connection.Addresses,
            options.Read(parsed, []),
            new()
            {
                Secrets = options.Connection.ReadSecrets(parsed, terminal),
                SwitchWriting = options.Connection.ReadWriting(parsed),
                Pace = parsed.GetValue(check) ? new() { CheckEvery = TimeSpan.Zero } : new(),
            },
            terminal,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string dataFolder,
        TableAccount? tables,
        string options,
        WorkspaceSource? source,
        TrackerAccess access,
        Terminal terminal,
        CancellationToken cancellation)
    {
        using var folder = tables is null ? DataFolder.Take(dataFolder) : null;
        var store = await new DocumentStores(tables, dataFolder, terminal.Clock).OpenAsync(cancellation);
        using var opened = store as IDisposable;
        var settings = source is { Connections: { Count: > 0 } asked }
            ? await new WorkspaceOpener(store, access, terminal.Clock, NullLogger.Instance).DecideAsync(source.Request, asked, cancellation)
            : await new WorkspaceCatalog(store).FindLastAsync(cancellation);
        if (settings is not { Connections.Count: > 0 })
        {
            throw new UsageException($"Say which tracker to read: sync {options} URL --project NAMES --segment-field NAME.");
        }

        using var live = await LiveTrackers.OpenAsync(store, settings, access, terminal.Clock, NullLogger.Instance, cancellation);
        var start = terminal.Clock.GetTimestamp();
        try
        {
            await SyncProgress.ShowAsync(terminal, live, () => live.RunOnceAsync(cancellation));
        }
        catch (TrackerException failure)
        {
            throw new UsageException(failure.Message);
        }
        catch (OperationCanceledException)
        {
            throw new UsageException("Stopped. What was read is kept; the next sync goes on from there.");
        }

        await KeepSnapshotsAsync(store, settings, live, terminal, cancellation);
        foreach (var part in live.All)
        {
            await SyncSummary.WriteAsync(part, terminal, terminal.Clock.GetElapsedTime(start));
        }

        return live.All.SelectMany(part => part.Sync.Scopes).All(s => s.State.Problem is null) ? ExitCode.Success : ExitCode.BadInput;
    }

    /// <summary>Where nothing else runs, this is what gives the trend its days.</summary>
    private static async Task KeepSnapshotsAsync(
        IDocumentStore store, WorkspaceSettings settings, LiveTrackers live, Terminal terminal, CancellationToken cancellation)
    {
        if (live.Reading.IsComplete)
        {
            var workspace = Workspace.Of(settings, live.Writer, live.Items, live.Reading, terminal.Clock);
            await new WorkspaceHistory(store, workspace, SnapshotRetention.Of(terminal.Environment), terminal.Clock, NullLogger.Instance).KeepAsync(cancellation);
        }
    }
}
