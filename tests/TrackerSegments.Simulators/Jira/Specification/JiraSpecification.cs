using System.Globalization;
using System.Text.Json.Nodes;
using TrackerSegments.Simulators.Specification;

namespace TrackerSegments.Simulators.Jira.Specification;

/// <summary>
/// The official OpenAPI document of Jira Cloud, to hold calls and answers against. Where it is known to be narrower than Jira, that is
/// written down in <see cref="DocumentGap"/>.
/// </summary>
public sealed class JiraSpecification
{
    /// <summary>The environment variable that names the folder with the document.</summary>
    public const string Variable = "TRACKER_SPECS";

    /// <summary>As Jira writes times: milliseconds, and an offset without a colon.</summary>
    private const string JiraTime = @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$";

    private readonly JsonObject paths;

    private readonly DocumentSchemas schemas;

    private JiraSpecification(JsonObject document)
    {
        paths = document["paths"]!.AsObject();
        var conversion = new SchemaConversion("#/components/schemas/", JiraTime);
        var definitions = new JsonObject();
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            definitions[name] = conversion.Convert(schema!);
        }

        foreach (var gap in DocumentGap.Schemas)
        {
            var properties = definitions[gap.Schema]!["properties"]!.AsObject();
            properties[gap.Property] = gap.Widened(properties[gap.Property]!.DeepClone());
        }

        schemas = new("jira", conversion, definitions);
    }

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
            violations.AddRange(schemas.Violations(body, request.BodyBytes));
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
            : [.. schemas.Violations(schema, request.AnswerBytes).Select(v => $"{request}: the answer: {v}")];
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
            foreach (var violation in values.SelectMany(v => schemas.ViolationsOfText(single, v)))
            {
                yield return $"query parameter {name}: {violation}";
            }
        }

        foreach (var (name, _) in known.Where(p => p.Value["required"]?.GetValue<bool>() == true && !request.Query.ContainsKey(p.Key)))
        {
            yield return $"the query parameter {name} is missing";
        }
    }
}
