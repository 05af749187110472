using System.Text.Json;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Looks whether projects are there.</summary>
internal sealed class JiraProjects(TrackerHttp http)
{
    /// <returns>The project as a scope, and why it cannot be read, where it cannot.</returns>
    /// <exception cref="TrackerException">The site cannot be asked.</exception>
    public async Task<(TrackerScope Scope, TrackerProblem? Problem)> FindAsync(string api, string project, CancellationToken cancellationToken)
    {
        var call = new TrackerCall(HttpMethod.Get, $"{api}/project/{Uri.EscapeDataString(project)}", "project") { Purpose = $"the project {project}" };
        try
        {
            using var document = await http.SendAsync(call, cancellationToken);
            var root = document?.RootElement ?? default;
            var key = Text(root, "key") ?? project;
            return (new(key, Text(root, "name") ?? key), null);
        }
        catch (TrackerException e) when (e.Problem.Code is "notFound" or "forbidden")
        {
            return (new(project, project), Gone(project, e.Problem));
        }
    }

    private static TrackerProblem Gone(string project, TrackerProblem cause) => new(
        "projectGone",
        cause.Code == "forbidden"
            ? $"The account may not read the project {ItemText.Clean(project)}. An administrator can give it the permission to browse the project."
            : $"There is no project {ItemText.Clean(project)}, or the account may not see it. Check the key, or have an administrator give the account the permission to browse the project.",
        Blame.Administrator);

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? ItemText.CleanOrNull(JiraText.String(text))
            : null;
}
