using Newtonsoft.Json.Linq;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>
/// Makes the segment field with its list of values, on the types that are epics and on their forms, or says exactly what an administrator
/// has to do. Never deletes.
/// </summary>
internal sealed class AzureProvisioner(TrackerHttp http, ConnectionSettings settings)
{
    private static readonly string[] NotForThisAccount = ["forbidden", "notFound", "badRequest", "notSupported", "ruleRefused", "fieldNotFound"];

    /// <exception cref="TrackerException">Azure DevOps cannot be asked, or writing is switched off.</exception>
    public async Task<ProvisionReport> ProvisionAsync(ProvisionPlan plan, CancellationToken cancellationToken)
    {
        var site = await AzureProvisionSite.FindAsync(http, settings, cancellationToken);
        var notes = new ProvisionNotes();
        var field = await FindAsync(site, plan.Field, cancellationToken);
        if (field is { Field.Kind: AzureFieldKind.Tags or AzureFieldKind.Other })
        {
            NoteUnchanged(notes, field);
            return notes.ToReport();
        }

        if (field is not null)
        {
            notes.Kept($"The field \"{field.Field.Name}\" is there ({field.Field.ReferenceName}).");
        }

        var options = OptionsOf(plan, field, notes);
        var steps = new AzureProvisionSteps(site.Address, plan.Field, options, [.. settings.EpicTypes.Select(ItemText.Clean)]);
        var processes = await site.ProcessesAsync(cancellationToken);
        if (processes.Any(process => process.Kind == AzureProcessKind.Inherited))
        {
            field = await MakeAsync(site, notes, steps, processes, field, cancellationToken);
        }

        foreach (var process in processes.Where(p => p.Kind == AzureProcessKind.System))
        {
            notes.ToDo(steps.Inherit(process));
        }

        foreach (var process in processes.Where(p => p.Kind == AzureProcessKind.Xml))
        {
            await LookAsync(site, notes, steps, process, field, cancellationToken);
        }

        return notes.ToReport();
    }

    private static void NoteUnchanged(ProvisionNotes notes, AzureFieldDefinition field)
    {
        if (field.Field.Kind == AzureFieldKind.Tags)
        {
            notes.Kept($"The field \"{field.Field.Name}\" ({field.Field.ReferenceName}) takes any tag, so it needs no list.");
        }
        else
        {
            notes.ToDo(AzureProvisionSteps.Unfit(field));
        }
    }

