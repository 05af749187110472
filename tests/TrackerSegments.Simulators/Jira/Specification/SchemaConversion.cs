using System.Text.Json.Nodes;

namespace TrackerSegments.Simulators.Jira.Specification;

/// <summary>Makes JSON Schema of the schemas of an OpenAPI 3.0 document.</summary>
internal static class SchemaConversion
{
    /// <summary>As Jira writes times: milliseconds, and an offset without a colon.</summary>
    private const string JiraTime = @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$";

    private static readonly string[] Kept =
    [
        "type", "required", "enum", "maxItems", "minItems", "maxLength", "minLength", "maximum", "minimum", "uniqueItems", "minProperties", "maxProperties",
    ];

    public static JsonNode Convert(JsonNode schema)
    {
        if (schema is not JsonObject source)
        {
            return schema.DeepClone();
        }

        if (source["$ref"] is { } reference)
        {
            return new JsonObject { ["$ref"] = reference.GetValue<string>().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal) };
        }

        var target = new JsonObject();
        foreach (var name in Kept.Where(source.ContainsKey))
        {
            target[name] = source[name]!.DeepClone();
        }

        Format(source, target);
        Nested(source, target);
        return source["nullable"]?.GetValue<bool>() == true ? OrNull(target) : target;
    }

    /// <summary>The schema, or null.</summary>
    public static JsonObject OrNull(JsonNode schema) => new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };

    private static void Format(JsonObject source, JsonObject target)
    {
        if (source["format"]?.GetValue<string>() == "date-time")
        {
            target["pattern"] = JiraTime;
        }
    }

    private static void Nested(JsonObject source, JsonObject target)
    {
        if (source["properties"] is JsonObject properties)
        {
            target["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Convert(p.Value!))));
        }

        foreach (var name in (string[])["items", "additionalProperties"])
        {
            if (source[name] is { } nested)
            {
                target[name] = Convert(nested);
            }
        }

        foreach (var name in (string[])["allOf", "anyOf", "oneOf"])
        {
            if (source[name] is JsonArray all)
            {
                target[name] = new JsonArray([.. all.Select(s => Convert(s!))]);
            }
        }
    }
}
