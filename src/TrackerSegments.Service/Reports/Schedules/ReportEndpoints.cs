using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Audit;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>The reports that are posted to Teams by themselves.</summary>
internal static class ReportEndpoints
{
    private const string Tag = "Reports";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/reports", ListAsync)
            .For(Role.Viewer)
            .WithTags(Tag)
            .WithSummary("The reports, how each stands, and what came of it lately. The workflows' addresses are never given out.")
            .Produces<ReportsDocument>()
            .ProducesProblems(503);
        api.MapPut("/reports/{id}", PutAsync)
            .For(Role.Strategist)
            .WithTags(Tag)
            .WithSummary("Changes a report's schedule (If-Match), or makes a new one (If-None-Match: *). It runs with the caller's rights from then on.")
            .Produces<ReportEntry>()
            .ProducesProblems(400, 404, 409, 413, 415, 422, 428, 503);
        api.MapDelete("/reports/{id}", DeleteAsync)
            .For(Role.Strategist)
            .WithTags(Tag)
            .WithSummary("Deletes a report with its workflow's address and its history (If-Match).")
            .Produces<ReportsDocument>()
            .ProducesProblems(404, 409, 415, 428, 503);
        api.MapPost("/reports/{id}/send", SendAsync)
            .For(Role.Strategist)
            .WithTags(Tag)
            .WithSummary("Posts a report now, once a minute at most.")
            .Produces<ReportSent>()
            .ProducesProblems(404, 409, 415, 422, 503);
        api.MapGet("/reports/{id}/preview", PreviewAsync)
            .For(Role.Viewer)
            .WithTags(Tag)
            .WithSummary("The message with its card exactly as it would be posted now.")
            .Produces<object>()
            .ProducesProblems(404, 409, 503);
    }

    private static async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellationToken) =>
        TypedResults.Ok(await DocumentAsync(WorkspaceFilter.Of(context).Reports, cancellationToken));

    private static async Task<IResult> PutAsync(string id, ScheduleWish wish, HttpContext context)
    {
        var isNew = context.Request.Headers.IfNoneMatch is ["*"];
        var tags = isNew ? null : EntityTag.Parse(context.Request.Headers);
        if (!isNew && tags is null)
        {
            return Refusals.VersionMissing.ToResult(context);
        }

        var open = WorkspaceFilter.Of(context);
        var settings = await open.Schemes.ReadAsync(context.RequestAborted);
        var outcome = await AuditedAsync(id, isNew ? "make a report" : "change a report", context, () => new ScheduleEditor(open.Reports).PutAsync(
            id, wish, tags, settings, ReportExecutor.Of(Caller.Of(context)), context.RequestAborted));
        if (outcome.After is not { } after)
        {
            return outcome.Refusal!.ToResult(context);
        }

        context.Response.Headers.ETag = after.Tag;
        return TypedResults.Ok(await open.Reports.EntryAsync(after, context.RequestAborted));
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context)
    {
        if (EntityTag.Parse(context.Request.Headers) is not { } tags)
        {
            return Refusals.VersionMissing.ToResult(context);
        }

        var desk = WorkspaceFilter.Of(context).Reports;
        var outcome = await AuditedAsync(id, "delete a report", context, () => new ScheduleEditor(desk).DeleteAsync(id, tags, context.RequestAborted));
        return outcome.Refusal is { } refusal ? refusal.ToResult(context) : TypedResults.Ok(await DocumentAsync(desk, context.RequestAborted));
    }

    private static async Task<IResult> SendAsync(string id, HttpContext context)
    {
        var open = WorkspaceFilter.Of(context);
        string? came = null;
        var (sent, refusal) = await open.Audit.CarryOutAsync(
            context,
            new("send a report", Wanted: null, [new(ThingOf(id), await WordsAsync(id, open.Reports))]),
            async () =>
            {
                var result = await SendNowAsync(id, open.Reports);
                came = result.Refusal?.Detail ?? result.Sent?.Sent.Text;
                return result;
            },
            result => result.Refusal,
            () => Task.FromResult<IReadOnlyList<string?>>([came is null ? null : AuditAction.Short(came)]));
        return refusal is null ? TypedResults.Ok(sent) : refusal.ToResult(context);
    }

    /// <summary>Whoever asked may be gone before it is posted: it is posted all the same, and stands in the history.</summary>
    private static async Task<(ReportSent? Sent, Refusal? Refusal)> SendNowAsync(string id, WorkspaceReports desk)
    {
        if (await FindAsync(id, desk) is not { } stored)
        {
            return (null, ReportRefusals.Unknown(id));
        }

        if (!desk.IsComplete)
        {
            return (null, ReportRefusals.NotRead);
        }

        var (record, isRepeated, problem) = await desk.SendAsync(stored.Schedule, CancellationToken.None);
        return problem is not null
            ? (null, ReportRefusals.Of(problem))
            : record is null
                ? (null, ReportRefusals.Unknown(id))
                : ReportRefusals.OfSent(record) is { } refusal ? (null, refusal) : (new(1, isRepeated, ReportSlotEntry.Of(record)), null);
    }

    private static async Task<IResult> PreviewAsync(string id, HttpContext context, CancellationToken cancellationToken)
    {
        var desk = WorkspaceFilter.Of(context).Reports;
        if (await FindAsync(id, desk) is not { } stored)
        {
            return ReportRefusals.Unknown(id).ToResult(context);
        }

        var (message, problem) = await desk.PreviewAsync(stored.Schedule, cancellationToken);
        return problem is null ? TypedResults.Bytes(message!, "application/json; charset=utf-8") : ReportRefusals.Of(problem).ToResult(context);
    }

    private static async Task<ScheduleOutcome> AuditedAsync(string id, string action, HttpContext context, Func<Task<ScheduleOutcome>> change)
    {
        var open = WorkspaceFilter.Of(context);
        return await open.Audit.CarryOutAsync(
            context,
            new(action, Wanted: null, [new(ThingOf(id), await WordsAsync(id, open.Reports))]),
            change,
            outcome => outcome.Refusal,
            async () => [await WordsAsync(id, open.Reports)]);
    }

    /// <summary>A workflow's address that was sent in the wrong place is not kept here either.</summary>
    private static string ThingOf(string id) => ScheduleCheck.IsId(id) ? $"report {id}" : "a report";

    private static async Task<string?> WordsAsync(string id, WorkspaceReports desk) => await FindAsync(id, desk) is { } stored ? AuditAction.Short(stored.Schedule.Words()) : null;

    private static async Task<StoredSchedule?> FindAsync(string id, WorkspaceReports desk) =>
        ScheduleCheck.IsId(id) ? await desk.Schedules.FindAsync(id, CancellationToken.None) : null;

    private static async Task<ReportsDocument> DocumentAsync(WorkspaceReports desk, CancellationToken cancellationToken)
    {
        List<ReportEntry> reports = [];
        foreach (var stored in await desk.Schedules.ListAsync(cancellationToken))
        {
            reports.Add(await desk.EntryAsync(stored, cancellationToken));
        }

        return new(Schema: 1, reports);
    }
}
