using System.Text.Json.Nodes;

namespace TrackerSegments.Simulators.Specification;

/// <summary>Makes JSON Schema of the schemas of an OpenAPI document.</summary>
/// <param name="place">What references to schemas begin with: #/components/schemas/ or #/definitions/.</param>
/// <param name="time">How the service writes times, as a regular expression.</param>
internal sealed class SchemaConversion(string place, string time)
{
    private static readonly string[] Kept =
    [
        "type", "required", "enum", "maxItems", "minItems", "maxLength", "minLength", "maximum", "minimum", "uniqueItems", "minProperties", "maxProperties",
    ];

    public JsonNode Convert(JsonNode schema)
    {
        if (schema is not JsonObject source)
        {
            return schema.DeepClone();
        }

        if (source["$ref"] is { } reference)
        {
            return new JsonObject { ["$ref"] = reference.GetValue<string>().Replace(place, "#/$defs/", StringComparison.Ordinal) };
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

    private void Format(JsonObject source, JsonObject target)
    {
        if (source["format"]?.GetValue<string>() == "date-time")
        {
            target["pattern"] = time;
        }
    }

    private void Nested(JsonObject source, JsonObject target)
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
