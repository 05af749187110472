namespace TrackerSegments.Service.Reports.Teams;

/// <summary>The one table of what a workflow answers and what that means.</summary>
internal static class PostAnswers
{
    private const string MakeAnew = "Make the workflow anew in Teams and enter its new address.";

    public static PostOutcome Accepted { get; } = new(
        PostResult.Accepted, "accepted", "The workflow accepted the report. Whether it was posted is in the workflow's run history.");

    public static PostOutcome Unknown { get; } = new(
        PostResult.Unknown, "unknown", "The report was sent, but no answer came. It may have been posted, so it is not sent again; look into the channel.");

    public static PostOutcome Unreachable { get; } = new(PostResult.Later, "unreachable", "The workflow cannot be reached. Nothing was posted.");

    public static PostOutcome NotPublic(string text) => new(PostResult.Refused, "hostNotAllowed", text);

    /// <param name="status">The HTTP status.</param>
    /// <param name="retryAfter">When to try again, where the answer says so.</param>
    public static PostOutcome Of(int status, TimeSpan? retryAfter) => status switch
    {
        200 or 202 => Accepted,
        400 => new(
            PostResult.Refused, "triggerInputSchemaMismatch", "The workflow does not take cards. Use the template \"Send webhook alerts to a channel\" unchanged."),
        401 or 403 => new(
            PostResult.Refused, "directApiAuthorizationRequired", $"The workflow asks for a sign-in, or its address has changed. Let anyone trigger it, or: {MakeAnew}"),
        404 or 410 => new(PostResult.Refused, "workflowGone", $"The workflow is deleted or switched off. Switch it on, or: {MakeAnew}"),
        413 => new(PostResult.Refused, "tooLarge", "The workflow finds the report too large. Nothing was posted; please report this as a fault of TrackerSegments."),
        408 or 429 => new(PostResult.Later, "throttled", "The workflow gets too many messages at the moment. Nothing was posted.", retryAfter),

        // A gateway that stopped waiting does not know either.
        504 => Unknown,
        >= 500 => new(PostResult.Later, "workflowFailed", "The workflow's service failed. Nothing was posted.", retryAfter),
        >= 300 and < 400 => new(PostResult.Refused, "redirected", $"The workflow's address leads somewhere else, where nothing is sent. {MakeAnew}"),
        _ => new(PostResult.Refused, "refused", FormattableString.Invariant($"The workflow refused the report with status {status}. {MakeAnew}")),
    };
}
