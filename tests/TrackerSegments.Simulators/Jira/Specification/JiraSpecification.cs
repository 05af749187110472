using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace TrackerSegments.Simulators.Jira.Specification;

/// <summary>
/// The official OpenAPI document of Jira Cloud, to hold calls and answers against. Where it is known to be narrower than Jira, that is
/// written down in <see cref="DocumentGap"/>.
/// </summary>
public sealed class JiraSpecification
{
    /// <summary>The environment variable that names the folder with the document.</summary>
    public const string Variable = "TRACKER_SPECS";

    private const string Root = "https://specification.test/jira";

    private readonly JsonObject paths;

    private readonly BuildOptions build = new() { SchemaRegistry = new() };

    private readonly Lock gate = new();

    private readonly Dictionary<string, JsonSchema> schemas = new(StringComparer.Ordinal);

    private JiraSpecification(JsonObject document)
    {
        paths = document["paths"]!.AsObject();
        var definitions = new JsonObject();
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            definitions[name] = SchemaConversion.Convert(schema!);
        }

        foreach (var gap in DocumentGap.Schemas)
        {
            var properties = definitions[gap.Schema]!["properties"]!.AsObject();
            properties[gap.Property] = gap.Widened(properties[gap.Property]!.DeepClone());
        }

        Definitions = definitions;
    }

    private JsonObject Definitions { get; }

    /// <summary>The document of the folder that the environment names; null where it names none.</summary>
    public static JiraSpecification? Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? new(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "jira-cloud-v3.json")))!.AsObject())
        : null;

    /// <summary>What of a call is not as the document has it; empty where all is.</summary>
    public IReadOnlyList<string> ViolationsOfRequest(JiraRequest request)
    {
        if (Operation(request, out var missing) is not { } operation)
        {
            return missing;
        }

        List<string> violations = [.. Query(operation, request)];
        var body = operation["requestBody"]?["content"]?["application/json"]?["schema"];
        if (body is not null && request.BodyBytes.Length > 0)
        {
            violations.AddRange(Violations(body, request.BodyBytes));
        }
        else if (body is not null && operation["requestBody"]!["required"]?.GetValue<bool>() == true)
        {
            violations.Add("the body is missing");
        }
        else if (body is null && request.BodyBytes.Length > 0)
        {
            violations.Add("it has a body and takes none");
        }

        return [.. violations.Select(v => $"{request}: the call: {v}")];
    }

    /// <summary>What of an answer is not as the document has it; a call that met a fault says nothing.</summary>
    public IReadOnlyList<string> ViolationsOfAnswer(JiraRequest request)
    {
        if (request.Fault is not null || request.Status == 0)
        {
            return [];
        }

        if (Operation(request, out var missing) is not { } operation)
        {
            return missing;
        }

        if (operation["responses"]![request.Status.ToString(CultureInfo.InvariantCulture)] is not { } response)
        {
            return DocumentGap.Answers.ContainsKey(("*", request.Status)) || DocumentGap.Answers.ContainsKey(($"{request.Method} {request.Template}", request.Status))
                ? []
                : [$"{request}: the answer: its status is not listed"];
        }

        var schema = response["content"]?["application/json"]?["schema"];
        return schema is null || request.AnswerBytes.Length == 0
            ? []
            : [.. Violations(schema, request.AnswerBytes).Select(v => $"{request}: the answer: {v}")];
    }

    private JsonObject? Operation(JiraRequest request, out IReadOnlyList<string> missing)
    {
        var operation = paths[request.Template]?[request.Method.ToLowerInvariant()] as JsonObject;
        missing = operation is not null || DocumentGap.MissingPaths.Contains(request.Template, StringComparer.Ordinal)
            ? []
            : [$"{request}: the document has no {request.Method} {request.Template}"];
        return operation;
    }

    private IEnumerable<string> Query(JsonObject operation, JiraRequest request)
    {
        var known = (operation["parameters"]?.AsArray() ?? []).Where(p => p!["in"]!.GetValue<string>() == "query").ToDictionary(p => p!["name"]!.GetValue<string>(), p => p!, StringComparer.Ordinal);
        foreach (var (name, values) in request.Query)
        {
            if (!known.TryGetValue(name, out var parameter))
            {
                yield return $"it has no query parameter {name}";
                continue;
            }

            var schema = parameter["schema"]!;
            var single = schema["type"]?.GetValue<string>() == "array" ? schema["items"]! : schema;
            foreach (var violation in values.SelectMany(v => Violations(single, Typed(single, v))))
            {
                yield return $"query parameter {name}: {violation}";
            }
        }

        foreach (var (name, _) in known.Where(p => p.Value["required"]?.GetValue<bool>() == true && !request.Query.ContainsKey(p.Key)))
        {
            yield return $"the query parameter {name} is missing";
        }
    }

    private static ReadOnlyMemory<byte> Typed(JsonNode schema, string value) =>
        schema["type"]?.GetValue<string>() is "integer" or "boolean" or "number" && IsLiteral(value)
            ? System.Text.Encoding.UTF8.GetBytes(value)
            : JsonSerializer.SerializeToUtf8Bytes(value);

    private static bool IsLiteral(string value) =>
        value is "true" or "false" || decimal.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private List<string> Violations(JsonNode schema, ReadOnlyMemory<byte> json)
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
                ["$id"] = string.Create(CultureInfo.InvariantCulture, $"{Root}/{schemas.Count}"),
                ["allOf"] = new JsonArray(SchemaConversion.Convert(schema)),
                ["$defs"] = Reached(schema),
            };
            schemas[key] = made = JsonSchema.FromText(whole.ToJsonString(), build);
        }

        return made;
    }

    private JsonObject Reached(JsonNode schema)
    {
        var reached = new JsonObject();
        var waiting = new Queue<string>(References(SchemaConversion.Convert(schema)));
        while (waiting.TryDequeue(out var name))
        {
            if (reached.ContainsKey(name))
            {
                continue;
            }

            reached[name] = Definitions[name]!.DeepClone();
            foreach (var next in References(Definitions[name]!))
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
