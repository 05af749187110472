namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Asks Azure DevOps whether somebody still belongs to the organization. Which projects others may see it tells nobody in one answer.</summary>
/// <param name="people">Where the organization's people are asked for.</param>
/// <param name="settings">The connection.</param>
internal sealed class AzureSight(TrackerHttp people, ConnectionSettings settings)
{
    public async Task<AccountSight> FindAsync(string account, CancellationToken cancellationToken)
    {
        try
        {
            var version = AzureAddress.IsServices(new Uri(settings.Address).Host) ? "7.1" : "7.0";
            using var answer = await people.SendAsync(
                new(HttpMethod.Get, $"_apis/identities?identityIds={Uri.EscapeDataString(account)}&api-version={version}", "_apis/identities")
                {
                    Purpose = "asking whether somebody belongs to the organization",
                },
                cancellationToken);
            return WireJson.List(answer?.RootElement, "value").FirstOrDefault() is not { ValueKind: System.Text.Json.JsonValueKind.Object } person
                ? new([], "Azure DevOps does not know them by the id in their token.")
                : WireJson.At(person, "isActive") is { ValueKind: System.Text.Json.JsonValueKind.False }
                    ? new([TrackerAddress.NameOf(settings.Address)], null)
                    : new([], "They belong to the organization; which of its projects they see Azure DevOps does not tell.");
        }
        catch (TrackerException e) when (AccountSight.IsUntold(e.Problem))
        {
            return new([], e.Problem.Text);
        }
    }
}
