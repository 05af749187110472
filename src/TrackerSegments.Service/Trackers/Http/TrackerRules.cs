namespace TrackerSegments.Service.Trackers;

/// <summary>
/// The one table from what a tracker answers to what is done. Every status from 300 to 599 has exactly one row without a reason; a row of
/// the tracker's own stands in for the shared one.
/// </summary>
internal sealed class TrackerRules(IReadOnlyList<TrackerRule> own)
{
    public const string Wait = "It goes on by itself when the limit allows.";
    public const string Down = "It is tried again by itself.";

    private static readonly TrackerRule[] Shared =
    [
        Row(300, 399, Blame.Person, "addressMoved", "{host} points to another address when asked for {purpose}. Give the address that the browser shows when {product} is open; it may be a login page or a proxy that answers."),
        Row(400, 400, Blame.Us, "badRequest", "{host} does not accept {purpose}."),
        Row(401, 401, Blame.Person, "notAuthenticated", "{host} does not accept the token ({purpose}). Give a token that is valid.", CallRepeat.WithNewerToken),
        Row(402, 402, Blame.Administrator, "notLicensed", "{host} has no licence for {purpose}. An administrator can renew it."),
        Row(403, 403, Blame.Administrator, "forbidden", "The account is known to {host}, but may not do this: {purpose}. Have an administrator give it the permission, or use another account."),
        Row(404, 404, Blame.Person, "notFound", "{host} has not got what is asked for, or hides it from the account: {purpose}. Check the address and the account's permissions."),
        Row(405, 406, Blame.Person, "notSupported", "{host} does not know this call: {purpose}. Check that the address is {product}'s own."),
        Row(407, 407, Blame.Administrator, "proxyRefuses", "A proxy before {host} wants a login of its own: {purpose}. Let this computer reach {product} without it."),
        Row(408, 408, Blame.Tracker, "trackerSlow", "{host} did not answer in time: {purpose}. " + Down, CallRepeat.Reads),
        Row(409, 409, Blame.Tracker, "trackerBusy", "{host} is changing the same thing right now: {purpose}. " + Down, CallRepeat.Reads),
        Row(410, 410, Blame.Us, "callRemoved", "{host} no longer offers this call: {purpose}. A newer TrackerSegments is needed."),
        Row(411, 411, Blame.Us, "badRequest", "{host} does not accept {purpose}."),
        Row(412, 412, Blame.Us, "badRequest", "{host} does not accept {purpose}."),
        Row(413, 413, Blame.Us, "tooLarge", "{host} finds this too large: {purpose}."),
        Row(414, 420, Blame.Us, "badRequest", "{host} does not accept {purpose}."),
        Row(421, 421, Blame.Tracker, "trackerDown", "{host} sent the call to the wrong server: {purpose}. " + Down, CallRepeat.Always),
        Row(422, 422, Blame.Us, "badRequest", "{host} does not accept {purpose}."),
        Row(423, 423, Blame.Administrator, "trackerLocked", "{host} has locked this: {purpose}. An administrator can unlock it."),
        Row(424, 424, Blame.Us, "badRequest", "{host} does not accept {purpose}."),
        Row(425, 425, Blame.Tracker, "trackerBusy", "{host} wants to be asked later: {purpose}. " + Down, CallRepeat.Always),
        Row(426, 428, Blame.Us, "badRequest", "{host} does not accept {purpose}."),
        Row(429, 429, Blame.Tracker, "tooManyCalls", "{host} allows no more calls of this kind for now: {purpose}. " + Wait, CallRepeat.Always, CallPause.Endpoint),
        Row(430, 450, Blame.Us, "badRequest", "{host} does not accept {purpose}."),
        Row(451, 451, Blame.Administrator, "forbidden", "{host} may not give this for legal reasons: {purpose}."),
        Row(452, 499, Blame.Us, "badRequest", "{host} does not accept {purpose}."),
        Row(500, 500, Blame.Tracker, "trackerFailed", "{host} had an error of its own: {purpose}. " + Down, CallRepeat.Reads),
        Row(501, 501, Blame.Person, "notSupported", "{host} does not know this call: {purpose}. Check that the address is {product}'s own."),
        Row(502, 504, Blame.Tracker, "trackerDown", "{host} is not available right now: {purpose}. " + Down, CallRepeat.Reads),
        Row(505, 506, Blame.Administrator, "notSupported", "{host} does not speak the same HTTP: {purpose}. A proxy may stand between."),
        Row(507, 507, Blame.Administrator, "trackerFull", "{host} has no room left: {purpose}. An administrator has to make some."),
        Row(508, 510, Blame.Tracker, "trackerFailed", "{host} had an error of its own: {purpose}. " + Down, CallRepeat.Reads),
        Row(511, 511, Blame.Person, "loginPage", "A network login stands between this computer and {host}: {purpose}. Log in to the network first."),
        Row(512, 599, Blame.Tracker, "trackerFailed", "{host} had an error of its own: {purpose}. " + Down, CallRepeat.Reads),
    ];

    public IReadOnlyList<TrackerRule> All { get; } =
    [
        .. own,
        .. Shared.Where(shared => !own.Any(rule => rule.Reason is null && (rule.From, rule.To) == (shared.From, shared.To))),
    ];

    /// <summary>The row of an answer. A status that is in no row is a failure of the tracker that reading may try again.</summary>
    public TrackerRule Of(int status, string? reason) =>
        All.FirstOrDefault(rule => rule.Reason is not null && rule.IsFor(status, reason))
        ?? All.FirstOrDefault(rule => rule.Reason is null && rule.IsFor(status, reason))
        ?? Row(status, status, Blame.Tracker, "trackerFailed", "{host} gave an answer that HTTP does not know: {purpose}. " + Down, CallRepeat.Reads);

    private static TrackerRule Row(
        int from, int to, Blame blame, string code, string text, CallRepeat repeat = CallRepeat.Never, CallPause pause = CallPause.None) =>
        new(from, to, null, repeat, pause, blame, code, text);
}
