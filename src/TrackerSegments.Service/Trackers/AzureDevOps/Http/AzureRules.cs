namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>The rows of the table of errors that are Azure DevOps's own. A reason is the number of a message, or the kind of an exception.</summary>
internal static class AzureRules
{
    private const string Rejected = "{host} does not accept the token ({purpose}). It may have expired, have been revoked, or be meant for another organization. Give a token of this organization that may read and write work items.";
    private const string Blocked = "{host} has had too many or too costly calls from this account of late: {purpose}. " + TrackerRules.Wait;
    private const string Changed = "Somebody else changed the work item in {host} in the meantime: {purpose}.";
    private const string NoProject = "{host} has no such project, or hides it from the account: {purpose}. Check the name, or have an administrator give the account access.";
    private const string NoRight = "The account is known to {host}, but may not do this: {purpose}. Have an administrator give it the permission, or use another account.";
    private const string NoItem = "{host} has no such work item, or hides it from the account: {purpose}. It may have been deleted.";

    public static IReadOnlyList<TrackerRule> Own { get; } =
    [
        new(401, 401, null, CallRepeat.WithNewerToken, CallPause.None, Blame.Person, "notAuthenticated", Rejected),
        new(429, 429, null, CallRepeat.Always, CallPause.Tenant, Blame.Tracker, "tooManyCalls", Blocked),
        new(400, 599, "TF400733", CallRepeat.Always, CallPause.Tenant, Blame.Tracker, "tooManyCalls", Blocked),
        new(412, 412, null, CallRepeat.Never, CallPause.None, Blame.Tracker, "revisionChanged", Changed),
        new(400, 412, "VS403351", CallRepeat.Never, CallPause.None, Blame.Tracker, "revisionChanged", Changed),
        new(400, 412, "TF26071", CallRepeat.Never, CallPause.None, Blame.Tracker, "revisionChanged", Changed),
        new(400, 404, "TF200016", CallRepeat.Never, CallPause.None, Blame.Administrator, "projectGone", NoProject),
        new(400, 404, "VS800075", CallRepeat.Never, CallPause.None, Blame.Administrator, "projectGone", NoProject),
        new(400, 404, "ProjectDoesNotExist", CallRepeat.Never, CallPause.None, Blame.Administrator, "projectGone", NoProject),
        new(400, 404, "TF237111", CallRepeat.Never, CallPause.None, Blame.Administrator, "forbidden", NoRight),
        new(400, 404, "TF401289", CallRepeat.Never, CallPause.None, Blame.Administrator, "forbidden", NoRight),
        new(400, 404, "TF401232", CallRepeat.Never, CallPause.None, Blame.Person, "notFound", NoItem),
        new(400, 404, "WorkItemUnauthorizedAccessException", CallRepeat.Never, CallPause.None, Blame.Person, "notFound", NoItem),
        Refused("VS402337", Blame.Us, "tooManyFound", "{host} shows no more results of one query than 20,000, and there are more: {purpose}."),
        Refused("TF51535", Blame.Administrator, "fieldNotFound", "{host} does not know a field: {purpose}."),
        Refused("TF237082", Blame.Us, "tooLarge", "{host} finds this too large: {purpose}."),
        Refused("TF401320", Blame.Person, "ruleRefused", "A rule of the work item's type in {host} does not allow this: {purpose}."),
        Refused("RuleValidationException", Blame.Person, "ruleRefused", "A rule of the work item's type in {host} does not allow this: {purpose}."),
        Refused("VssVersionOutOfRangeException", Blame.Administrator, "notSupported", "{host} is older than what TrackerSegments speaks with: {purpose}. Azure DevOps Server 2022 or later is needed."),
    ];

    /// <summary>The whole table, with the rows that all trackers share.</summary>
    public static TrackerRules Table { get; } = new(Own);

    private static TrackerRule Refused(string reason, Blame blame, string code, string text) =>
        new(400, 400, reason, CallRepeat.Never, CallPause.None, blame, code, text);
}
