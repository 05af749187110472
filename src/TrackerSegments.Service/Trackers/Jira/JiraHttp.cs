#pragma warning disable CS9113
using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Speaks HTTP with one Jira site: signs, paces, repeats what may be repeated, and says in sentences what went wrong.</summary>
internal sealed class JiraHttp(ConnectionSettings settings, ConnectionSecret secret, IWriteSwitch writeSwitch, TimeProvider clock) : IDisposable
{
    /// <returns>The answer's JSON; null where it has no body.</returns>
    /// <exception cref="TrackerException">The call did not succeed.</exception>
    public Task<JToken?> SendAsync(JiraCall call, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public void Dispose()
    {
    }
}
