using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>The work item types of a project: their fields, states and categories; and the fields of the organization.</summary>
internal static class TypeEndpoints
{
    private const string Types = "/{project}/_apis/wit/workitemtypes";

    private const string Categories = "/{project}/_apis/wit/workitemtypecategories";

    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        new("GET", Types, [], AllTypes),
        new("GET", $"{Types}/{{type}}", [], OneType),
        new("GET", $"{Types}/{{type}}/fields", ["$expand"], FieldsOfType),
        new("GET", $"{Types}/{{type}}/fields/{{field}}", ["$expand"], FieldOfType),
        new("GET", $"{Types}/{{type}}/states", [], StatesOfType),
        new("GET", Categories, [], AllCategories),
        new("GET", $"{Categories}/{{category}}", [], OneCategory),
        .. FeedEndpoints.Both("GET", "/_apis/wit/fields", ["$expand"], call => AzureAnswer.List(call.Data.Fields, (w, field) => FieldJson.Write(w, call, field))),
        .. FeedEndpoints.Both("GET", "/_apis/wit/fields/{fieldNameOrRefName}", [], call =>
        {
            var field = call.Data.FindField(call.Route("fieldNameOrRefName"))
                ?? throw new AzureRefusal(404, "WorkItemTrackingFieldDefinitionNotFoundException", $"TF51535: Cannot find field {call.Route("fieldNameOrRefName")}.");
            return AzureAnswer.Json(w => FieldJson.Write(w, call, field));
        }),
    ];

    public static AzureType Type(AzureCall call, string name) => AzureData.FindType(call.Project!.Process, name)
        ?? throw new AzureRefusal(404, "WorkItemTypeNotFoundException", $"VS402323: Work item type {name} does not exist in project {call.Project.Name} or you do not have permission to access it.");

    private static AzureType Type(AzureCall call) => Type(call, call.Route("type"));

    private static AzureAnswer AllTypes(AzureCall call) => AzureAnswer.List(AzureData.TypesOf(call.Project!.Process), (w, type) => WriteType(w, call, type));

    private static AzureAnswer OneType(AzureCall call)
    {
        var type = Type(call);
        return AzureAnswer.Json(w => WriteType(w, call, type));
    }

    private static AzureAnswer FieldsOfType(AzureCall call)
    {
        var withValues = WantsValues(call);
        return AzureAnswer.List(Type(call).Fields, (w, field) => FieldJson.WriteOfType(w, call, field, withValues));
    }

    private static AzureAnswer FieldOfType(AzureCall call)
    {
        var withValues = WantsValues(call);
        var name = call.Data.FindField(call.Route("field"))?.ReferenceName ?? call.Route("field");
        var field = Type(call).Field(name)
            ?? throw new AzureRefusal(404, "WorkItemTrackingFieldDefinitionNotFoundException", $"TF51535: Cannot find field {call.Route("field")}.");
        return AzureAnswer.Json(w => FieldJson.WriteOfType(w, call, field, withValues));
    }

    private static bool WantsValues(AzureCall call) => call.Query("$expand")?.ToLowerInvariant() is "allowedvalues" or "all";

    private static AzureAnswer StatesOfType(AzureCall call) => AzureAnswer.List(Type(call).States, WriteState);

    private static AzureAnswer AllCategories(AzureCall call) => AzureAnswer.List(CategoriesOf(call), (w, category) => WriteCategory(w, call, category));

    private static AzureAnswer OneCategory(AzureCall call)
    {
        var category = CategoriesOf(call).FirstOrDefault(c => string.Equals(c.Key, call.Route("category"), StringComparison.OrdinalIgnoreCase))
            ?? throw new AzureRefusal(404, "WorkItemTypeCategoryNotFoundException", $"VS402325: Work item type category {call.Route("category")} does not exist.");
        return AzureAnswer.Json(w => WriteCategory(w, call, category));
    }

    private static List<IGrouping<string, AzureType>> CategoriesOf(AzureCall call) =>
        [.. AzureData.TypesOf(call.Project!.Process).Where(t => !t.Category.EndsWith("OtherCategory", StringComparison.Ordinal)).GroupBy(t => t.Category, StringComparer.Ordinal)];

    private static void WriteCategory(Utf8JsonWriter w, AzureCall call, IGrouping<string, AzureType> category)
    {
        w.WriteStartObject();
        w.WriteString("name", category.Key.Replace("Microsoft.", "", StringComparison.Ordinal).Replace("Category", " Category", StringComparison.Ordinal));
        w.WriteString("referenceName", category.Key);
        w.WritePropertyName("defaultWorkItemType");
        WriteReference(w, call, category.First());
        w.WriteStartArray("workItemTypes");
        foreach (var type in category)
        {
            WriteReference(w, call, type);
        }

        w.WriteEndArray();
        w.WriteString("url", $"{call.Base}/{call.Project!.Id}/_apis/wit/workItemTypeCategories/{category.Key}");
        w.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter w, AzureCall call, AzureType type)
    {
        w.WriteStartObject();
        w.WriteString("name", type.Name);
        w.WriteString("url", UrlOf(call, type));
        w.WriteEndObject();
    }

    private static string UrlOf(AzureCall call, AzureType type) => $"{call.Base}/{call.Project!.Id}/_apis/wit/workItemTypes/{Uri.EscapeDataString(type.Name)}";

    private static void WriteState(Utf8JsonWriter w, AzureState state)
    {
        w.WriteStartObject();
        w.WriteString("name", state.Name);
        w.WriteString("color", state.Color);
        w.WriteString("category", state.Category);
        w.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter w, AzureCall call, AzureType type)
    {
        w.WriteStartObject();
        w.WriteString("name", type.Name);
        w.WriteString("referenceName", type.ReferenceName);
        w.WriteString("description", "");
        w.WriteString("color", type.Color);
        w.WriteStartObject("icon");
        w.WriteString("id", "icon_book");
        w.WriteString("url", $"{call.Base}/_apis/wit/workItemIcons/icon_book?color={type.Color}&v=2");
        w.WriteEndObject();
        w.WriteBoolean("isDisabled", type.IsDisabled);
        w.WriteStartArray("fields");
        foreach (var field in type.Fields)
        {
            FieldJson.WriteOfType(w, call, field, withValues: false);
        }

        w.WriteEndArray();
        w.WriteStartArray("states");
        foreach (var state in type.States)
        {
            WriteState(w, state);
        }

        w.WriteEndArray();
        w.WriteString("url", UrlOf(call, type));
        w.WriteEndObject();
    }
}
