using System.Runtime.CompilerServices;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>The ids of everything a scope holds: the epics of the project, and what hangs below them anywhere.</summary>
internal sealed class JiraScopeIds(TrackerHttp http, JiraSite site, ConnectionSettings settings, JiraListing listing, JiraWalk walk)
{
    /// <exception cref="TrackerException">The project is gone, or not all of it can be listed.</exception>
    public IAsyncEnumerable<IReadOnlyList<string>> AllAsync(TrackerScope scope, CancellationToken cancellationToken) =>
        walk.WalkAsync(EpicsAsync(scope, cancellationToken), $"the issues below the epics of the project {scope.Key}", cancellationToken);

    private async IAsyncEnumerable<IReadOnlyList<string>> EpicsAsync(TrackerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var epics = listing.OfProjectAsync(JiraQuery.Epics(site, scope.Key, settings.Query), $"the epics of the project {scope.Key}", cancellationToken);
        await using var pages = epics.GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(pages, scope, cancellationToken))
        {
            yield return pages.Current;
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<IReadOnlyList<string>> pages, TrackerScope scope, CancellationToken cancellationToken)
    {
        try
        {
            return await pages.MoveNextAsync();
        }
        catch (TrackerException e) when (e.Problem.Code == "badRequest")
        {
            throw await ReasonAsync(scope, e, cancellationToken);
        }
    }

    /// <summary>Jira refuses a query the same way where the project is gone and where the query is wrong.</summary>
    private async Task<TrackerException> ReasonAsync(TrackerScope scope, TrackerException refused, CancellationToken cancellationToken) =>
        (await new JiraProjects(http).FindAsync(site.Api, scope.Key, cancellationToken)).Problem is { } gone ? new TrackerException(gone, refused)
        : settings.Query is null ? refused
        : new TrackerException(new("queryInvalid", $"{refused.Problem.Text} Correct the query, or leave it out.", Blame.Person), refused);
}
