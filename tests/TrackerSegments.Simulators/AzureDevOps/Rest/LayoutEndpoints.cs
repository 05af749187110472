using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>The forms of the work item types of a process.</summary>
internal static class LayoutEndpoints
{
    private const string Layout = $"{ProcessEndpoints.Types}/{{witRefName}}/layout";

    private const string Page = "Microsoft.VSTS.Details";

    private static readonly string[] Sections = ["Section1", "Section2", "Section3", "Section4"];

    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        new("GET", Layout, [], call =>
        {
            var type = ProcessEndpoints.Type(call);
            return AzureAnswer.Json(w => Write(w, type));
        }),
        new("POST", $"{Layout}/pages/{{pageId}}/sections/{{sectionId}}/groups", [], AddGroup),
        new("POST", $"{Layout}/groups/{{groupId}}/controls", [], call => PutControl(call, null)),
        new("PUT", $"{Layout}/groups/{{groupId}}/controls/{{controlId}}", ["removeFromGroupId"], call => PutControl(call, call.Route("controlId"))),
    ];

    public static void Write(Utf8JsonWriter w, AzureType type)
    {
        w.WriteStartObject();
        w.WriteStartArray("pages");
        w.WriteStartObject();
        w.WriteString("id", Page);
        w.WriteString("label", "Details");
        w.WriteString("pageType", "custom");
        w.WriteBoolean("visible", true);
        w.WriteBoolean("locked", false);
        w.WriteStartArray("sections");
        foreach (var section in Sections)
        {
            w.WriteStartObject();
            w.WriteString("id", section);
            w.WriteStartArray("groups");
            foreach (var group in type.Layout.Groups.Where(g => g.Section == section))
            {
                WriteGroup(w, group);
            }

            w.WriteEndArray();
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteEndObject();
        w.WriteEndArray();
        w.WriteStartArray("systemControls");
        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static AzureAnswer AddGroup(AzureCall call)
    {
        var type = ProcessEndpoints.OwnType(call);
        var section = Sections.FirstOrDefault(s => string.Equals(s, call.Route("sectionId"), StringComparison.OrdinalIgnoreCase));
        if (call.Route("pageId") != Page || section is null)
        {
            throw new AzureRefusal(404, "FormLayoutSectionDoesNotExistException", $"VS403115: The section '{call.Route("sectionId")}' of page '{call.Route("pageId")}' does not exist.");
        }

        var label = AzureBody.Needed(call.Body("id", "label", "order", "visible", "controls", "isContribution", "overridden", "height"), "label");
        if (type.Layout.Groups.Any(g => string.Equals(g.Label, label, StringComparison.OrdinalIgnoreCase)))
        {
            throw new AzureRefusal(400, "FormLayoutGroupAlreadyExistsException", $"VS403103: A group with the label '{label}' already exists on the page.");
        }

        var group = type.Layout.Add(label, section);
        return AzureAnswer.Json(w => WriteGroup(w, group), 201);
    }

    private static AzureAnswer PutControl(AzureCall call, string? named)
    {
        var type = ProcessEndpoints.OwnType(call);
        var group = type.Layout.Find(call.Route("groupId"))
            ?? throw new AzureRefusal(404, "FormLayoutGroupDoesNotExistException", $"VS403117: The group '{call.Route("groupId")}' does not exist.");
        var body = call.Body("id", "label", "order", "visible", "readOnly", "controlType", "metadata", "isContribution", "contribution", "height", "watermark", "inherited", "overridden");
        var id = named ?? AzureBody.Needed(body, "id");
        var field = type.Field(id) ?? throw new AzureRefusal(400, "FormLayoutControlFieldDoesNotExistException", $"VS403119: The field '{id}' does not exist on the work item type '{type.Name}'.");
        if (named is null && type.Layout.Groups.Any(g => g.Controls.Any(c => string.Equals(c.Id, id, StringComparison.OrdinalIgnoreCase))))
        {
            throw new AzureRefusal(409, "FormLayoutControlAlreadyExistsException", $"VS403102: A control for the field '{id}' already exists on the layout.");
        }

        var control = new AzureControl(field.Field.ReferenceName, AzureBody.Text(body, "label") ?? field.Field.Name, true);
        group.Put(control);
        return AzureAnswer.Json(w => WriteControl(w, control), named is null ? 201 : 200);
    }

    private static void WriteGroup(Utf8JsonWriter w, AzureGroup group)
    {
        w.WriteStartObject();
        w.WriteString("id", group.Id);
        w.WriteString("label", group.Label);
        w.WriteBoolean("visible", true);
        w.WriteBoolean("inherited", group.IsInherited);
        w.WriteBoolean("isContribution", false);
        w.WriteStartArray("controls");
        foreach (var control in group.Controls)
        {
            WriteControl(w, control);
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static void WriteControl(Utf8JsonWriter w, AzureControl control)
    {
        w.WriteStartObject();
        w.WriteString("id", control.Id);
        w.WriteString("label", control.Label);
        w.WriteString("controlType", "FieldControl");
        w.WriteBoolean("visible", control.IsVisible);
        w.WriteBoolean("readOnly", false);
        w.WriteBoolean("isContribution", false);
        w.WriteEndObject();
    }
}
