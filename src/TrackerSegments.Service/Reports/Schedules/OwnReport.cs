using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>The report that whoever starts the program wants of its own workspace, beside those that are kept; what was missed is posted once, late.</summary>
internal sealed partial class OwnReport(ReportWish wish, IDocumentStore store, TimeProvider clock, ILogger logger)
{
    private const string Partition = "reports";

    private string? told;

    /// <summary>Posts what is due now, if anything is. What fails is told, and tried again as its slot says.</summary>
    public async Task TurnAsync(Workspace workspace, ReportFacts facts, WorkflowPost post, CancellationToken cancellationToken)
    {
        try
        {
            var schedule = await ScheduleAsync(workspace, cancellationToken);
            var slots = new ReportSlots(store, schedule, clock);
            if (await slots.IsDueAsync(cancellationToken) && facts.Find(lens: null) is { } state)
            {
                schedule = await facts.WithFactsAsync(schedule, state, await slots.LastFiguresAsync(state.Report, cancellationToken), cancellationToken);
                await new ReportTurn(store, post, clock).RunAsync(schedule, wish.Address, () => state.Report, cancellationToken);
            }

            var history = await slots.ReadAsync(cancellationToken);
            if (history.Refusals > 0 && !string.Equals(history.LastText, told, StringComparison.Ordinal))
            {
                told = history.LastText;
                Log.NotPosted(logger, history.LastText ?? "", history.IsStopped ? "It was refused three times and is not tried again until the service is started with other times." : "");
            }
        }
        catch (DataFileException failure)
        {
            Log.NotKept(logger, failure);
        }
    }

    /// <summary>The same times are the same schedule, also after a stop: what was due meanwhile is late, and not forgotten.</summary>
    private async Task<ReportSchedule> ScheduleAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var id = workspace.Settings.Id;
        var kept = await store.FindAsync(Partition, id, cancellationToken) is { } document
            ? JsonSerializer.Deserialize(document.Body, OwnReportJson.Default.KeptReport)
            : null;
        if (kept is null || !string.Equals(kept.Times, wish.Text, StringComparison.Ordinal))
        {
            kept = new(wish.Text, clock.GetUtcNow());
            await store.WriteAsync(Partition, [new(id, JsonSerializer.Serialize(kept, OwnReportJson.Default.KeptReport), WriteCondition.Any)], cancellationToken);
        }

        return new(id, wish.Times, wish.When, kept.Since) { Audience = wish.Audience, Links = new() { Panel = wish.Panel } };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The report was not posted: {Why} {What}")]
        public static partial void NotPosted(ILogger logger, string why, string what);

        [LoggerMessage(2, LogLevel.Warning, "Whether the report is due could not be looked up; it is tried again.")]
        public static partial void NotKept(ILogger logger, Exception failure);
    }
}

/// <summary>Since when a report has its times.</summary>
internal sealed record KeptReport(string Times, DateTimeOffset Since);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeptReport))]
internal sealed partial class OwnReportJson : JsonSerializerContext;
