using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Writes fields, of the organization and of a work item type.</summary>
internal static class FieldJson
{
    private static readonly (string Reference, string Name)[] Operations =
        [("SupportedOperations.Equals", "="), ("SupportedOperations.NotEquals", "<>"), ("SupportedOperations.In", "In"), ("SupportedOperations.NotIn", "Not In")];

    public static void Write(Utf8JsonWriter w, AzureCall call, AzureField field)
    {
        w.WriteStartObject();
        w.WriteString("name", field.Name);
        w.WriteString("referenceName", field.ReferenceName);
        w.WriteString("description", field.Description);
        w.WriteString("type", field.Type);
        w.WriteString("usage", "workItem");
        w.WriteBoolean("readOnly", field.IsReadOnly);
        w.WriteBoolean("canSortBy", !field.IsLong);
        w.WriteBoolean("isQueryable", true);
        w.WriteStartArray("supportedOperations");
        foreach (var (reference, name) in Operations)
        {
            w.WriteStartObject();
            w.WriteString("referenceName", reference);
            w.WriteString("name", name);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteBoolean("isIdentity", field.IsIdentity);
        w.WriteBoolean("isPicklist", field.PicklistId is not null);
        w.WriteBoolean("isPicklistSuggested", field.IsPicklistSuggested);
        if (field.PicklistId is { } list)
        {
            w.WriteString("picklistId", list);
        }

        w.WriteString("url", UrlOf(call, field));
        w.WriteEndObject();
    }

    public static void WriteOfType(Utf8JsonWriter w, AzureCall call, AzureTypeField field, bool withValues)
    {
        w.WriteStartObject();
        if (field.Default is { } value)
        {
            w.WriteString("defaultValue", AzureValues.Text(value));
        }

        if (withValues)
        {
            w.WriteStartArray("allowedValues");
            foreach (var allowed in call.Data.AllowedValues(field)?.Values ?? [])
            {
                w.WriteStringValue(allowed);
            }

            w.WriteEndArray();
        }

        w.WriteBoolean("alwaysRequired", field.IsRequired);
        w.WriteStartArray("dependentFields");
        w.WriteEndArray();
        w.WriteString("referenceName", field.Field.ReferenceName);
        w.WriteString("name", field.Field.Name);
        w.WriteString("url", UrlOf(call, field.Field));
        w.WriteEndObject();
    }

    private static string UrlOf(AzureCall call, AzureField field) => $"{call.Base}/_apis/wit/fields/{field.ReferenceName}";
}
