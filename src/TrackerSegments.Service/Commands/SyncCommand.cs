using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Storage.Sqlite;
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
        string dataFolder, string options, WorkspaceSource? source, TrackerAccess access, Terminal terminal, CancellationToken cancellation)
    {
        using var folder = DataFolder.Take(dataFolder);
        using var store = SqliteDocumentStore.Open(Path.Combine(dataFolder, TrackerSegmentsOptions.DataFileName));
        var settings = source is { Connection: { } asked }
            ? await new WorkspaceOpener(store, access, terminal.Clock, NullLogger.Instance).DecideAsync(source.Request, asked, cancellation)
            : await new WorkspaceCatalog(store).FindLastAsync(cancellation);
        if (settings is not { Connection: { } connection })
        {
            throw new UsageException($"Say which tracker to read: sync {options} URL --project NAMES --segment-field NAME.");
        }

        using var live = await LiveTracker.OpenAsync(store, settings.Id, connection, access, terminal.Clock, NullLogger.Instance, cancellation);
        var start = terminal.Clock.GetTimestamp();
        try
        {
            await SyncProgress.ShowAsync(terminal, live.Sync, () => live.Sync.RunOnceAsync(cancellation));
        }
        catch (TrackerException failure)
        {
            throw new UsageException(failure.Message);
        }
        catch (OperationCanceledException)
        {
            throw new UsageException("Stopped. What was read is kept; the next sync goes on from there.");
        }

        await SyncSummary.WriteAsync(live, terminal, terminal.Clock.GetElapsedTime(start));
        return live.Sync.Scopes.All(s => s.State.Problem is null) ? ExitCode.Success : ExitCode.BadInput;
    }
}
