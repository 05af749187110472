using System.Globalization;
using System.Text.Json;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Reads who changed the segment field of a work item.</summary>
internal sealed class AzureHistory(TrackerHttp http, AzureSite site)
{
    private const int PageSize = 200;
    private const int MostPages = 50;

    /// <summary>How many revisions back it is looked: an edit is seldom made from one that is older.</summary>
    private const int Back = 100;

    /// <summary>The latest changes of the segment field, oldest first.</summary>
    /// <exception cref="TrackerException">Azure DevOps does not tell.</exception>
    public async Task<IReadOnlyList<AzureFieldChange>> ReadAsync(AzureEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        // There are at least as many updates as revisions, so that nothing newer is left out.
        var skip = Math.Max(0, edit.Before.Rev - Back);
        List<AzureFieldChange> changes = [];
        Author? author = null;
        for (var page = 0; page < MostPages; page++)
        {
            using var answer = await http.SendAsync(
                new(
                    HttpMethod.Get,
                    string.Create(CultureInfo.InvariantCulture, $"_apis/wit/workItems/{Uri.EscapeDataString(edit.Wish.Id)}/updates?$top={PageSize}&$skip={skip}&api-version={site.ApiVersion}"),
                    "_apis/wit/workItems/{id}/updates")
                {
                    Actor = actor,
                    Purpose = $"reading who changed {edit.Wish.Key}",
                },
                cancellationToken);
            var count = 0;
            foreach (var update in WireJson.List(answer?.RootElement, "value"))
            {
                count++;
                if (WireJson.At(update, "fields") is { } fields)
                {
                    // An author who makes the next revision too is not told again.
                    author = AuthorOf(WireJson.At(WireJson.At(fields, "System.ChangedBy"), "newValue")) ?? author ?? AuthorOf(WireJson.At(update, "revisedBy"));
                    if (Parse(update, fields, author) is { } change)
                    {
                        changes.Add(change);
                    }
                }
            }

            if (count < PageSize)
            {
                break;
            }

            skip += count;
        }

        return changes;
    }

    private AzureFieldChange? Parse(JsonElement update, JsonElement fields, Author? author)
    {
        if (WireJson.At(fields, site.Segment.ReferenceName) is not { } change)
        {
            return null;
        }

        return new(
            int.TryParse(WireJson.Text(update, "rev"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0,
            author?.Id,
            author?.Name,
            WireJson.Instant(WireJson.At(fields, "System.ChangedDate"), "newValue"),
            Texts(WireJson.Text(change, "oldValue")),
            Texts(WireJson.Text(change, "newValue")));
    }

    private IReadOnlyList<string> Texts(string? text) => [.. AzureSegmentText.Parse(text, site.Segment.Kind).Select(value => value.Text)];

    private static Author? AuthorOf(JsonElement? identity) => identity switch
    {
        { ValueKind: JsonValueKind.Object } person when ItemText.CleanOrNull(WireJson.Text(person, "displayName")) is { } name =>
            new(WireJson.Text(person, "id"), name),
        { ValueKind: JsonValueKind.String } text when ItemText.Person(text.GetString() ?? "") is { } name => new(null, name),
        _ => null,
    };

    private sealed record Author(string? Id, string Name);
}

/// <summary>One change of the segment field.</summary>
/// <param name="Revision">The revision that it made.</param>
/// <param name="AuthorId">Who made it.</param>
/// <param name="Author">The author's display name.</param>
/// <param name="At">When, by the clock of Azure DevOps.</param>
/// <param name="FromTexts">The values before it.</param>
/// <param name="ToTexts">The values after it.</param>
internal sealed record AzureFieldChange(
    int Revision, string? AuthorId, string? Author, DateTimeOffset? At, IReadOnlyList<string> FromTexts, IReadOnlyList<string> ToTexts)
    : FieldChange(AuthorId, Author, At, FromTexts, ToTexts);
