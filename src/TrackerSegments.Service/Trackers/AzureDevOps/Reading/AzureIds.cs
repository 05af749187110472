using System.Globalization;
using System.Runtime.CompilerServices;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>The ids of everything a scope holds: the whole project, or the epics of a query with what hangs below them.</summary>
internal sealed class AzureIds(AzureQueries queries, ConnectionSettings settings)
{
    private readonly string? condition = AzureQuery.Condition(settings.Query);

    /// <summary>Whether only some epics count, so that what belongs to the scope is what hangs below them.</summary>
    public bool IsNarrowed => condition is not null;

    public static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static long? NumberOf(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= int.MaxValue ? number : null;

    /// <exception cref="TrackerException">The project is gone, or not all of it can be listed.</exception>
    public IAsyncEnumerable<AzureIdPage> AllAsync(TrackerScope scope, CancellationToken cancellationToken) => IsNarrowed
        ? NarrowedAsync(scope, cancellationToken)
        : queries.InOrderAsync(scope, AzureQuery.Everything, $"the work items of the project {scope.Name}", cancellationToken);

    private async IAsyncEnumerable<AzureIdPage> NarrowedAsync(TrackerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var epics = queries.InOrderAsync(
            scope, after => AzureQuery.Epics(settings.EpicTypes, condition, after), $"the epics of the project {scope.Name}", cancellationToken);
        HashSet<string> given = new(StringComparer.Ordinal);
        await foreach (var page in Explained(epics, cancellationToken))
        {
            yield return page with { Ids = [.. page.Ids.Where(given.Add)] };
            var below = await queries.BelowAsync(scope, page.Ids, $"the work items below the epics of the project {scope.Name}", cancellationToken);
            yield return page with { Ids = [.. below.Where(given.Add)] };
        }
    }

    /// <summary>A field or a value of the query may be gone since it was tried.</summary>
    private static async IAsyncEnumerable<AzureIdPage> Explained(IAsyncEnumerable<AzureIdPage> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var each = pages.GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(each))
        {
            yield return each.Current;
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<AzureIdPage> pages)
    {
        try
        {
            return await pages.MoveNextAsync();
        }
        catch (TrackerException e) when (e.Problem.Code is "badRequest" or "fieldNotFound")
        {
            throw new TrackerException(new("queryInvalid", $"{e.Problem.Text} Correct the query in --wiql, or leave it out.", Blame.Person), e);
        }
    }
}
