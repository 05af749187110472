using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Asks for issues by id or key, as Jira holds them now. Who is gone or hidden is left out.</summary>
internal sealed class JiraFetch(TrackerHttp http, JiraSite site)
{
    /// <summary>How many issues Jira gives in one answer with their fields.</summary>
    public const int MostAtOnce = 100;

    /// <summary>Up to so many issues Data Center is asked for one by one: its search may be late.</summary>
    private const int MostSingly = 10;

    private const int MostTries = 4;

    /// <summary>The id and the key of an issue.</summary>
    public static (string Id, string Key) NamesOf(JsonElement issue) =>
        JiraText.At(issue, "id") is { } id && JiraText.At(issue, "key") is { } key ? (JiraText.Plain(id), JiraText.Plain(key)) : throw NotJira();

    /// <param name="ids">At most <see cref="MostAtOnce"/> ids or keys.</param>
    /// <param name="fields">The fields wanted.</param>
    /// <param name="actor">On whose behalf.</param>
    /// <param name="make">What to make of an issue while its answer is there.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public Task<List<T>> AskAsync<T>(
        IReadOnlyList<string> ids, IReadOnlyList<string> fields, Actor actor, Func<JsonElement, T> make, CancellationToken cancellationToken) =>
        site.IsCloud ? CloudAsync(ids, fields, actor, make, cancellationToken)
        : ids.Count > MostSingly ? ServerAsync(ids, fields, actor, make, cancellationToken)
        : SinglyAsync(ids, fields, actor, make, cancellationToken);

    private async Task<List<T>> CloudAsync<T>(
        IReadOnlyList<string> ids, IReadOnlyList<string> fields, Actor actor, Func<JsonElement, T> make, CancellationToken cancellationToken)
    {
        List<T> made = new(ids.Count);
        for (var tries = 1; ids.Count > 0; tries++)
        {
            var body = new JObject { ["issueIdsOrKeys"] = new JArray(ids), ["fields"] = new JArray(fields) };
            using var document = await http.SendAsync(Call(HttpMethod.Post, "issue/bulkfetch", actor, ids.Count) with { Body = body }, cancellationToken);
            var root = document?.RootElement ?? default;
            made.AddRange(Issues(root).EnumerateArray().Select(make));

            // Jira names here what it could not give this time; what is gone it leaves out.
            ids = JiraText.At(root, "issueErrors") is { ValueKind: JsonValueKind.Array } errors ? Failed(errors) : [];
            if (ids.Count > 0 && tries >= MostTries)
            {
                throw new TrackerException(new(
                    "issuesUnreadable", $"Jira could not give some issues, such as the one with the id {ids[0]}. It is tried again by itself.", Blame.Tracker)
                {
                    IsPassing = true,
                });
            }
        }

        return made;
    }

    /// <summary>Data Center refuses a search that names an issue it does not know, and does not find one that was made a moment ago.</summary>
    private async Task<List<T>> ServerAsync<T>(
        IReadOnlyList<string> ids, IReadOnlyList<string> fields, Actor actor, Func<JsonElement, T> make, CancellationToken cancellationToken)
    {
        List<T> made = new(ids.Count);
        HashSet<string> found = new(StringComparer.Ordinal);
        try
        {
            var body = new JObject
            {
                ["jql"] = JiraQuery.Issues(ids),
                ["startAt"] = 0,
                ["maxResults"] = ids.Count,
                ["fields"] = new JArray(fields),
            };
            using var document = await http.SendAsync(Call(HttpMethod.Post, "search", actor, ids.Count) with { Body = body }, cancellationToken);
            foreach (var issue in Issues(document?.RootElement ?? default).EnumerateArray())
            {
                made.Add(make(issue));
                var (id, key) = NamesOf(issue);
                found.Add(id);
                found.Add(key);
            }
        }
        catch (TrackerException e) when (e.Problem.Code == "badRequest")
        {
            // One of them is gone; which one, each says itself.
        }

        made.AddRange(await SinglyAsync([.. ids.Where(id => !found.Contains(id))], fields, actor, make, cancellationToken));
        return made;
    }

    private async Task<List<T>> SinglyAsync<T>(
        IReadOnlyList<string> ids, IReadOnlyList<string> fields, Actor actor, Func<JsonElement, T> make, CancellationToken cancellationToken)
    {
        var query = string.Join(',', fields.Select(Uri.EscapeDataString));
        var made = await Task.WhenAll(ids.Select(async id =>
        {
            var call = Call(HttpMethod.Get, "issue", actor, 1) with { Path = $"{site.Api}/issue/{Uri.EscapeDataString(id)}?fields={query}" };
            try
            {
                using var document = await http.SendAsync(call, cancellationToken);
                return document is null ? [] : (T[])[make(document.RootElement)];
            }
            catch (TrackerException e) when (e.Problem.Code is "notFound" or "forbidden")
            {
                return [];
            }
        }));
        return [.. made.SelectMany(one => one)];
    }

    private static JsonElement Issues(JsonElement root) => JiraText.At(root, "issues") is { ValueKind: JsonValueKind.Array } issues
        ? issues
        : throw NotJira();

    private static TrackerException NotJira() => new(new(
        "notTheTracker", "Jira gave no issues where it was asked for some, or issues without id and key. A proxy that changes answers may stand between.", Blame.Administrator));

    private static List<string> Failed(JsonElement errors) =>
        [.. errors.EnumerateArray().Select(error => JiraText.At(error, "id") is { } id ? JiraText.Plain(id) : null).OfType<string>()];

    private TrackerCall Call(HttpMethod method, string endpoint, Actor actor, int count) => new(method, $"{site.Api}/{endpoint}", endpoint)
    {
        Actor = actor,
        Purpose = count == 1 ? "an issue" : "a page of issues",
    };
}
