using Newtonsoft.Json.Linq;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>The lists of values of an organization. Items are added to them, and none is taken away.</summary>
internal sealed class AzurePicklists(AzureProvisionSite site)
{
    private const string Lists = $"{AzureProvisionSite.Processes}/lists";

    /// <summary>The id of a list of that name with these values; it is made where there is none, and else completed.</summary>
    public async Task<string> MakeAsync(string name, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is { } known)
        {
            await CompleteAsync(known, values, cancellationToken);
            return known;
        }

        using var answer = await site.WriteAsync(
            HttpMethod.Post,
            Lists,
            Lists,
            new JObject { ["name"] = name, ["type"] = "String", ["items"] = new JArray(values), ["isSuggested"] = true },
            $"making the list \"{name}\"",
            cancellationToken);
        return WireJson.Text(answer?.RootElement, "id")
            ?? throw new TrackerException(new("notTheTracker", "Azure DevOps made a list and did not say its id. Start again.", Blame.Tracker));
    }

    /// <summary>Adds what is missing.</summary>
    /// <returns>What was added, and what was there.</returns>
    public async Task<(IReadOnlyList<string> Added, IReadOnlyList<string> Kept)> CompleteAsync(
        string id, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        var path = $"{Lists}/{Uri.EscapeDataString(id)}";
        using var list = await site.GetAsync(path, $"{Lists}/{{id}}", "reading the list of the field", cancellationToken);
        List<string> items = [.. WireJson.List(list?.RootElement, "items").Select(WireJson.Text).OfType<string>()];
        var there = items.Select(ItemText.Clean).ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<string> missing = [.. values.Where(value => !there.Contains(value))];
        if (missing.Count > 0)
        {
            (await site.WriteAsync(
                HttpMethod.Put,
                path,
                $"{Lists}/{{id}}",
                new JObject
                {
                    ["id"] = id,
                    ["name"] = WireJson.Text(list?.RootElement, "name"),
                    ["type"] = WireJson.Text(list?.RootElement, "type"),
                    ["items"] = new JArray(items.Concat(missing)),
                    ["isSuggested"] = WireJson.Flag(list?.RootElement, "isSuggested"),
                },
                "adding values to the list of the field",
                cancellationToken))?.Dispose();
        }

        return (missing, [.. values.Where(there.Contains)]);
    }

    private async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        using var answer = await site.GetAsync(Lists, Lists, "reading the lists of the organization", cancellationToken);
        return WireJson.List(answer?.RootElement, "value")
            .Where(list => FieldNames.Same(WireJson.Text(list, "name") ?? "", name))
            .Select(list => WireJson.Text(list, "id"))
            .FirstOrDefault();
    }
}