    /// <summary>The values that the list must offer; in a list of which one is chosen, a semicolon means nothing.</summary>
    private static List<string> OptionsOf(ProvisionPlan plan, AzureFieldDefinition? field, ProvisionNotes notes)
    {
        List<string> wanted = [.. plan.Options.Select(ItemText.Clean).Where(v => v.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (field is { Field.Kind: AzureFieldKind.Single })
        {
            return wanted;
        }

        notes.ToDo(wanted.Where(HasSemicolon).Select(AzureProvisionSteps.NotAmongSeveral));
        return [.. wanted.Where(value => !HasSemicolon(value))];
    }

    private static bool HasSemicolon(string value) => value.Contains(';', StringComparison.Ordinal);

    private static async Task<AzureFieldDefinition?> FindAsync(AzureProvisionSite site, string wanted, CancellationToken cancellationToken)
    {
        using var answer = await site.GetAsync("_apis/wit/fields", "_apis/wit/fields", "reading the fields of the organization", cancellationToken);
        List<AzureFieldDefinition> fields = [.. WireJson.List(answer?.RootElement, "value").Select(AzureFieldDefinition.Parse).OfType<AzureFieldDefinition>()];
        return fields.Find(f => FieldNames.Same(f.Field.ReferenceName, wanted)) ?? fields.Find(f => FieldNames.Same(f.Field.Name, wanted));
    }

    private async Task<AzureFieldDefinition?> MakeAsync(
        AzureProvisionSite site, ProvisionNotes notes, AzureProvisionSteps steps, IReadOnlyList<AzureProcess> processes, AzureFieldDefinition? field, CancellationToken cancellationToken)
    {
        var inherited = processes.Where(p => p.Kind == AzureProcessKind.Inherited).ToList();
        try
        {
            field = field is null
                ? await CreateAsync(site, notes, steps, cancellationToken)
                : await FillAsync(site, notes, steps, field, cancellationToken);
            var types = new AzureProcessTypes(site, notes);
            foreach (var (process, type) in inherited.SelectMany(process => settings.EpicTypes.Select(type => (process, type))))
            {
                await types.PutAsync(process, type, field.Field, cancellationToken);
            }
        }
        catch (TrackerException e) when (NotForThisAccount.Contains(e.Problem.Code, StringComparer.Ordinal))
        {
            notes.ToDo(e.Problem.Code == "forbidden" ? [] : [e.Problem.Text]);
            notes.ToDo(inherited.SelectMany(process => steps.Change(process, field)));
        }

        return field;
    }

    /// <remarks>
    /// A picklist holds one value, unless people may enter their own: then the values of several segments can stand there, with semicolons
    /// between them, as the multi-value control writes them too.
    /// </remarks>
    private static async Task<AzureFieldDefinition> CreateAsync(
        AzureProvisionSite site, ProvisionNotes notes, AzureProvisionSteps steps, CancellationToken cancellationToken)
    {
        var list = await new AzurePicklists(site).MakeAsync($"{steps.Name} values", steps.Options, cancellationToken);
        using var answer = await site.WriteAsync(
            HttpMethod.Post,
            "_apis/wit/fields",
            "_apis/wit/fields",
            new JObject
            {
                ["name"] = steps.Name,
                ["referenceName"] = AzureFieldDefinition.ReferenceOf(steps.Name),
                ["description"] = "The customer segments that the work is for.",
                ["type"] = "string",
                ["usage"] = "workItem",
                ["readOnly"] = false,
                ["canSortBy"] = true,
                ["isQueryable"] = true,
                ["isIdentity"] = false,
                ["isPicklist"] = true,
                ["isPicklistSuggested"] = true,
                ["picklistId"] = list,
            },
            $"making the field \"{steps.Name}\"",
            cancellationToken);
        var made = answer?.RootElement is { } root ? AzureFieldDefinition.Parse(root) : null;
        if (made is null)
        {
            throw new TrackerException(new("notTheTracker", "Azure DevOps made a field and did not say its name. Start again.", Blame.Tracker));
        }

        notes.Done($"The field \"{made.Field.Name}\" was made ({made.Field.ReferenceName}), with a list of values of which several can be chosen: {ProvisionNotes.List(steps.Options)}.");
        return made;
    }

    private static async Task<AzureFieldDefinition> FillAsync(
        AzureProvisionSite site, ProvisionNotes notes, AzureProvisionSteps steps, AzureFieldDefinition field, CancellationToken cancellationToken)
    {
        if (field.ListId is not { } list)
        {
            notes.Kept("It takes any text, so it needs no list.");
            return field;
        }

        var (added, kept) = await new AzurePicklists(site).CompleteAsync(list, steps.Options, cancellationToken);
        if (added.Count > 0)
        {
            notes.Done($"Added to the list of the field: {ProvisionNotes.List(added)}.");
        }

        if (kept.Count > 0)
        {
            notes.Kept($"In the list of the field: {ProvisionNotes.List(kept)}.");
        }

        if (field.Field.Kind == AzureFieldKind.Single)
        {
            notes.Kept("Its list is fixed, so that an epic can have one segment. For several, an administrator ticks \"Allow users to enter their own values\" in the field's options.");
        }

        return field;
    }

    /// <summary>A process of XML files lets nothing be made from outside; what is missing is left to an administrator.</summary>
    private async Task LookAsync(
        AzureProvisionSite site, ProvisionNotes notes, AzureProvisionSteps steps, AzureProcess process, AzureFieldDefinition? field, CancellationToken cancellationToken)
    {
        if (field is not null && await IsCompleteAsync(site, steps, process, field, cancellationToken))
        {
            notes.Kept($"The field is on every type that is an epic in {ProvisionNotes.List(process.Projects)}, and takes every value.");
        }
        else
        {
            notes.ToDo(steps.Xml(process, field));
        }
    }

    private async Task<bool> IsCompleteAsync(
        AzureProvisionSite site, AzureProvisionSteps steps, AzureProcess process, AzureFieldDefinition field, CancellationToken cancellationToken)
    {
        var types = new AzureTypeFields(http, new() { BrowseAddress = site.Address, ApiVersion = site.ApiVersion, Segment = field.Field });
        foreach (var (project, type) in process.Projects.SelectMany(project => settings.EpicTypes.Select(type => (project, type))))
        {
            var ofType = await types.ReadAsync(project, type, isFresh: true, Actor.Connection, cancellationToken);
            var offered = ofType.Offered.Select(ItemText.Clean).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (!ofType.IsThere || (offered.Count > 0 && !steps.Options.All(offered.Contains)))
            {
                return false;
            }
        }

        return true;
    }
}
