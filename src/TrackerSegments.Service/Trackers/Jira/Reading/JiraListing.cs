using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Lists the ids of the issues that a query finds: all of them, or an exception. An id may come twice.</summary>
internal sealed class JiraListing(TrackerHttp http, JiraSite site)
{
    public const int CloudPage = 5_000;
    public const int ServerPage = 1_000;

    /// <summary>Data Center shows no row of a result beyond this one.</summary>
    public const int ServerWindow = 10_000;

    private const int MostPages = 2_000;
    private const int MostEmptyPages = 3;

    /// <summary>One call of a search that asks for ids alone.</summary>
    public static TrackerCall Call(JiraSite site, string jql, int maxResults, string? pageToken, IReadOnlyList<string> reconcile, string purpose)
    {
        var body = new JObject { ["jql"] = jql, ["maxResults"] = maxResults, ["fields"] = new JArray("id") };
        if (pageToken is not null)
        {
            body["nextPageToken"] = pageToken;
        }

        if (site.IsCloud && reconcile.Count > 0)
        {
            body["reconcileIssues"] = new JArray(reconcile.Select(id => long.Parse(id, CultureInfo.InvariantCulture)));
        }

        return new(HttpMethod.Post, site.IsCloud ? $"{site.Api}/search/jql" : $"{site.Api}/search", "search") { Body = body, Purpose = purpose };
    }

    /// <summary>The epics of one project.</summary>
    public IAsyncEnumerable<IReadOnlyList<string>> OfProjectAsync(string jql, string purpose, CancellationToken cancellationToken) =>
        site.IsCloud ? CloudAsync(jql, [], purpose, cancellationToken) : ByKeyAsync(jql, purpose, cancellationToken);

    /// <summary>What a query finds that may name issues which are gone.</summary>
    /// <param name="jql">The query.</param>
    /// <param name="reconcile">At most 50 issues that are to be looked at as they are, and not as the search index has them.</param>
    /// <param name="purpose">For sentences.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="TooManyException">Data Center shows only a part of what is found.</exception>
    public IAsyncEnumerable<IReadOnlyList<string>> FindAsync(string jql, IReadOnlyList<string> reconcile, string purpose, CancellationToken cancellationToken) =>
        site.IsCloud ? CloudAsync(jql, reconcile, purpose, cancellationToken) : ByOffsetAsync(jql, purpose, cancellationToken);

    private static TrackerException Incomplete(string purpose, string what) => new(new(
        "pagesBroken", $"Jira's pages do not lead to the end of {purpose}: {what}. Nothing is concluded from a part of them; it is tried again by itself.", Blame.Tracker)
    {
        IsPassing = true,
    });

    private static (List<string> Ids, string? LastKey) Issues(JsonElement root, string purpose)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("issues", out var issues) || issues.ValueKind != JsonValueKind.Array)
        {
            throw Incomplete(purpose, "an answer has no issues in it");
        }

        List<string> ids = new(issues.GetArrayLength());
        string? key = null;
        foreach (var issue in issues.EnumerateArray())
        {
            ids.Add(JiraText.At(issue, "id") is { } id && JiraText.Plain(id) is { Length: > 0 } text ? text : throw Incomplete(purpose, "an issue has no id"));
            key = JiraText.Own(JiraText.At(issue, "key"));
        }

        return (ids, key);
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> CloudAsync(
        string jql, IReadOnlyList<string> reconcile, string purpose, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (pages, empty) = (0, 0);
        var mayRestart = true;
        string? token = null;
        HashSet<string> tokens = new(StringComparer.Ordinal);
        while (true)
        {
            List<string> ids;
            bool? isLast;
            string? next;
            try
            {
                using var document = await http.SendAsync(Call(site, jql, CloudPage, token, reconcile, purpose), cancellationToken);
                var root = document?.RootElement ?? default;
                (ids, _) = Issues(root, purpose);
                isLast = root.TryGetProperty("isLast", out var last) && last.ValueKind is JsonValueKind.True or JsonValueKind.False ? last.GetBoolean() : null;
                next = JiraText.At(root, "nextPageToken") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
            }
            catch (TrackerException e) when (token is not null && mayRestart && e.Problem.Code is "badRequest" or "callRemoved")
            {
                // The page token expired. From the start again, once; what was listed is listed a second time.
                (token, mayRestart, pages) = (null, false, 0);
                tokens.Clear();
                continue;
            }

            if (ids.Count > 0)
            {
                yield return ids;
            }

            if (isLast == true || (next is null && isLast is null))
            {
                yield break;
            }

            empty = ids.Count == 0 ? empty + 1 : 0;
            token = next is null ? throw Incomplete(purpose, "there is more, but no token to ask for it")
                : !tokens.Add(next) ? throw Incomplete(purpose, "a page leads back to an earlier one")
                : empty >= MostEmptyPages ? throw Incomplete(purpose, "one page after the other is empty")
                : ++pages >= MostPages ? throw Incomplete(purpose, "there is no end to them")
                : next;
        }
    }

    /// <summary>Goes on after the last key, and not by counting rows, so that a row that is deleted meanwhile moves none out of sight.</summary>
    private async IAsyncEnumerable<IReadOnlyList<string>> ByKeyAsync(
        string jql, string purpose, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        for (var pages = 0; ; pages++)
        {
            var from = after is null ? jql : $"({jql}) AND key > \"{after}\"";
            using var document = await http.SendAsync(Call(site, $"{from} ORDER BY key ASC", ServerPage, null, [], purpose), cancellationToken);
            var (ids, key) = Issues(document?.RootElement ?? default, purpose);
            if (ids.Count > 0)
            {
                yield return ids;
            }

            if (ids.Count == 0 || Total(document!) <= ids.Count)
            {
                yield break;
            }

            after = key is null ? throw Incomplete(purpose, "an issue has no key")
                : key == after ? throw Incomplete(purpose, "a page leads back to an earlier one")
                : pages >= MostPages ? throw Incomplete(purpose, "there is no end to them")
                : key;
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> ByOffsetAsync(
        string jql, string purpose, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = 0;
        var total = -1L;
        while (true)
        {
            var call = Call(site, $"{jql} ORDER BY key ASC", ServerPage, null, [], purpose);
            call.Body!["startAt"] = start;
            using var document = await http.SendAsync(call, cancellationToken);
            var (ids, _) = Issues(document?.RootElement ?? default, purpose);
            var now = Total(document!);
            if (now > ServerWindow)
            {
                throw new TooManyException(purpose);
            }

            if (total >= 0 && now < total)
            {
                // Rows that are gone moved others to pages that were read already.
                (start, total) = (0, now);
                continue;
            }

            if (ids.Count > 0)
            {
                yield return ids;
            }

            (start, total) = (start + ids.Count, now);
            if (ids.Count == 0 || start >= now)
            {
                yield break;
            }
        }
    }

    private static long Total(JsonDocument document) =>
        document.RootElement.TryGetProperty("total", out var total) && total.TryGetInt64(out var count) ? count : long.MaxValue;
}

/// <summary>A query finds more than the tracker shows; a narrower one is to be asked.</summary>
internal sealed class TooManyException(string purpose) : Exception
{
    public TrackerException ToProblem() => new(new(
        "tooManyFound", $"Jira shows no more than 10,000 results and there are more: {purpose}. Narrow what is read with a query, or split the project.", Blame.Administrator));
}
