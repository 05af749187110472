namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Finds out who somebody is to Jira, so that their own changes are not taken for another's.</summary>
internal sealed class JiraAccounts(TrackerHttp http, JiraSite site)
{
    /// <returns>The id that histories name authors by; null where Jira does not tell.</returns>
    public async Task<string?> IdOfAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Token is null && site.AccountId is { } known)
        {
            return known;
        }

        try
        {
            using var answer = await http.SendAsync(
                new(HttpMethod.Get, $"{site.Api}/myself", $"{site.Api}/myself")
                {
                    Actor = actor,
                    Purpose = "asking whose token it is",
                },
                cancellationToken);
            return WireJson.Text(answer?.RootElement, "accountId") ?? WireJson.Text(answer?.RootElement, "name");
        }
        catch (TrackerException)
        {
            return null;
        }
    }
}
