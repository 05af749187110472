namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Sees that the field can be filled in: that it is on the screens of the projects.</summary>
internal sealed class JiraScreenProvision(TrackerHttp http, JiraFieldContexts contexts)
{
    private readonly JiraScreens screens = new(http);

    public async Task ShowAsync(ProvisionRun run, JiraField field, IEnumerable<string> projects, CancellationToken cancellationToken)
    {
        var there = await contexts.ScreensAsync(field.Id, cancellationToken);
        List<string> put = [];
        foreach (var project in projects)
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
}
