using System.Text.Json;
using Newtonsoft.Json.Linq;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Puts a field on a work item type of an inherited process, and on its form.</summary>
internal sealed class AzureProcessTypes(AzureProvisionSite site, ProvisionNotes notes)
{
    private const string OfProcess = $"{AzureProvisionSite.Processes}/{{id}}/workItemTypes";

    /// <exception cref="TrackerException">It may not be done, or not be looked at.</exception>
    public async Task PutAsync(AzureProcess process, string type, AzureField field, CancellationToken cancellationToken)
    {
        var types = $"{AzureProvisionSite.Processes}/{Uri.EscapeDataString(process.Id)}/workItemTypes";
        if (await OwnAsync(types, process, type, cancellationToken) is not { } reference)
        {
            notes.ToDo($"The process \"{process.Name}\" has no work item type {ItemText.Clean(type)}. Name the types that are epics, as the process calls them.");
            return;
        }

        var path = $"{types}/{Uri.EscapeDataString(reference)}";
        var isThere = await HasFieldAsync(path, type, field, cancellationToken);
        if (!isThere)
        {
            (await site.WriteAsync(
                HttpMethod.Post,
                $"{path}/fields",
                $"{OfProcess}/{{type}}/fields",
                new JObject { ["referenceName"] = field.ReferenceName, ["defaultValue"] = "", ["required"] = false, ["readOnly"] = false },
                $"putting the field \"{field.Name}\" on the type {type}",
                cancellationToken))?.Dispose();
            notes.Done($"The field was put on the type {type} of the process \"{process.Name}\".");
        }

        await ShowAsync(path, process, type, field, isThere, cancellationToken);
    }

    /// <summary>The reference name of a type that the process can change; a type of the system is opened for changes.</summary>
    private async Task<string?> OwnAsync(string types, AzureProcess process, string wanted, CancellationToken cancellationToken)
    {
        using var answer = await site.GetAsync(types, OfProcess, $"reading the work item types of the process \"{process.Name}\"", cancellationToken);
        if (WireJson.List(answer?.RootElement, "value").Where(t => FieldNames.Same(WireJson.Text(t, "name") ?? "", wanted)).Take(1).ToList() is not [var type])
        {
            return null;
        }

        if (WireJson.Text(type, "customization") != "system")
        {
            return WireJson.Text(type, "referenceName");
        }

        using var made = await site.WriteAsync(
            HttpMethod.Post,
            types,
            OfProcess,
            new JObject
            {
                ["name"] = WireJson.Text(type, "name"),
                ["description"] = WireJson.Text(type, "description") ?? "",
                ["color"] = WireJson.Text(type, "color"),
                ["icon"] = WireJson.Text(type, "icon"),
                ["isDisabled"] = WireJson.Flag(type, "isDisabled"),
                ["inheritsFrom"] = WireJson.Text(type, "referenceName"),
            },
            $"opening the type {wanted} of the process \"{process.Name}\" for changes",
            cancellationToken);
        notes.Done($"The type {wanted} of the process \"{process.Name}\" was opened for changes.");
        return WireJson.Text(made?.RootElement, "referenceName");
    }

    private async Task<bool> HasFieldAsync(string path, string type, AzureField field, CancellationToken cancellationToken)
    {
        using var answer = await site.GetAsync($"{path}/fields", $"{OfProcess}/{{type}}/fields", $"reading the fields of the type {type}", cancellationToken);
        return WireJson.List(answer?.RootElement, "value").Any(f => FieldNames.Same(WireJson.Text(f, "referenceName") ?? "", field.ReferenceName));
    }

