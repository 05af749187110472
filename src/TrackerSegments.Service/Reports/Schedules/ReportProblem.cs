using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>Why a report is not posted, and what a person can do.</summary>
/// <param name="Code">A fixed name, for programs.</param>
/// <param name="Text">What happened.</param>
/// <param name="Action">What to do.</param>
internal sealed record ReportProblem(string Code, string Text, string Action)
{
    private const string SaveAgain = "Somebody who may change reports saves it again: it runs with their rights then.";

    public static ReportProblem ExecutorLost(ReportExecutor executor) => new(
        "executorHasNoAccess", $"{executor.Shown}, with whose rights the report runs, has no access here any more, so it is not posted.", SaveAgain);

    /// <param name="executor">With whose rights it runs.</param>
    /// <param name="hidden">What it shows and they may not see.</param>
    public static ReportProblem SightLost(ReportExecutor executor, IReadOnlyList<string> hidden) => new(
        "executorMayNotSee",
        $"{executor.Shown}, with whose rights the report runs, may not see {string.Join(" and ", hidden)} in the tracker, so it is not posted.",
        $"Have an administrator of the tracker give them access, and it goes on by itself. Or: {SaveAgain}");

    public static ReportProblem SightUnknown(ReportExecutor executor, string why) => new(
        "executorNotAsked",
        $"Whether {executor.Shown}, with whose rights the report runs, may still see what it shows could not be asked, so it is not posted. {why}",
        "It is asked again every minute, and posted late when that succeeds.");

    public static ReportProblem WorkflowLost { get; } = new(
        "workflowLost", "The workflow's address cannot be decrypted with the keys that the service has, so nothing is posted.", "Enter the workflow's address again.");

    public static ReportProblem Refused(string? last) => new(
        "refusedAgainAndAgain",
        $"The workflow refused the report three times, so it is not posted any more. {last}".TrimEnd(),
        "Repair the workflow or make a new one, and save the report again, with the new address where there is one.");

    public static ReportProblem LensGone(string lens) => new(
        "lensGone", $"The report shows the lens \"{lens}\", which is not there any more, so it is not posted.", "Choose another lens for it, or delete it.");

    public static ReportProblem Unusable(string why) => new("reportUnusable", $"The report is not posted any more. {why}", "Save the report again, or delete it.");

    public static ReportProblem HistoryLost { get; } = new(
        "historyLost", "What is kept of its posts cannot be read, so that nobody knows what was posted, and nothing is.", "Delete the report and make it again.");

    /// <summary>The same among all that a person should know, with which report it is.</summary>
    public FindingPart ToFinding(KeptSchedule kept) => new(Code, "warning", $"Report \"{kept.Name}\": {Text}", [kept.Id], 1, Action, FindingFigures.None);
}
