using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Making fields and picklists, and putting fields on the types of a process.</summary>
internal static class FieldEndpoints
{
    private const string Lists = $"{ProcessEndpoints.Processes}/lists";

    private const string OfType = $"{ProcessEndpoints.Types}/{{witRefName}}/fields";

    private static readonly System.Buffers.SearchValues<char> NotInNames = System.Buffers.SearchValues.Create(".,;'`:~\\/\"|?*&%$!+=()[]{}<>-");

    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        .. FeedEndpoints.Both("POST", "/_apis/wit/fields", [], CreateField),
        new("GET", Lists, [], call => AzureAnswer.List(call.Data.Lists, (w, list) => Write(w, call, list, withItems: false))),
        new("POST", Lists, [], CreateList),
        new("GET", $"{Lists}/{{listId}}", [], call =>
        {
            var list = List(call);
            return AzureAnswer.Json(w => Write(w, call, list, withItems: true));
        }),
        new("PUT", $"{Lists}/{{listId}}", [], UpdateList),
        new("GET", OfType, ["$expand"], call => AzureAnswer.List(ProcessEndpoints.Type(call).Fields, (w, field) => WriteOfType(w, call, field))),
        new("GET", $"{OfType}/{{fieldRefName}}", ["$expand"], FieldOfType),
        new("POST", OfType, [], AddToType),
    ];

    private static AzureAnswer CreateField(AzureCall call)
    {
        call.DemandFieldAdministrator();
        var body = call.Body(
            "name", "referenceName", "description", "type", "usage", "readOnly", "canSortBy", "isQueryable", "supportedOperations", "isIdentity", "isPicklist", "isPicklistSuggested", "picklistId",
            "isLocked", "url");
        var name = AzureBody.Needed(body, "name");
        var reference = AzureBody.Text(body, "referenceName") ?? $"Custom.{name.Replace(" ", "", StringComparison.Ordinal)}";
        if (call.Data.FindField(name) is not null || call.Data.FindField(reference) is not null)
        {
            throw new AzureRefusal(400, "ProcessFieldAlreadyExistsException", $"VS402803: Field '{name}' already exists in the organization. Please choose a different name.");
        }

        if (!reference.Contains('.', StringComparison.Ordinal) || name.Length > 128 || name.AsSpan().ContainsAny(NotInNames))
        {
            throw new AzureRefusal(400, "InvalidFieldNameException", $"VS402804: Field name '{name}' is not valid.");
        }

        var picklist = AzureBody.Flag(body, "isPicklist") ? Picklist(call, AzureBody.Text(body, "picklistId")) : null;
        var field = call.Data.AddField(new AzureField(name, reference, AzureBody.Text(body, "type") ?? "string")
        {
            Description = AzureBody.Text(body, "description") ?? "",
            PicklistId = picklist?.Id,
            IsPicklistSuggested = picklist is not null && AzureBody.Flag(body, "isPicklistSuggested"),
        });
        if (picklist is not null && field.IsPicklistSuggested != picklist.IsSuggested)
        {
            call.Data.ReplaceList(picklist with { IsSuggested = field.IsPicklistSuggested });
        }

        return AzureAnswer.Json(w => FieldJson.Write(w, call, field), 201);
    }

    private static AzureList Picklist(AzureCall call, string? id) => Guid.TryParse(id, out var number) && call.Data.FindList(number) is { } list
        ? list
        : throw new AzureRefusal(404, "WorkItemPickListNotFoundException", $"VS403019: The picklist with id '{id}' does not exist.");

    private static AzureList List(AzureCall call) => Picklist(call, call.Route("listId"));

    private static AzureAnswer CreateList(AzureCall call)
    {
        call.DemandFieldAdministrator();
        var (name, type, items, isSuggested) = ListOf(call);
        if (call.Data.Lists.Any(l => string.Equals(l.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new AzureRefusal(409, "WorkItemPickListNameInUseException", $"VS403017: A picklist with the name '{name}' already exists.");
        }

        var list = call.Data.AddList(name, type, items, isSuggested);
        return AzureAnswer.Json(w => Write(w, call, list, withItems: true), 201);
    }

    private static AzureAnswer UpdateList(AzureCall call)
    {
        call.DemandFieldAdministrator();
        var (name, type, items, isSuggested) = ListOf(call);
        var list = call.Data.ReplaceList(List(call) with { Name = name, Type = type, Items = items, IsSuggested = isSuggested });
        return AzureAnswer.Json(w => Write(w, call, list, withItems: true));
    }

    private static (string Name, string Type, IReadOnlyList<string> Items, bool IsSuggested) ListOf(AzureCall call)
    {
        var body = call.Body("id", "name", "type", "items", "isSuggested", "url");
        var items = AzureBody.Texts(body, "items") ?? throw AzureRefusal.Invalid("Value cannot be null. Parameter name: items");
        return items.Any(i => string.IsNullOrWhiteSpace(i) || i.Length > 255) || items.Distinct(StringComparer.OrdinalIgnoreCase).Count() != items.Count
            ? throw new AzureRefusal(400, "WorkItemPickListInvalidItemException", "VS403018: The items of a picklist must be texts of up to 255 characters, each once.")
            : (AzureBody.Needed(body, "name"), AzureBody.Needed(body, "type"), items, AzureBody.Flag(body, "isSuggested"));
    }

    private static AzureAnswer FieldOfType(AzureCall call)
    {
        var field = ProcessEndpoints.Type(call).Field(call.Route("fieldRefName"))
            ?? throw new AzureRefusal(404, "ProcessWorkItemTypeFieldDoesNotExistException", $"VS402807: Cannot find field '{call.Route("fieldRefName")}' on the work item type.");
        return AzureAnswer.Json(w => WriteOfType(w, call, field));
    }

    private static AzureAnswer AddToType(AzureCall call)
    {
        var type = ProcessEndpoints.OwnType(call);
        var body = call.Body("referenceName", "defaultValue", "required", "readOnly", "allowGroups", "allowedValues");
        var reference = AzureBody.Needed(body, "referenceName");
        var field = call.Data.FindField(reference) ?? throw AzureRefusal.NoField(reference);
        if (type.Field(field.ReferenceName) is not null)
        {
            throw new AzureRefusal(409, "ProcessWorkItemTypeFieldAlreadyExistsException", $"VS402806: Field '{reference}' already exists on the work item type '{type.Name}'.");
        }

        var added = new AzureTypeField(field) { IsRequired = AzureBody.Flag(body, "required"), Default = AzureBody.Text(body, "defaultValue") };
        type.Put(added);
        return AzureAnswer.Json(w => WriteOfType(w, call, added), 201);
    }

    private static void Write(Utf8JsonWriter w, AzureCall call, AzureList list, bool withItems)
    {
        w.WriteStartObject();
        w.WriteString("id", list.Id);
        w.WriteString("name", list.Name);
        w.WriteString("type", list.Type);
        w.WriteBoolean("isSuggested", list.IsSuggested);
        if (withItems)
        {
            w.WriteStartArray("items");
            foreach (var item in list.Items)
            {
                w.WriteStringValue(item);
            }

            w.WriteEndArray();
        }

        w.WriteString("url", $"{call.Base}{Lists}/{list.Id}");
        w.WriteEndObject();
    }

    private static void WriteOfType(Utf8JsonWriter w, AzureCall call, AzureTypeField field)
    {
        w.WriteStartObject();
        w.WriteString("referenceName", field.Field.ReferenceName);
        w.WriteString("name", field.Field.Name);
        w.WriteString("type", field.Field.Type);
        w.WriteString("description", field.Field.Description);
        w.WriteString("customization", field.Field.ReferenceName.StartsWith("Custom.", StringComparison.Ordinal) ? "custom" : "system");
        w.WriteBoolean("required", field.IsRequired);
        w.WriteBoolean("readOnly", field.Field.IsReadOnly);
        if (call.Query("$expand")?.ToLowerInvariant() is "allowedvalues" or "all")
        {
            w.WriteStartArray("allowedValues");
            foreach (var value in call.Data.AllowedValues(field)?.Values ?? [])
            {
                w.WriteStringValue(value);
            }

            w.WriteEndArray();
        }

        w.WriteString("url", $"{call.Base}{call.Request.Path}");
        w.WriteEndObject();
    }
}
