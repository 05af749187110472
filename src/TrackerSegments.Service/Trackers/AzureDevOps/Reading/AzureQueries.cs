using System.Runtime.CompilerServices;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Asks queries for ids: all of what they find, or an exception.</summary>
internal sealed class AzureQueries(TrackerHttp http, AzureSite site)
{
    /// <summary>Azure DevOps shows 20,000 results of a query at most, and refuses one that finds more.</summary>
    private const int Most = 19_999;

    /// <summary>How many items one query of links begins with: it may not be longer than 32,000 characters.</summary>
    private const int MostRoots = 1_000;

    private const int MostPages = 5_000;
    private const int MostQueriesOfLinks = 8;

    /// <summary>Ids in their order, page by page.</summary>
    /// <param name="scope">The project.</param>
    /// <param name="query">The query of what comes after an id.</param>
    /// <param name="purpose">For sentences.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async IAsyncEnumerable<AzureIdPage> InOrderAsync(
        TrackerScope scope, Func<long, string> query, string purpose, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long after = 0;
        for (var pages = 0; pages < MostPages; pages++)
        {
            using var document = await AskAsync(scope, query(after), purpose, cancellationToken);
            var root = document?.RootElement;
            List<long> ids = [.. Rows(root, "workItems", purpose).Select(row => IdOf(row, purpose))];
            yield return new([.. ids.Select(AzureIds.Text)], AzureInstant.Of(TrackerText.At(root, "asOf")));
            if (ids.Count < Most)
            {
                yield break;
            }

            var last = ids.Max();
            after = last > after ? last : throw Broken(purpose, "a page leads back to an earlier one");
        }

        throw Broken(purpose, "there is no end to them");
    }

    /// <summary>Everything that hangs below some items, without themselves.</summary>
    public async Task<IReadOnlyCollection<string>> BelowAsync(
        TrackerScope scope, IReadOnlyCollection<string> roots, string purpose, CancellationToken cancellationToken)
    {
        HashSet<string> below = new(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = MostQueriesOfLinks, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(roots.Chunk(MostRoots), options, async (chunk, cancel) =>
        {
            foreach (var ids in await BelowAsync(scope, chunk, purpose, cancel))
            {
                lock (below)
                {
                    below.Add(ids);
                }
            }
        });
        below.ExceptWith(roots);
        return below;
    }

    private static TrackerException Broken(string purpose, string what) => new(new(
        "pagesBroken", $"Azure DevOps's pages do not lead to the end of {purpose}: {what}. Nothing is concluded from a part of them; it is tried again by itself.", Blame.Tracker)
    {
        IsPassing = true,
    });

    private static JsonElement.ArrayEnumerator Rows(JsonElement? root, string name, string purpose) =>
        TrackerText.At(root, name) is { ValueKind: JsonValueKind.Array } rows ? rows.EnumerateArray() : throw Broken(purpose, "an answer has no results in it");

    private static long IdOf(JsonElement? row, string purpose) =>
        TrackerText.At(row, "id") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var id) ? id : throw Broken(purpose, "a work item has no id");

    /// <remarks>Where there are too many, halves are asked for.</remarks>
    private async Task<IReadOnlyCollection<string>> BelowAsync(TrackerScope scope, string[] roots, string purpose, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await AskAsync(scope, AzureQuery.Below(roots), purpose, cancellationToken, top: null);
            return [.. Rows(document?.RootElement, "workItemRelations", purpose).Select(row => AzureIds.Text(IdOf(TrackerText.At(row, "target"), purpose)))];
        }
        catch (TrackerException e) when (e.Problem.Code == "tooManyFound" && roots.Length > 1)
        {
            var first = await BelowAsync(scope, roots[..(roots.Length / 2)], purpose, cancellationToken);
            return [.. first, .. await BelowAsync(scope, roots[(roots.Length / 2)..], purpose, cancellationToken)];
        }
        catch (TrackerException e) when (e.Problem.Code == "tooManyFound")
        {
            throw new TrackerException(new(
                "tooManyFound", $"More than 20,000 work items hang below {roots[0]}, which is more than Azure DevOps shows. Divide it, or leave --wiql out.", Blame.Administrator), e);
        }
    }

    private Task<JsonDocument?> AskAsync(TrackerScope scope, string query, string purpose, CancellationToken cancellationToken, int? top = Most) => http.SendAsync(
        site.Call(HttpMethod.Post, $"{Uri.EscapeDataString(scope.Key)}/_apis/wit/wiql", "wiql", purpose, $"timePrecision=true{(top is null ? "" : FormattableString.Invariant($"&$top={top}"))}") with
        {
            Body = new JObject { ["query"] = query },
        },
        cancellationToken);
}

/// <summary>Ids that a query found.</summary>
/// <param name="Ids">The ids.</param>
/// <param name="AsOf">When that was so, by the tracker's own clock.</param>
internal sealed record AzureIdPage(IReadOnlyList<string> Ids, DateTimeOffset? AsOf);
