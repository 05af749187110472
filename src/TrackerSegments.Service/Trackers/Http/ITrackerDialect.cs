using System.Net.Http.Headers;
using System.Text.Json;
using TrackerSegments.Service.Outbound;

namespace TrackerSegments.Service.Trackers;

/// <summary>What of speaking HTTP is different from tracker to tracker.</summary>
internal interface ITrackerDialect
{
    /// <summary>What people call it: Jira, Azure DevOps.</summary>
    string Product { get; }

    /// <summary>What it is called for, which decides which hosts may be called.</summary>
    OutboundPurpose Purpose { get; }

    /// <summary>The rows of the table of errors that are its own; they go before the shared ones.</summary>
    IReadOnlyList<TrackerRule> Rules { get; }

    CallLimits Limits { get; }

    /// <summary>The status that an answer means: some say yes to nobody in particular.</summary>
    int StatusOf(HttpResponseMessage response);

    /// <summary>What an answer says about why not, for the table of errors; null where it says nothing.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="error">Its body; null where that is no JSON.</param>
    string? ReasonOf(HttpResponseMessage response, JsonElement? error);

    /// <summary>What an error's body says to people. It may be anybody's text.</summary>
    IEnumerable<string?> WordsOf(JsonElement error);

    /// <summary>How long the tracker wants to be left alone after an answer that is none of failure; null where it does not mind.</summary>
    TimeSpan? SlowDown(HttpResponseMessage response);

    /// <summary>The token of a call as it is now.</summary>
    /// <exception cref="TrackerException">There is none, or it can be none.</exception>
    ValueTask<string> TokenAsync(TrackerCall call, CancellationToken cancellationToken);

    /// <summary>Whether another token can be had than the one that a call was signed with.</summary>
    ValueTask<bool> HasNewerAsync(TrackerCall call, string token, CancellationToken cancellationToken);

    AuthenticationHeaderValue Sign(TrackerCall call, string token);
}

/// <summary>How many calls a tracker bears.</summary>
/// <param name="AtOnce">On their way to one endpoint.</param>
/// <param name="Reads">GET and POST to one endpoint within the window.</param>
/// <param name="Writes">Other calls to one endpoint within the window.</param>
/// <param name="Window">How long the window is.</param>
internal sealed record CallLimits(int AtOnce, int Reads, int Writes, TimeSpan Window)
{
    /// <summary>How many writes to one item, within how long; each holds.</summary>
    public IReadOnlyList<(int Calls, TimeSpan Window)> PerItem { get; init; } = [];
}
