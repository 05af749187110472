using System.Net.Sockets;
using TrackerSegments.Service.Outbound;

namespace TrackerSegments.Service.Trackers;

/// <summary>Why a call did not succeed this time.</summary>
/// <param name="Code">The problem's fixed name.</param>
/// <param name="Text">The sentence, with {host}, {product} and {purpose} to be filled in.</param>
/// <param name="Blame">Who can mend it.</param>
/// <param name="Repeat">Which calls are sent again.</param>
internal sealed record TrackerFailure(string Code, string Text, Blame Blame, CallRepeat Repeat)
{
    public CallPause Pause { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the tracker says about it.</summary>
    public string Said { get; init; } = "";

    public int MostTries { get; init; } = int.MaxValue;

    public Exception? Inner { get; init; }

    public bool IsPassing => Repeat is CallRepeat.Reads or CallRepeat.Always;

    public static TrackerFailure Of(TrackerRule rule, TimeSpan? retryAfter, string said) =>
        new(rule.Code, rule.Text, rule.Blame, rule.Repeat) { Pause = rule.Pause, RetryAfter = retryAfter, Said = said };

    public static TrackerFailure Slow(TrackerCall call, Exception e) => call.IsWrite
        ? Unknown(e)
        : new("trackerSlow", "{host} did not answer in time: {purpose}. It is tried again by itself.", Blame.Tracker, CallRepeat.Reads) { Inner = e, MostTries = 3 };

    /// <summary>What a fault of the network means. Where no connection came about, nothing was carried out.</summary>
    public static TrackerFailure Of(TrackerCall call, Exception e) => (e as HttpRequestException)?.HttpRequestError switch
    {
        _ when e.InnerException is OutboundRefusedException refused => new(
            "hostNotAllowed", $"{refused.Message} ({{purpose}}) Whoever runs the service can allow the host.", Blame.Administrator, CallRepeat.Never)
        {
            Inner = e,
        },
        HttpRequestError.NameResolutionError => new(
            "hostNotFound", "There is no computer named {host}, or the network's name service does not answer ({purpose}). Check the address.", Blame.Person, CallRepeat.Always)
        {
            Inner = e,
            MostTries = 2,
        },
        HttpRequestError.SecureConnectionError => new(
            "notTrusted", "{host} does not prove who it is, so the token was not sent: {purpose}. Its certificate has to be one that this computer trusts.", Blame.Administrator, CallRepeat.Never)
        {
            Inner = e,
        },
        HttpRequestError.ConnectionError => new(
            "unreachable", IsRefused(e)
                ? "Nothing answers at {host}, the connection is refused: {purpose}. Check the address and that {product} is running."
                : "{host} cannot be reached: {purpose}. Check the address and the network.", Blame.Tracker, CallRepeat.Always)
        {
            Inner = e,
            MostTries = 4,
        },
        _ when call.IsWrite => Unknown(e),
        _ => new("answerCut", "The answer of {host} broke off in the middle: {purpose}. It is tried again by itself.", Blame.Tracker, CallRepeat.Reads) { Inner = e },
    };

    /// <summary>A write whose answer was lost.</summary>
    private static TrackerFailure Unknown(Exception e) => new(
        "outcomeUnknown", "The connection to {host} was lost before it was known whether this was carried out: {purpose}. Read it again before it is tried once more.", Blame.Tracker, CallRepeat.Never)
    {
        Inner = e,
    };

    private static bool IsRefused(Exception e) => e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
}
