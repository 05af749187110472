namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Finds out who somebody is to Azure DevOps, so that their own changes are not taken for another's.</summary>
internal sealed class AzureAccounts(TrackerHttp http, AzureSite site)
{
    /// <returns>The id that histories name authors by; null where Azure DevOps does not tell.</returns>
    public async Task<string?> IdOfAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Token is null && site.AccountId is { } known)
        {
            return known;
        }

        try
        {
            using var answer = await http.SendAsync(
                new(HttpMethod.Get, $"_apis/connectionData?api-version={site.ApiVersion}-preview", "_apis/connectionData")
                {
                    Actor = actor,
                    Purpose = "asking whose token it is",
                },
                cancellationToken);
            return WireJson.Text(WireJson.At(answer?.RootElement, "authenticatedUser"), "id");
        }
        catch (TrackerException)
        {
            return null;
        }
    }
}
