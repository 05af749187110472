using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Access;

/// <summary>Why a caller is not let in. None says which check failed: that is in the log.</summary>
internal static class AccessRefusals
{
    public static Refusal Unauthenticated { get; } = new(
        401,
        "unauthenticated",
        "Who is calling is not known",
        "This address is for callers who say who they are. Send a token or a key in the header Authorization: Bearer, "
            + "or open the panel in the tracker.");

    public static Refusal InvalidToken { get; } = new(
        401,
        "invalidToken",
        "The token is not accepted",
        "The token or key in the header Authorization is not valid here, or is no longer. Get a new one and send the request again; "
            + "an administrator finds the cause in the log under the trace id.");

    public static Refusal NotVerifiable { get; } = new(
        503,
        "callerNotVerifiable",
        "The caller cannot be verified now",
        "The keys that tokens are verified with cannot be had at the moment, so nobody is let in with them. Try again in a minute.")
    {
        RetryAfter = TimeSpan.FromMinutes(1),
    };

    public static Refusal Closed { get; } = new(
        403, "closed", "This address is closed", "Nobody may use this address. The addresses are listed in /openapi/v1.json.");

    public static Refusal RoleTooLow(Role needed, Role has) => new(
        403,
        "roleTooLow",
        "Not allowed",
        $"This needs the role {needed.Name()}; {(has is Role.None ? "you have none" : $"you have {has.Name()}")}. "
            + "Ask whoever administers TrackerSegments for it.");
}
