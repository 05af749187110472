#pragma warning disable CS9113
using System.Text.Json;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Speaks HTTP with one Jira site: signs, paces, repeats what may be repeated, and says in sentences what went wrong.</summary>
internal sealed class JiraHttp(ConnectionSettings settings, ConnectionSecret secret, IWriteSwitch writeSwitch, TimeProvider clock) : IDisposable
{
    /// <returns>The answer's JSON, to be disposed of; null where it has no body.</returns>
    /// <exception cref="TrackerException">The call did not succeed.</exception>
    public Task<JsonDocument?> SendAsync(JiraCall call, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public void Dispose()
    {
    }
}