    private async Task ShowAsync(string path, AzureProcess process, string type, AzureField field, bool isOnType, CancellationToken cancellationToken)
    {
        using var layout = await site.GetAsync($"{path}/layout", $"{OfProcess}/{{type}}/layout", $"reading the form of the type {type}", cancellationToken);
        var form = new AzureForm(layout?.RootElement);
        if (form.Shows(field))
        {
            notes.Kept(isOnType
                ? $"The field is on the type {type} of the process \"{process.Name}\", and on its form."
                : $"The field is on the form of the type {type} of the process \"{process.Name}\".");
            return;
        }

        if (form.Place is not { } place)
        {
            notes.ToDo($"The form of the type {type} has no page that can be changed. Open the type in the process \"{process.Name}\" at {site.Address}/_settings/process and put the field \"{field.Name}\" on its layout.");
            return;
        }

        var group = form.GroupOf(field) ?? await GroupAsync(path, type, place, field, cancellationToken);
        (await site.WriteAsync(
            HttpMethod.Post,
            $"{path}/layout/groups/{Uri.EscapeDataString(group)}/controls",
            $"{OfProcess}/{{type}}/layout/groups/{{id}}/controls",
            new JObject { ["id"] = field.ReferenceName, ["label"] = field.Name, ["visible"] = true, ["readOnly"] = false, ["isContribution"] = false },
            $"putting the field \"{field.Name}\" on the form of the type {type}",
            cancellationToken))?.Dispose();
        notes.Done($"The field was put on the form of the type {type} of the process \"{process.Name}\", in the group \"{field.Name}\".");
    }

    private async Task<string> GroupAsync(string path, string type, (string Page, string Section) place, AzureField field, CancellationToken cancellationToken)
    {
        using var made = await site.WriteAsync(
            HttpMethod.Post,
            $"{path}/layout/pages/{Uri.EscapeDataString(place.Page)}/sections/{Uri.EscapeDataString(place.Section)}/groups",
            $"{OfProcess}/{{type}}/layout/pages/{{id}}/sections/{{id}}/groups",
            new JObject { ["label"] = field.Name, ["visible"] = true, ["isContribution"] = false },
            $"making a group on the form of the type {type}",
            cancellationToken);
        return WireJson.Text(made?.RootElement, "id")
            ?? throw new TrackerException(new("notTheTracker", "Azure DevOps made a group on a form and did not say its id. Start again.", Blame.Tracker));
    }
}

/// <summary>The form of a work item type.</summary>
internal sealed class AzureForm(JsonElement? layout)
{
    /// <summary>The column beside the description, where the processes show what is planned.</summary>
    private const string Beside = "Section2";

    private readonly List<JsonElement> pages = [.. WireJson.List(layout, "pages")];

    /// <summary>Where a group of one's own can stand; null where there is no such page.</summary>
    public (string Page, string Section)? Place => pages
        .Where(page => !WireJson.Flag(page, "locked") && !WireJson.Flag(page, "isContribution") && (WireJson.Text(page, "pageType") ?? "custom") == "custom")
        .Select(page => (Page: WireJson.Text(page, "id"), Sections: WireJson.List(page, "sections").Select(s => WireJson.Text(s, "id")).OfType<string>().ToList()))
        .Where(found => found is { Page: not null, Sections.Count: > 0 })
        .Select(found => ((string, string)?)(found.Page!, found.Sections.Contains(Beside, StringComparer.Ordinal) ? Beside : found.Sections[^1]))
        .FirstOrDefault();

    public bool Shows(AzureField field) => Groups.SelectMany(group => WireJson.List(group, "controls"))
        .Any(control => FieldNames.Same(WireJson.Text(control, "id") ?? "", field.ReferenceName));

    /// <summary>The group that is called like the field, as an earlier run left it.</summary>
    public string? GroupOf(AzureField field) => Groups
        .Where(group => FieldNames.Same(WireJson.Text(group, "label") ?? "", field.Name))
        .Select(group => WireJson.Text(group, "id"))
        .FirstOrDefault();

    private IEnumerable<JsonElement> Groups => pages.SelectMany(page => WireJson.List(page, "sections")).SelectMany(section => WireJson.List(section, "groups"));
}
