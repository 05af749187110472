using System.Globalization;
using System.Text.Json.Nodes;
using TrackerSegments.Simulators.Specification;

namespace TrackerSegments.Simulators.AzureDevOps.Specification;

/// <summary>
/// The official Swagger document of Azure DevOps' work item tracking, to hold calls and answers against. Where it is known to be narrower
/// than the service, that is written down in <see cref="AzureGap"/>.
/// </summary>
public sealed class AzureSpecification
{
    /// <summary>The environment variable that names the folder with the document.</summary>
    public const string Variable = "TRACKER_SPECS";

    /// <summary>UTC, with as many decimals as there are.</summary>
    private const string AzureTime = @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$";

    private readonly JsonObject paths;

    private readonly JsonObject parameters;

    private readonly DocumentSchemas schemas;

    private AzureSpecification(JsonObject document)
    {
        paths = document["paths"]!.AsObject();
        parameters = document["parameters"]!.AsObject();
        var conversion = new SchemaConversion("#/definitions/", AzureTime);
        var definitions = new JsonObject();
        foreach (var (name, schema) in document["definitions"]!.AsObject())
        {
            definitions[name] = conversion.Convert(schema!);
        }

        foreach (var gap in AzureGap.Schemas)
        {
            var properties = definitions[gap.Schema]!["properties"]!.AsObject();
            properties[gap.Property] = gap.Widened(properties[gap.Property]!.DeepClone());
        }

        foreach (var (path, method) in AzureGap.ListsWithHoles)
        {
            var list = paths[path]![method]!["responses"]!["200"]!["schema"]!["properties"]!["value"]!.AsObject();
            list["items"] = SchemaConversion.OrNull(list["items"]!.DeepClone());
        }

        schemas = new("azure", conversion, definitions);
    }

    /// <summary>The document of the folder that the environment names; null where it names none.</summary>
    public static AzureSpecification? Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? new(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "azure-devops-wit-7.1.json")))!.AsObject())
        : null;

    /// <summary>What of a call is not as the document has it; empty where all is.</summary>
    public IReadOnlyList<string> ViolationsOfRequest(AzureRequest request)
    {
        if (Operation(request, out var missing) is not { } operation)
        {
            return missing;
        }

        List<string> violations = [.. Query(operation, request)];
        var body = Parameters(operation).FirstOrDefault(p => p["in"]!.GetValue<string>() == "body");
        if (body is not null && request.BodyBytes.Length > 0)
        {
            violations.AddRange(schemas.Violations(body["schema"]!, request.BodyBytes));
            if (operation["consumes"] is JsonArray consumed && !consumed.Any(c => request.ContentType.Split(';')[0] == c!.GetValue<string>()))
            {
                violations.Add($"its body is {request.ContentType}");
            }
        }
        else if (body is not null && body["required"]?.GetValue<bool>() == true)
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
    public IReadOnlyList<string> ViolationsOfAnswer(AzureRequest request)
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
            return AzureGap.Answers.ContainsKey(("*", request.Status)) || AzureGap.Answers.ContainsKey(($"{request.Method} {request.Template}", request.Status))
                ? []
                : [$"{request}: the answer: its status is not listed"];
        }

        return response["schema"] is not { } schema || request.AnswerBytes.Length == 0
            ? []
            : [.. schemas.Violations(schema, request.AnswerBytes).Select(v => $"{request}: the answer: {v}")];
    }

    private JsonObject? Operation(AzureRequest request, out IReadOnlyList<string> missing)
    {
        var operation = paths[$"/{{organization}}{request.Template}"]?[request.Method.ToLowerInvariant()] as JsonObject;
        missing = operation is not null || AzureGap.MissingPaths.Keys.Any(p => request.Template.StartsWith(p, StringComparison.Ordinal))
            ? []
            : [$"{request}: the document has no {request.Method} {request.Template}"];
        return operation;
    }

    private IEnumerable<JsonObject> Parameters(JsonObject operation) => (operation["parameters"]?.AsArray() ?? [])
        .Select(p => p!["$ref"] is { } reference ? parameters[reference.GetValue<string>().Split('/')[^1]]!.AsObject() : p!.AsObject());

    private IEnumerable<string> Query(JsonObject operation, AzureRequest request)
    {
        var known = Parameters(operation).Where(p => p["in"]!.GetValue<string>() == "query").ToDictionary(p => p["name"]!.GetValue<string>(), StringComparer.Ordinal);
        foreach (var (name, values) in request.Query)
        {
            if (!known.TryGetValue(name, out var parameter))
            {
                yield return $"it has no query parameter {name}";
                continue;
            }

            // A parameter is its own schema here, in which required is no list of names.
            var schema = parameter.DeepClone().AsObject();
            schema.Remove("required");
            foreach (var violation in values.SelectMany(v => schemas.ViolationsOfText(schema, v)))
            {
                yield return $"query parameter {name}: {violation}";
            }
        }

        // The version may come in the Accept header instead, and the simulator sees to it that it comes.
        foreach (var (name, _) in known.Where(p => p.Key != "api-version" && p.Value["required"]?.GetValue<bool>() == true && !request.Query.ContainsKey(p.Key)))
        {
            yield return $"the query parameter {name} is missing";
        }
    }
}
