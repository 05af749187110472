using System.Text.Json;
using Newtonsoft.Json.Linq;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

internal sealed record AzureSite
{
    public required AzureField Segment { get; init; }

    public string ApiVersion { get; init; } = "7.1";

    public string? Account { get; init; }

    public string? AccountId { get; init; }
}

internal sealed record AzureField(string ReferenceName, string Name, AzureFieldKind Kind);

internal enum AzureFieldKind
{
    Tags,
    Single,
    List,
    LongText,
    Html,
    Other,
}

internal sealed record AzureItem(WorkItem Item, int Rev, string? Raw)
{
    public string Id => Item.Id!;
}

internal sealed class AzureItems(TrackerHttp http, AzureSite site)
{
    public async Task<IReadOnlyList<AzureItem>> FetchAsync(IReadOnlyList<string> ids, Actor actor, CancellationToken cancellationToken)
    {
        List<AzureItem> found = [];
        foreach (var part in ids.Distinct(StringComparer.Ordinal).Chunk(200))
        {
            using var answer = await http.SendAsync(
                new(HttpMethod.Post, $"_apis/wit/workitemsbatch?api-version={site.ApiVersion}", "_apis/wit/workitemsbatch")
                {
                    Actor = actor,
                    Purpose = "reading work items",
                    Body = new JObject { ["ids"] = new JArray(part.Select(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture))), ["errorPolicy"] = "omit" },
                },
                cancellationToken);
            found.AddRange(WireJson.List(answer?.RootElement, "value").Select(Map).OfType<AzureItem>());
        }

        return found;
    }

    public AzureItem? Map(JsonElement item)
    {
        if (WireJson.Text(item, "id") is not { } id)
        {
            return null;
        }

        var fields = WireJson.At(item, "fields");
        var raw = WireJson.Text(fields, site.Segment.ReferenceName);
        string[] values = [.. AzureSegmentText.Parse(raw, site.Segment.Kind).Select(v => v.Text).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new(
            new()
            {
                Key = id,
                Id = id,
                Type = WireJson.Text(fields, "System.WorkItemType") ?? "",
                Project = WireJson.Text(fields, "System.TeamProject") ?? "",
                Status = WireJson.Text(fields, "System.State") ?? "",
                Title = WireJson.Text(fields, "System.Title") ?? "",
                Revision = WireJson.Text(item, "rev") ?? "",
                Fields = values.Length == 0 ? WorkItem.NoFields : new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { [site.Segment.Name] = values },
            },
            int.Parse(WireJson.Text(item, "rev") ?? "0", System.Globalization.CultureInfo.InvariantCulture),
            raw);
    }
}
