namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>What a refusal of Azure DevOps means for an edit, as far as its code and its words say.</summary>
internal sealed class AzureMeaning(AzureRefusals refusals)
{
    /// <summary>Refusals that are about the work item alone; others can still be written.</summary>
    private static readonly string[] AboutTheItem =
        ["badRequest", "ruleRefused", "forbidden", "notFound", "fieldNotFound", "projectGone", "tooLarge", "trackerLocked", "notSupported"];

    public static bool IsAboutTheItem(TrackerProblem problem) => AboutTheItem.Contains(problem.Code, StringComparer.Ordinal);

    /// <param name="edit">The edit.</param>
    /// <param name="code">The code of the problem.</param>
    /// <param name="said">What Azure DevOps said.</param>
    /// <param name="actor">On whose behalf.</param>
    /// <returns>What became of the edit; null where the words do not say.</returns>
    public WriteOutcome? Of(AzureEdit edit, string code, string said, Actor actor) =>
        code == "forbidden" ? Refused(refusals.MayNotEdit(edit, actor))
        : code == "notFound" ? new WriteOutcome.NotFound()
        : code == "fieldNotFound" || Says(said, "InvalidNotEmpty") ? Refused(refusals.FieldNotOnType(edit))
        : Says(said, "InvalidNotOldValue") || Says(said, "ReadOnly") ? Refused(refusals.RuleReadOnly(edit))
        : Says(said, "InvalidTooLong") ? Refused(refusals.TextTooLong(edit))
        : Says(said, "not in the list of supported values") || Says(said, "InvalidListValue") ? Refused(NotListed(edit))
        : code == "ruleRefused" ? Refused(AzureRefusals.RuleRefuses(edit, said))
        : null;

    private TrackerProblem NotListed(AzureEdit edit) => AzureSegmentText.Parse(edit.Text, AzureFieldKind.List).Count > 1
        ? refusals.OneValueOnly(edit)
        : refusals.OptionMissing(edit, edit.Text, edit.OfType.Offered);

    private static WriteOutcome.Refused Refused(TrackerProblem problem) => new(problem);

    private static bool Says(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
