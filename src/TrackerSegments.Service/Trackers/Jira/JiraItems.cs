#pragma warning disable CS9113
using Newtonsoft.Json.Linq;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Fetches issues by id with the wanted fields, and makes items of them.</summary>
internal sealed class JiraItems(JiraHttp http, JiraSite site, ConnectionSettings settings)
{
    /// <summary>The issues that are there and may be seen, as Jira holds them now (not as its search index does). At most 100 ids a call on Cloud; splits by itself.</summary>
    public Task<IReadOnlyList<JObject>> FetchAsync(IReadOnlyList<string> ids, Actor actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <exception cref="TrackerException">A wanted field is not in the answer (fieldMissing).</exception>
    public WorkItem ToItem(JObject issue) => throw new NotSupportedException();

    /// <summary>The segment field's values of an issue, trimmed, never empty.</summary>
    public IReadOnlyList<string> SegmentValues(JObject issue) => throw new NotSupportedException();
}
