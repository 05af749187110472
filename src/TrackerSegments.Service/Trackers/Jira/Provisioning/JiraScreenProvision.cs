using System.Globalization;
using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Sees that the field can be filled in: that the projects have it, and that it is on screens.</summary>
internal sealed class JiraScreenProvision(JiraHttp http, JiraFieldContexts contexts)
{
    private const string Association = "rest/api/3/field/association";
    private const int ProjectsPerCall = 100;

    private readonly JiraScreens screens = new(http);

    public async Task ShowAsync(ProvisionRun run, JiraField field, IReadOnlyDictionary<string, string> projects, CancellationToken cancellationToken)
    {
        if ((await contexts.ScreensAsync(field.Id, cancellationToken)).Count == 0)
        {
            await AssociateAsync(run, field, projects, cancellationToken);
        }

        var there = await contexts.ScreensAsync(field.Id, cancellationToken);
        List<string> put = [];
        foreach (var project in projects.Keys)
        {
            put.AddRange(await PutAsync(project, field, there, cancellationToken));
        }

        if (there.Count > 0)
        {
            run.Kept($"The field is on the screens {ProvisionRun.List(there)}.");
        }

        if (put.Count > 0)
        {
            run.Done($"The field was put on the screens {ProvisionRun.List(put)}.");
        }

        if (there.Count + put.Count == 0)
        {
            run.ToDo(run.Steps.Show(field));
        }
    }

    /// <returns>The screens of the project that the field was put on.</returns>
    private async Task<IReadOnlyList<string>> PutAsync(string project, JiraField field, IReadOnlyList<string> there, CancellationToken cancellationToken)
    {
        List<string> put = [];
        try
        {
            foreach (var screen in await screens.OfAsync(project, cancellationToken))
            {
                if (!there.Contains(screen.Name, StringComparer.Ordinal))
                {
                    await screens.PutAsync(screen, field, cancellationToken);
                    put.Add(screen.Name);
                }
            }
        }
        catch (TrackerException e) when (e.Problem.Code is "forbidden" or "notFound" or "badRequest" or "notSupported")
        {
            // The step for the administrator says what is left.
        }

        return put;
    }

    /// <summary>Gives the field to the projects; on sites where that is how a field gets on a screen, it is on it then.</summary>
    private async Task AssociateAsync(ProvisionRun run, JiraField field, IReadOnlyDictionary<string, string> projects, CancellationToken cancellationToken)
    {
        try
        {
            var there = await contexts.AssociatedAsync(field.Id, cancellationToken);
            var missing = projects.Where(p => !there.Contains(p.Value, StringComparer.Ordinal)).ToList();
            foreach (var part in missing.Chunk(ProjectsPerCall))
            {
                (await http.SendAsync(
                    new(HttpMethod.Put, Association, "field/association")
                    {
                        IsWrite = true,
                        Purpose = $"giving the field \"{field.Name}\" to the projects",
                        Body = new JObject
                        {
                            ["associationContexts"] = new JArray(part.Select(p => Named("PROJECT_ID", long.Parse(p.Value, CultureInfo.InvariantCulture)))),
                            ["fields"] = new JArray(Named("FIELD_ID", field.Id)),
                        },
                    },
                    cancellationToken))?.Dispose();
            }

            if (missing.Count > 0)
            {
                run.Done($"The field was given to the projects {ProvisionRun.List([.. missing.Select(p => p.Key)])}.");
            }
        }
        catch (TrackerException e) when (e.Problem.Code is "forbidden" or "notFound" or "badRequest" or "notSupported")
        {
            // Not every site has this; the step for the administrator says what is left.
        }
    }

    private static JObject Named(string type, JToken identifier) => new() { ["type"] = type, ["identifier"] = identifier };
}
