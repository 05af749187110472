using System.Text.Json;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Looks up projects and what their processes give them.</summary>
internal sealed class AzureProjects(TrackerHttp http, string apiVersion)
{
    /// <summary>A project by its name, a name it had, or its id.</summary>
    /// <returns>The project; or why it cannot be read.</returns>
    /// <exception cref="TrackerException">The organization cannot be asked.</exception>
    public async Task<(AzureProject? Project, TrackerProblem? Problem)> FindAsync(string nameOrId, CancellationToken cancellationToken)
    {
        var call = Call($"_apis/projects/{Uri.EscapeDataString(nameOrId)}", "projects", "includeCapabilities=true&includeHistory=true&", $"the project {nameOrId}");
        try
        {
            using var document = await http.SendAsync(call, cancellationToken);
            return Text(document?.RootElement, "id") is { } id && Text(document?.RootElement, "name") is { } name
                ? (new(id.ToLowerInvariant(), name, Text(TrackerText.At(TrackerText.At(document?.RootElement, "capabilities"), "processTemplate"), "templateName")), null)
                : throw NotAzure();
        }
        catch (TrackerException e) when (e.Problem.Code is "notFound" or "forbidden" or "projectGone")
        {
            return (null, Gone(nameOrId, e.Problem));
        }
    }

    /// <exception cref="TrackerException">The project is gone, or cannot be asked.</exception>
    public async Task<AzureTypes> TypesAsync(string idOrName, string name, CancellationToken cancellationToken)
    {
        var call = Call($"{Uri.EscapeDataString(idOrName)}/_apis/wit/workitemtypes", "workitemtypes", "", $"the work item types of the project {name}");
        try
        {
            using var document = await http.SendAsync(call, cancellationToken);
            return TrackerText.At(document?.RootElement, "value") is { ValueKind: JsonValueKind.Array } list ? AzureTypes.Parse(name, list) : throw NotAzure();
        }
        catch (TrackerException e) when (e.Problem.Code is "notFound" or "forbidden" or "projectGone")
        {
            throw new TrackerException(Gone(name, e.Problem), e);
        }
    }

    /// <summary>The levels of a project's portfolio, highest last, each with its types; none where the account may not see them.</summary>
    public async Task<IReadOnlyList<AzureLevel>> LevelsAsync(AzureProject project, CancellationToken cancellationToken)
    {
        var call = Call($"{project.Id}/_apis/work/backlogconfiguration", "backlogconfiguration", "", $"the backlog levels of the project {project.Name}");
        try
        {
            using var document = await http.SendAsync(call, cancellationToken);
            return TrackerText.At(document?.RootElement, "portfolioBacklogs") is { ValueKind: JsonValueKind.Array } levels
                ? [.. levels.EnumerateArray().Select(Level).OrderBy(level => level.Rank)]
                : [];
        }
        catch (TrackerException e) when (e.Problem.Code is "notFound" or "forbidden" or "projectGone" or "notSupported")
        {
            return [];
        }
    }

    public static TrackerException NotAzure() => new(new(
        "notTheTracker", "What answers is not Azure DevOps. Check the address: https://dev.azure.com/ORGANIZATION, or that of a server with its collection.", Blame.Person));

    private static AzureLevel Level(JsonElement level) => new(
        Text(level, "name") ?? "",
        TrackerText.At(level, "rank") is { } rank && rank.TryGetInt32(out var number) ? number : 0,
        TrackerText.At(level, "workItemTypes") is { ValueKind: JsonValueKind.Array } types
            ? [.. types.EnumerateArray().Select(type => Text(type, "name")).OfType<string>()]
            : []);

    private static TrackerProblem Gone(string project, TrackerProblem cause) => new(
        "projectGone",
        cause.Code == "forbidden"
            ? $"The account may not read the project {ItemText.Clean(project)}. An administrator can give it access to the project."
            : $"There is no project {ItemText.Clean(project)}, or the account may not see it. Check the name, or have an administrator give the account access to the project.",
        Blame.Administrator);

    private static string? Text(JsonElement? element, string name) =>
        TrackerText.At(element, name) is { ValueKind: JsonValueKind.String } text ? ItemText.CleanOrNull(TrackerText.String(text)) : null;

    private TrackerCall Call(string path, string endpoint, string query, string purpose) =>
        new(HttpMethod.Get, $"{path}?{query}api-version={apiVersion}", endpoint) { Purpose = purpose };
}

/// <summary>A project.</summary>
/// <param name="Id">Its id, which stays where the name changes.</param>
/// <param name="Name">Its name now.</param>
/// <param name="Process">The process it follows; null where the organization does not say.</param>
internal sealed record AzureProject(string Id, string Name, string? Process);

/// <summary>A level of a portfolio.</summary>
internal sealed record AzureLevel(string Name, int Rank, IReadOnlyList<string> Types);
