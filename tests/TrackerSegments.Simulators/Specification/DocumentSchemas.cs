using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace TrackerSegments.Simulators.Specification;

/// <summary>The schemas of an official document, to hold JSON against.</summary>
/// <param name="name">Whose document it is; part of the schemas' addresses.</param>
/// <param name="conversion">Makes JSON Schema of the document's schemas.</param>
/// <param name="definitions">The converted schemas that others refer to, by name.</param>
internal sealed class DocumentSchemas(string name, SchemaConversion conversion, JsonObject definitions)
{
    private readonly BuildOptions build = new() { SchemaRegistry = new() };

    private readonly Lock gate = new();

    private readonly Dictionary<string, JsonSchema> schemas = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a value of a query parameter.</summary>
    public IReadOnlyList<string> ViolationsOfText(JsonNode schema, string value) => Violations(schema, Typed(schema, value));

    /// <summary>What is wrong with JSON; nothing where all is as the schema has it.</summary>
    public IReadOnlyList<string> Violations(JsonNode schema, ReadOnlyMemory<byte> json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return ["it is no JSON"];
        }

        using (document)
        {
            var results = Schema(schema).Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
            return results.IsValid ? [] : [.. Errors(results).Distinct(StringComparer.Ordinal)];
        }
    }

    private static ReadOnlyMemory<byte> Typed(JsonNode schema, string value) =>
        schema["type"]?.GetValue<string>() is "integer" or "boolean" or "number" && IsLiteral(value)
            ? System.Text.Encoding.UTF8.GetBytes(value)
            : JsonSerializer.SerializeToUtf8Bytes(value);

    private static bool IsLiteral(string value) =>
        value is "true" or "false" || decimal.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static IEnumerable<string> Errors(EvaluationResults results) =>
        (results.Details ?? []).Prepend(results).Where(d => d.Errors is not null).SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Key}: {e.Value}"));

    /// <summary>A schema with all it refers to; made once.</summary>
    private JsonSchema Schema(JsonNode schema)
    {
        lock (gate)
        {
            return Made(schema);
        }
    }

    private JsonSchema Made(JsonNode schema)
    {
        var key = schema.ToJsonString();
        if (!schemas.TryGetValue(key, out var made))
        {
            var whole = new JsonObject
            {
                ["$id"] = string.Create(CultureInfo.InvariantCulture, $"https://specification.test/{name}/{schemas.Count}"),
                ["allOf"] = new JsonArray(conversion.Convert(schema)),
                ["$defs"] = Reached(schema),
            };
            schemas[key] = made = JsonSchema.FromText(whole.ToJsonString(), build);
        }

        return made;
    }

    private JsonObject Reached(JsonNode schema)
    {
        var reached = new JsonObject();
        var waiting = new Queue<string>(References(conversion.Convert(schema)));
        while (waiting.TryDequeue(out var found))
        {
            if (reached.ContainsKey(found))
            {
                continue;
            }

            reached[found] = definitions[found]!.DeepClone();
            foreach (var next in References(definitions[found]!))
            {
                waiting.Enqueue(next);
            }
        }

        return reached;
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject schema => schema.SelectMany(m => m.Key == "$ref" && m.Value is JsonValue text ? [text.GetValue<string>()["#/$defs/".Length..]] : References(m.Value)),
        JsonArray all => all.SelectMany(References),
        _ => [],
    };
}
