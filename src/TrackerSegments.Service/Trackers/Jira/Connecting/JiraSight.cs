using Newtonsoft.Json.Linq;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Asks Jira whether somebody may browse the projects that are read. It tells that to administrators alone.</summary>
internal sealed class JiraSight(TrackerHttp http, ConnectionSettings settings)
{
    private const string Api = "rest/api/3";
    private const string Permission = "BROWSE_PROJECTS";

    public async Task<AccountSight> FindAsync(string account, CancellationToken cancellationToken)
    {
        try
        {
            var projects = await ProjectsAsync(cancellationToken);
            if (projects.Count == 0)
            {
                return new([], "None of the projects that are read can be found.");
            }

            var seen = await SeenAsync(account, projects.Values, cancellationToken);
            return new([.. projects.Where(project => !seen.Contains(project.Value)).Select(project => project.Key)], null);
        }
        catch (TrackerException e) when (AccountSight.IsUntold(e.Problem))
        {
            return new([], e.Problem.Text);
        }
    }

    /// <summary>The ids of the projects by key. One that is gone, or hidden from the connection too, is told by the reading.</summary>
    private async Task<IReadOnlyDictionary<string, long>> ProjectsAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, long> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (var key in settings.Projects)
        {
            try
            {
                using var answer = await http.SendAsync(
                    new(HttpMethod.Get, $"{Api}/project/{Uri.EscapeDataString(key)}", "project") { Purpose = $"the project {key}" }, cancellationToken);
                if (long.TryParse(WireJson.Text(answer?.RootElement, "id"), System.Globalization.CultureInfo.InvariantCulture, out var id))
                {
                    found[ItemText.Clean(WireJson.Text(answer?.RootElement, "key") ?? key)] = id;
                }
            }
            catch (TrackerException e) when (e.Problem.Code is "forbidden" or "notFound")
            {
                continue;
            }
        }

        return found;
    }

    private async Task<IReadOnlySet<long>> SeenAsync(string account, IEnumerable<long> projects, CancellationToken cancellationToken)
    {
        using var answer = await http.SendAsync(
            new(HttpMethod.Post, $"{Api}/permissions/check", "permissions/check")
            {
                Purpose = "asking whether somebody may browse the projects, which Jira tells to administrators",
                Body = new JObject
                {
                    ["accountId"] = account,
                    ["projectPermissions"] = new JArray(new JObject { ["permissions"] = new JArray(Permission), ["projects"] = new JArray(projects) }),
                },
            },
            cancellationToken);
        return WireJson.List(answer?.RootElement, "projectPermissions")
            .Where(granted => WireJson.Text(granted, "permission") == Permission)
            .SelectMany(granted => WireJson.List(granted, "projects"))
            .Select(project => project.TryGetInt64(out var id) ? id : 0)
            .ToHashSet();
    }
}
