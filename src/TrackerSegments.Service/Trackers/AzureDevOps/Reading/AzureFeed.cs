using System.Text.Json;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>
/// The two feeds of changes of the organization: of revisions, and of links between parents and children. They say which work items to
/// look at; what became of these is read of the items themselves. A project's own feed would never tell of what left it.
/// </summary>
internal sealed class AzureFeed(TrackerHttp http, AzureSite site)
{
    private const int PageSize = 1_000;
    private const int MostRepeats = 3;
    private const int MostEmptyPages = 1_000;
    private const string Purpose = "what changed lately";

    /// <summary>What comes after a place of the feed of revisions.</summary>
    /// <exception cref="CursorRefusedException">The place is no longer known.</exception>
    public Task<AzureFeedPage> RevisionsAsync(string? token, DateTimeOffset since, CancellationToken cancellationToken) => ReadAsync(
        "workitemrevisions",
        FormattableString.Invariant($"fields={AzureNames.Id},{AzureNames.Project}&includeLatestOnly=true&includeDeleted=true&$maxPageSize={PageSize}"),
        token,
        since,
        row => TrackerText.At(row, "id") is { } id && id.TryGetInt64(out var number)
            ? [new(AzureIds.Text(number), Text(TrackerText.At(row, "fields"), AzureNames.Project), RevOf(row))]
            : [],
        cancellationToken);

    /// <summary>What comes after a place of the feed of links.</summary>
    /// <exception cref="CursorRefusedException">The place is no longer known.</exception>
    public Task<AzureFeedPage> LinksAsync(string? token, DateTimeOffset since, CancellationToken cancellationToken) => ReadAsync(
        "workitemlinks", "linkTypes=System.LinkTypes.Hierarchy", token, since, row => [.. EndsOf(row)], cancellationToken);

    private static int? RevOf(JsonElement row) => TrackerText.At(row, "rev") is { } rev && rev.TryGetInt32(out var number) ? number : null;

    /// <remarks>Documents differ on whether the ends stand beside the kind of link or in its attributes.</remarks>
    private static IEnumerable<AzureChange> EndsOf(JsonElement row)
    {
        foreach (var name in (string[])["sourceId", "targetId"])
        {
            if ((TrackerText.At(row, name) ?? TrackerText.At(TrackerText.At(row, "attributes"), name)) is { } id && id.TryGetInt64(out var number))
            {
                yield return new(AzureIds.Text(number), null, null);
            }
        }
    }

    private static string? Text(JsonElement? element, string name) =>
        TrackerText.At(element, name) is { ValueKind: JsonValueKind.String } text ? TrackerText.String(text) : null;

    private static TrackerException Broken(string what) => new(new(
        "pagesBroken", $"Azure DevOps's pages do not lead to the end of {Purpose}: {what}. What was read before is kept; it is tried again by itself.", Blame.Tracker)
    {
        IsPassing = true,
    });

    private async Task<AzureFeedPage> ReadAsync(
        string feed, string query, string? token, DateTimeOffset since, Func<JsonElement, IReadOnlyList<AzureChange>> read, CancellationToken cancellationToken)
    {
        var repeats = 0;
        for (var pages = 0; pages < MostEmptyPages; pages++)
        {
            var place = token is null ? $"startDateTime={Uri.EscapeDataString(AzureInstant.Text(since))}" : $"continuationToken={Uri.EscapeDataString(token)}";
            using var document = await AskAsync(feed, $"{query}&{place}", token, cancellationToken);
            var root = document?.RootElement;
            if (TrackerText.At(root, "values") is not { ValueKind: JsonValueKind.Array } values)
            {
                throw Broken("an answer has no changes in it");
            }

            AzureChange[] changes = [.. values.EnumerateArray().SelectMany(read)];
            var next = Text(root, "continuationToken");
            var isLast = TrackerText.At(root, "isLastBatch") switch
            {
                { ValueKind: JsonValueKind.True } => true,
                { ValueKind: JsonValueKind.False } => false,
                _ => changes.Length == 0,
            };
            if (isLast)
            {
                // A place without anything before it may be the very beginning: a date says better where to go on.
                return new(changes, changes.Length > 0 || token is not null ? next ?? token : null, IsLast: true);
            }

            if (changes.Length > 0)
            {
                return string.IsNullOrEmpty(next) ? throw Broken("there is more, but no token to ask for it")
                    : next == token ? throw Broken("a page leads back to an earlier one")
                    : new(changes, next, IsLast: false);
            }

            // Nothing of interest yet, but more to come. A place that does not move is asked again: nothing is lost by that.
            if (!string.IsNullOrEmpty(next) && next != token && (token is not null || repeats > 0))
            {
                token = next;
            }
            else if (++repeats > MostRepeats)
            {
                throw Broken("a page leads back to itself");
            }
        }

        throw Broken("one page after the other is empty");
    }

    private async Task<JsonDocument?> AskAsync(string feed, string query, string? token, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(site.Call(HttpMethod.Get, $"_apis/wit/reporting/{feed}", feed, Purpose, query), cancellationToken);
        }
        catch (TrackerException e) when (token is not null && e.Problem.Code is "badRequest" or "callRemoved")
        {
            throw new CursorRefusedException(e);
        }
    }
}

/// <summary>A page of a feed.</summary>
/// <param name="Changes">The work items it names.</param>
/// <param name="Token">Where to go on; null goes on by date.</param>
/// <param name="IsLast">Whether nothing follows for now.</param>
internal sealed record AzureFeedPage(IReadOnlyList<AzureChange> Changes, string? Token, bool IsLast);

/// <summary>A work item that a feed names.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Project">The name of its project, where the feed says so.</param>
/// <param name="Rev">Its revision, where the feed says so.</param>
internal readonly record struct AzureChange(string Id, string? Project, int? Rev);
