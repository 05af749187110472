using TrackerSegments.Core;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Workspaces;

/// <summary>Opens the workspace while the service is listening already, and knows how far that is.</summary>
internal sealed partial class WorkspaceHost(TrackerSegmentsOptions options, TimeProvider clock, ILogger<WorkspaceHost> logger)
    : IProgress<ReadProgress>, IDisposable
{
    private readonly TaskCompletionSource<OpenWorkspace> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();
    private SqliteDocumentStore? store;
    private Task work = Task.CompletedTask;

    /// <summary>Ends when the workspace is open, or fails with what kept it from opening.</summary>
    public Task<OpenWorkspace> Opened => opened.Task;

    /// <summary>How far the opening is, or why it failed; a sentence.</summary>
    public string State { get; private set; } = "The backlog is being opened.";

    /// <summary>Ends when all that is done once at the start is done.</summary>
    public Task Settled => work;

    public void Start() => work = Task.Run(OpenAsync);

    public void Report(ReadProgress value) => State = FormattableString.Invariant(
        $"The backlog is being read: {value.Items:N0} items so far.");

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await work;
    }

    public void Dispose()
    {
        store?.Dispose();
        stopping.Dispose();
        if (opened.Task.IsCompletedSuccessfully)
        {
            opened.Task.Result.Editor.Dispose();
        }
    }

    private async Task OpenAsync()
    {
        try
        {
            store = SqliteDocumentStore.Open(Path.Combine(options.DataFolder, TrackerSegmentsOptions.DataFileName));
            var workspace = await new WorkspaceOpener(store, clock).OpenAsync(options.Source, this, stopping.Token);
            var log = new IdempotencyLog(store, workspace.Settings.Id, clock);
            opened.SetResult(new(workspace, new SegmentEditor(workspace, log)));
            await log.PruneAsync(stopping.Token);
        }
        catch (OperationCanceledException)
        {
            opened.TrySetCanceled(stopping.Token);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private void Fail(Exception failure)
    {
        State = failure is InputException or SchemeException or UsageException or DataFileException
            ? failure.Message
            : "The backlog could not be opened because of a fault of the program. The log has the details.";
        if (opened.TrySetException(failure))
        {
            // Whoever waits for the workspace hears of it; where nobody does, it is no unobserved failure.
            _ = opened.Task.Exception;
        }

        Log.OpeningFailed(logger, failure);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The workspace could not be opened.")]
        public static partial void OpeningFailed(ILogger logger, Exception failure);
    }
}

/// <summary>A workspace with what changes it.</summary>
internal sealed record OpenWorkspace(Workspace Workspace, SegmentEditor Editor);
