using Newtonsoft.Json.Linq;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Makes the segment field, its context and its options, or says exactly what an administrator has to do. Never deletes.</summary>
internal sealed class JiraProvisioner(TrackerHttp http, ConnectionSettings settings)
{
    private const string MultiSelect = "com.atlassian.jira.plugin.system.customfieldtypes:multiselect";
    private const string Searcher = "com.atlassian.jira.plugin.system.customfieldtypes:multiselectsearcher";

    private readonly JiraFieldContexts contexts = new(http);
    private readonly JiraProvisionSite site = new(http, settings);

    /// <exception cref="TrackerException">Jira cannot be asked, or writing is switched off.</exception>
    public async Task<ProvisionReport> ProvisionAsync(ProvisionPlan plan, CancellationToken cancellationToken)
    {
        var run = new ProvisionRun(plan, await site.StepsAsync(plan, cancellationToken));
        var field = await site.FindFieldAsync(plan.Field, cancellationToken);
        if (field is { Kind: not (JiraFieldKind.MultiSelect or JiraFieldKind.Select) })
        {
            run.NoteUnfit(field);
            return run.ToReport();
        }

        if (field is not null)
        {
            run.Kept($"The field \"{field.Name}\" is there ({field.Id}).");
        }

        if (!run.Steps.IsCloud)
        {
            await LookAsync(run, field, cancellationToken);
            return run.ToReport();
        }

        if (!await site.MayAdministerAsync(cancellationToken))
        {
            run.LeaveAll(field);
            return run.ToReport();
        }

        try
        {
            field ??= await CreateAsync(run, cancellationToken);
            await FillAsync(run, field, cancellationToken);
            await new JiraScreenProvision(http, contexts).ShowAsync(run, field, (await site.ProjectIdsAsync(cancellationToken)).Keys, cancellationToken);
        }
        catch (TrackerException e) when (e.Problem.Code is "forbidden" or "notFound" or "badRequest" or "notSupported")
        {
            run.Leave(field, e.Problem);
        }

        return run.ToReport();
    }

    /// <summary>Data Center lets nothing be made from outside; what is missing is left to an administrator.</summary>
    private async Task LookAsync(ProvisionRun run, JiraField? field, CancellationToken cancellationToken)
    {
        if (field is null)
        {
            run.LeaveAll(field);
            return;
        }

        try
        {
            var there = await contexts.AllOptionsAsync(field.Id, Actor.Connection, cancellationToken);
            var (missing, kept, disabled) = ProvisionRun.Compare(run.Plan.Options, there);
            run.Note(field, "its contexts", kept, disabled);
            if (missing.Count > 0)
            {
                run.Leave(field, missing);
            }
        }
        catch (TrackerException e) when (e.Problem.Code is "forbidden" or "notFound" or "badRequest" or "notSupported")
        {
            run.LeaveAll(field);
        }
    }

    private async Task<JiraField> CreateAsync(ProvisionRun run, CancellationToken cancellationToken)
    {
        using var answer = await http.SendAsync(
            new(HttpMethod.Post, "rest/api/3/field", "field")
            {
                IsWrite = true,
                Purpose = $"making the field \"{run.Plan.Field}\"",
                Body = new JObject
                {
                    ["name"] = run.Plan.Field,
                    ["description"] = "The customer segments that the work is for.",
                    ["type"] = MultiSelect,
                    ["searcherKey"] = Searcher,
                },
            },
            cancellationToken);
        var id = WireJson.Text(answer?.RootElement, "id")
            ?? throw new TrackerException(new("notTheTracker", "Jira made a field and did not say its id. Start again.", Blame.Tracker));
        run.Done($"The field \"{run.Plan.Field}\" was made ({id}), a list of choices of which several can be chosen.");
        return new(id, run.Plan.Field, JiraFieldKind.MultiSelect);
    }

    private async Task FillAsync(ProvisionRun run, JiraField field, CancellationToken cancellationToken)
    {
        foreach (var context in await ContextsAsync(run, field, cancellationToken))
        {
            var there = await contexts.OptionsAsync(field.Id, context.Id, Actor.Connection, cancellationToken);
            var (missing, kept, disabled) = ProvisionRun.Compare(run.Plan.Options, there);
            if (missing.Count > 0)
            {
                await contexts.AddOptionsAsync(field.Id, context.Id, missing, cancellationToken);
                run.Done($"Added to the context \"{context.Name}\": {ProvisionRun.List(missing)}.");
            }

            run.Note(field, $"the context \"{context.Name}\"", kept, disabled);
        }
    }

    /// <summary>The contexts that decide what the projects offer; one is made for projects that have none.</summary>
    private async Task<IReadOnlyList<JiraFieldContext>> ContextsAsync(ProvisionRun run, JiraField field, CancellationToken cancellationToken)
    {
        var projects = await site.ProjectIdsAsync(cancellationToken);
        List<JiraFieldContext> relevant = [];
        List<JiraFieldContext> everywhere = [];
        var uncovered = projects.Values.ToHashSet(StringComparer.Ordinal);
        foreach (var context in await contexts.ListAsync(field.Id, Actor.Connection, cancellationToken))
        {
            if (context.IsGlobal)
            {
                everywhere.Add(context);
                continue;
            }

            var own = await contexts.ProjectsAsync(field.Id, context.Id, cancellationToken);
            if (projects.Count == 0 || own.Any(uncovered.Contains))
            {
                relevant.Add(context);
                uncovered.ExceptWith(own);
            }
        }

        if (projects.Count == 0 || uncovered.Count > 0)
        {
            relevant.AddRange(everywhere);
        }

        if ((projects.Count == 0 && relevant.Count == 0) || (uncovered.Count > 0 && everywhere.Count == 0))
        {
            var name = projects.Count == 0
                ? "Customer segments"
                : $"Customer segments of {ProvisionRun.List([.. projects.Where(p => uncovered.Contains(p.Value)).Select(p => p.Key)])}";
            relevant.Add(await contexts.CreateAsync(field.Id, ItemText.Clean(name), [.. uncovered.Order(StringComparer.Ordinal)], cancellationToken));
            run.Done($"The context \"{ItemText.Clean(name)}\" of the field was made.");
        }

        return relevant;
    }
}
