using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Fetches work items by id with the wanted fields, as they are now.</summary>
internal sealed class AzureItems(TrackerHttp http, AzureSite site, ConnectionSettings settings)
{
    /// <summary>How many work items Azure DevOps gives in one answer.</summary>
    public const int MostAtOnce = 200;

    private readonly AzureItemMap map = new(site, settings);

    /// <summary>The work items that are there and may be seen. Splits by itself.</summary>
    /// <exception cref="TrackerException">They cannot be read.</exception>
    public async Task<IReadOnlyList<AzureItem>> FetchAsync(IReadOnlyList<string> ids, Actor actor, CancellationToken cancellationToken)
    {
        var chunks = await Task.WhenAll(ids.Distinct(StringComparer.Ordinal).Chunk(MostAtOnce).Select(chunk => ReadAsync(chunk, actor, cancellationToken)));
        return chunks is [var one] ? one : [.. chunks.SelectMany(items => items)];
    }

    /// <summary>At most <see cref="MostAtOnce"/> work items.</summary>
    public async Task<IReadOnlyList<AzureItem>> ReadAsync(IReadOnlyList<string> ids, Actor actor, CancellationToken cancellationToken)
    {
        // What is no number is no work item.
        long[] numbers = [.. ids.Select(AzureIds.NumberOf).OfType<long>()];
        if (numbers.Length == 0)
        {
            return [];
        }

        var call = site.Call(HttpMethod.Post, "_apis/wit/workitemsbatch", "workitemsbatch", numbers.Length == 1 ? "a work item" : "a page of work items") with
        {
            Body = new JObject { ["ids"] = new JArray(numbers), ["fields"] = new JArray(map.Fields), ["errorPolicy"] = "omit" },
            Actor = actor,
        };
        using var document = await http.SendAsync(call, cancellationToken);
        return TrackerText.At(document?.RootElement, "value") is { ValueKind: JsonValueKind.Array } found
            ? [.. found.EnumerateArray().Select(map.Map).OfType<AzureItem>()]
            : throw new TrackerException(new(
                "notTheTracker", "Azure DevOps gave no work items where it was asked for some. A proxy that changes answers may stand between.", Blame.Administrator));
    }

    /// <summary>A work item of an answer; null where it was left out.</summary>
    public AzureItem? Map(JsonElement workItem) => map.Map(workItem);
}
