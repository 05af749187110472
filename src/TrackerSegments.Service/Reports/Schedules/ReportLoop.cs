using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>Posts the reports of a program's own workspace whenever they are due, for as long as the program runs.</summary>
/// <param name="desk">The reports that are kept.</param>
/// <param name="own">The one that whoever started the program wants; null for none.</param>
/// <param name="post">Posts it.</param>
/// <param name="logger">Where what fails is told.</param>
internal sealed partial class ReportLoop(WorkspaceReports desk, OwnReport? own, WorkflowPost post, ILogger logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    public async Task RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        while (true)
        {
            await TurnAsync(workspace, cancellationToken);
            await Task.Delay(Every, cancellationToken);
        }
    }

    /// <summary>Posts what is due now, if anything is.</summary>
    public async Task TurnAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        if (own is not null && desk.IsComplete)
        {
            await own.TurnAsync(workspace, desk.Facts, post, cancellationToken);
        }

        try
        {
            await desk.RunAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.NotRead(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Which reports are due could not be looked up; it is tried again.")]
        public static partial void NotRead(ILogger logger, Exception failure);
    }
}
