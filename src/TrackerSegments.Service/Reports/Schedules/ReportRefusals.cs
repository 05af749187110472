using System.Text.Json;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Reports.Teams;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>Why something is not done with a report.</summary>
internal static class ReportRefusals
{
    public static Refusal Unknown(string id) => new(
        404, "unknownReport", "Unknown report", $"There is no report{(ScheduleCheck.IsId(id) ? $" \"{id}\"" : " of such a name")}. GET /api/reports lists those there are.");

    public static Refusal IdUnusable { get; } = new(
        422, "reportIdUnusable", "The report's id cannot be used", "A report's id is made of small letters, digits and hyphens, 40 at most, like product-leads.");

    public static Refusal Exists(string id) => new(
        409, "reportExists", "There is such a report", $"There is a report \"{id}\" already. Choose another id, or change that one with its ETag.");

    public static Refusal Impossible(string sentence) => new(422, "reportImpossible", "The report cannot be so", sentence);

    public static Refusal WorkflowRefused(string sentence) => new(422, "workflowRefused", "The workflow's address cannot be used", sentence);

    public static Refusal WorkflowMissing { get; } = new(
        422, "workflowMissing", "The workflow's address is missing", "A new report needs the address of a workflow that posts to Teams: send it as address. It is never given out again.");

    public static Refusal TooMany { get; } = new(
        422, "tooManyReports", "Too many reports", FormattableString.Invariant($"A workspace has at most {ScheduleStore.MaxSchedules} reports. Delete one first."));

    public static Refusal NotRead { get; } = new(
        409, "notRead", "Not everything is read yet", "The tracker is still being read for the first time, so that the report would not be right. Send it when that is done.");

    public static Refusal Of(ReportProblem problem) => new(409, problem.Code, "The report cannot be posted", $"{problem.Text} {problem.Action}");

    /// <summary>Why a report that was sent by hand was not taken; null where it was, or may have been.</summary>
    public static Refusal? OfSent(SlotRecord sent) => sent switch
    {
        { Result: PostResult.Refused, Code: { } code } => new(422, code, "The workflow did not take the report", sent.Text!),
        { Result: PostResult.Later, Code: { } code } => new(503, code, "The workflow did not take the report", $"{sent.Text} Send it again in a few minutes."),
        _ => null,
    };

    public static Refusal Changed(KeptSchedule kept, JsonElement theirs, string tag, JsonElement yours) => Refusals.ChangedMeanwhile(kept.Name, theirs, tag, yours);
}
