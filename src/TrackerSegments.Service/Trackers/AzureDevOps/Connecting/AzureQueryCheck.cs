namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Tries the query for epics, so that a wrong one is said at once.</summary>
internal sealed class AzureQueryCheck(TrackerHttp http, AzureSite site, ConnectionSettings settings)
{
    /// <exception cref="TrackerException">Azure DevOps does not understand it.</exception>
    public async Task CheckAsync(AzureProject? project, CancellationToken cancellationToken)
    {
        if (project is null || AzureQuery.Condition(settings.Query) is not { } condition)
        {
            return;
        }

        var query = AzureQuery.Epics(settings.EpicTypes, condition, 0);
        try
        {
            await foreach (var _ in new AzureQueries(http, site).InOrderAsync(new(project.Id, project.Name), _ => query, "the query for epics", cancellationToken))
            {
                return;
            }
        }
        catch (TrackerException e) when (e.Problem.Code is "badRequest" or "fieldNotFound")
        {
            throw new TrackerException(new("queryInvalid", $"{e.Problem.Text} Correct the query in --wiql, or leave it out.", Blame.Person), e);
        }
    }
}
