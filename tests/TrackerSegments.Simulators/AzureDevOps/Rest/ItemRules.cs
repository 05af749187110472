using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>The rules that the value of a field must keep.</summary>
internal static class ItemRules
{
    private const int MaxText = 255;

    public static void Check(AzureData data, AzureRevision revision, AzureField field, object? value)
    {
        var text = AzureValues.Text(value);
        if (field.IsReadOnly)
        {
            throw Refusal(field, "ReadOnly, InvalidNotOldValue");
        }

        if (Now(revision).Field(field.ReferenceName) is not { } ofType)
        {
            throw Refusal(field, "InvalidNotEmpty");
        }

        if (string.IsNullOrEmpty(text))
        {
            if (ofType.IsRequired)
            {
                throw Refusal(field, "Required, InvalidEmpty");
            }

            return;
        }

        if (field.Type is "string" && text.Length > MaxText)
        {
            throw Refusal(field, "InvalidTooLong");
        }

        if (data.AllowedValues(ofType) is { IsSuggested: false } allowed && !allowed.Values.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            throw Refusal(
                field,
                "HasValues, LimitedToValues, AllowsOldValue, InvalidListValue",
                $"The field '{field.Name}' contains the value '{text}' that is not in the list of supported values");
        }
    }

    /// <summary>What a new item of a type lacks that it must have.</summary>
    public static void CheckRequired(AzureItem item, AzureRevision revision)
    {
        foreach (var field in Now(revision).Fields.Where(f => f.IsRequired && string.IsNullOrEmpty(AzureValues.Text(AzureValues.Of(item, revision, f.Field.ReferenceName)))))
        {
            throw Refusal(field.Field, "Required, InvalidEmpty");
        }
    }

    /// <summary>The type as the process has it now: it may have become one of its own since the revision was made.</summary>
    private static AzureType Now(AzureRevision revision) => AzureData.FindType(revision.Project.Process, revision.Type.Name) ?? revision.Type;

    public static AzureRefusal Refusal(AzureField field, string flags, string? message = null)
    {
        var text = message ?? $"TF401320: Rule Error for field {field.Name}. Error code: {flags}.";
        return new(AzureAnswer.Error(400, "RuleValidationException", text, w =>
        {
            w.WriteStartObject("customProperties");
            w.WriteStartArray("RuleValidationErrors");
            w.WriteStartObject();
            w.WriteString("fieldReferenceName", field.ReferenceName);
            w.WriteString("fieldStatusFlags", flags);
            w.WriteString("errorMessage", text);
            w.WriteNumber("fieldStatusCode", 524_289);
            w.WriteNull("ruleValidationErrors");
            w.WriteEndObject();
            w.WriteEndArray();
            w.WriteEndObject();
        }));
    }
}
