using System.Text.Json;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>What of a site has to be known before its segment field can be made: the field may be missing, so that nothing else knows it.</summary>
internal sealed class JiraProvisionSite(TrackerHttp http, ConnectionSettings settings)
{
    private string api = "rest/api/3";
    private IReadOnlyDictionary<string, string>? projectIds;

    public async Task<JiraProvisionSteps> StepsAsync(ProvisionPlan plan, CancellationToken cancellationToken)
    {
        var (isCloud, address) = await ServerAsync(cancellationToken);
        return new(plan, isCloud, address, settings.Projects);
    }

    /// <returns>The field of that name or id; null where there is none.</returns>
    /// <exception cref="TrackerException">There are several.</exception>
    public async Task<JiraField?> FindFieldAsync(string wanted, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync($"{api}/field", "field", "reading the fields of the site", cancellationToken);
        var list = answer?.RootElement is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : default;
        List<JiraField> fields = [];
        foreach (var field in list.Select(JiraFieldInfo.Parse).OfType<JiraFieldInfo>())
        {
            if (FieldNames.Same(field.Id, wanted))
            {
                return field.ToField();
            }

            if (FieldNames.Same(field.Name, wanted))
            {
                fields.Add(field.ToField());
            }
        }

        return fields.Count <= 1 ? fields.FirstOrDefault() : throw new TrackerException(new(
            "fieldAmbiguous",
            $"There is more than one field named \"{wanted}\": {string.Join(" and ", fields.Select(f => f.Id))}. Choose one of them by its id.",
            Blame.Person));
    }

    public async Task<bool> MayAdministerAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await SendAsync($"{api}/mypermissions?permissions=ADMINISTER", "mypermissions", "asking what the account may do", cancellationToken);
            return WireJson.Flag(WireJson.At(WireJson.At(answer?.RootElement, "permissions"), "ADMINISTER"), "havePermission");
        }
        catch (TrackerException e) when (e.Problem.Code is "forbidden" or "notFound")
        {
            return false;
        }
    }

    /// <summary>The ids of the projects by key.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ProjectIdsAsync(CancellationToken cancellationToken)
    {
        if (projectIds is null)
        {
            var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var key in settings.Projects)
            {
                using var answer = await SendAsync(
                    $"{api}/project/{Uri.EscapeDataString(key)}", "project/{key}", $"reading the project {key}", cancellationToken);
                if (WireJson.Text(answer?.RootElement, "id") is { } id)
                {
                    found[key] = id;
                }
            }

            projectIds = found;
        }

        return projectIds;
    }

    private async Task<(bool IsCloud, string Address)> ServerAsync(CancellationToken cancellationToken)
    {
        JsonDocument? answer;
        try
        {
            answer = await SendAsync($"{api}/serverInfo", "serverInfo", "asking what kind of Jira this is", cancellationToken);
        }
        catch (TrackerException e) when (e.Problem.Code is "notFound" or "notSupported" or "callRemoved" or "addressMoved" or "notTheTracker")
        {
            api = "rest/api/2";
            answer = await SendAsync($"{api}/serverInfo", "serverInfo", "asking what kind of Jira this is", cancellationToken);
        }

        using (answer)
        {
            var isCloud = FieldNames.Same(WireJson.Text(answer?.RootElement, "deploymentType") ?? "", "Cloud");
            api = isCloud ? "rest/api/3" : "rest/api/2";
            return (isCloud, (WireJson.Text(answer?.RootElement, "baseUrl") ?? settings.Address).TrimEnd('/'));
        }
    }

    private Task<JsonDocument?> SendAsync(string path, string endpoint, string purpose, CancellationToken cancellationToken) =>
        http.SendAsync(new(HttpMethod.Get, path, endpoint) { Purpose = purpose }, cancellationToken);
}
