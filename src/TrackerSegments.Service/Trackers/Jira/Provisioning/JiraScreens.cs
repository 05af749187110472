using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Finds the screens that Jira made for a project, and puts a field on them.</summary>
internal sealed class JiraScreens(TrackerHttp http)
{
    private const string Screens = "rest/api/3/screens";
    private const int PageSize = 100;
    private const int MostPages = 50;

    /// <summary>Jira calls the screens of a project after its key: "FW: Scrum Default Issue Screen". Others may be shared, and are left alone.</summary>
    public async Task<IReadOnlyList<JiraScreen>> OfAsync(string project, CancellationToken cancellationToken)
    {
        List<JiraScreen> screens = [];
        for (var page = 0; page < MostPages; page++)
        {
            var query = string.Create(
                CultureInfo.InvariantCulture, $"queryString={Uri.EscapeDataString($"{project}:")}&startAt={page * PageSize}&maxResults={PageSize}");
            using var answer = await http.SendAsync(
                new(HttpMethod.Get, $"{Screens}?{query}", "screens") { Purpose = $"reading the screens of the project {project}" }, cancellationToken);
            var count = 0;
            foreach (var screen in WireJson.List(answer?.RootElement, "values"))
            {
                count++;
                if (WireJson.Text(screen, "id") is { } id && WireJson.Text(screen, "name") is { } name
                    && name.StartsWith($"{project}:", StringComparison.OrdinalIgnoreCase))
                {
                    screens.Add(new(id, name));
                }
            }

            if (count < PageSize || WireJson.Flag(answer?.RootElement, "isLast"))
            {
                break;
            }
        }

        return screens;
    }

    /// <summary>Puts a field on the first tab of a screen.</summary>
    public async Task PutAsync(JiraScreen screen, JiraField field, CancellationToken cancellationToken)
    {
        using var tabs = await http.SendAsync(
            new(HttpMethod.Get, $"{Screens}/{screen.Id}/tabs", "screens/{id}/tabs") { Purpose = $"reading the screen \"{screen.Name}\"" }, cancellationToken);
        var first = tabs?.RootElement is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().FirstOrDefault() : default;
        if (WireJson.Text(first, "id") is { } tab)
        {
            (await http.SendAsync(
                new(HttpMethod.Post, $"{Screens}/{screen.Id}/tabs/{tab}/fields", "screens/{id}/tabs/{id}/fields")
                {
                    IsWrite = true,
                    Purpose = $"putting the field \"{field.Name}\" on the screen \"{screen.Name}\"",
                    Body = new JObject { ["fieldId"] = field.Id },
                },
                cancellationToken))?.Dispose();
        }
    }
}

/// <summary>A screen of a Jira site.</summary>
internal sealed record JiraScreen(string Id, string Name);
