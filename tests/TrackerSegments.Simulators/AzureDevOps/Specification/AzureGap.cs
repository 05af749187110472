using System.Text.Json.Nodes;
using TrackerSegments.Simulators.Specification;

namespace TrackerSegments.Simulators.AzureDevOps.Specification;

/// <summary>Where the official document is narrower than what Azure DevOps does, and how we know.</summary>
internal sealed record AzureGap(string Schema, string Property, string Reason, Func<JsonNode, JsonNode> Widened)
{
    private const string Scalar = "the values of fields are texts, numbers and flags, and the document calls them objects";

    public static IReadOnlyList<AzureGap> Schemas { get; } =
    [
        new("WorkItemFieldUpdate", "oldValue", Scalar, Any),
        new("WorkItemFieldUpdate", "newValue", Scalar, Any),
        new("WorkItemTypeFieldWithReferences", "defaultValue", Scalar, Any),
        new("WorkItemTypeFieldWithReferences", "allowedValues", Scalar, _ => new JsonObject { ["type"] = "array" }),
        new("Link", "attributes", "what a link says of itself are texts and flags, and the document calls them objects", _ => new JsonObject { ["type"] = "object" }),
        new("WorkItemLink", "rel", "a root has no link above it, and its row has null", SchemaConversion.OrNull),
        new("WorkItemLink", "source", "a root has no link above it, and its row has null", SchemaConversion.OrNull),
    ];

    /// <summary>Lists that have null where an item is left out, as errorPolicy says and the schema does not.</summary>
    public static IReadOnlyList<(string Path, string Method)> ListsWithHoles { get; } =
    [
        ("/{organization}/_apis/wit/workitemsbatch", "post"),
        ("/{organization}/{project}/_apis/wit/workitemsbatch", "post"),
        ("/{organization}/_apis/wit/workitems", "get"),
        ("/{organization}/{project}/_apis/wit/workitems", "get"),
    ];

    /// <summary>Answers that the document does not list: of refusals it lists none.</summary>
    public static IReadOnlyDictionary<(string Operation, int Status), string> Answers { get; } = new Dictionary<(string, int), string>
    {
        [("*", 203)] = "the sign-in page, for who is not signed in",
        [("*", 302)] = "the way to the sign-in page, for who is not signed in",
        [("*", 400)] = "every refusal has the one shape that the document leaves out",
        [("*", 401)] = "every refusal has the one shape that the document leaves out",
        [("*", 403)] = "every refusal has the one shape that the document leaves out",
        [("*", 404)] = "every refusal has the one shape that the document leaves out",
        [("*", 409)] = "every refusal has the one shape that the document leaves out",
        [("*", 412)] = "every refusal has the one shape that the document leaves out",
        [("*", 415)] = "every refusal has the one shape that the document leaves out",
        [("*", 429)] = "every refusal has the one shape that the document leaves out",
        [("POST /_apis/wit/fields", 201)] = "what is made is answered with 201",
        [("POST /{project}/_apis/wit/fields", 201)] = "what is made is answered with 201",
        [("DELETE /_apis/wit/recyclebin/{id}", 204)] = "what is gone has no body",
        [("DELETE /{project}/_apis/wit/recyclebin/{id}", 204)] = "what is gone has no body",
    };

    /// <summary>Endpoints that belong to other documents than the one of work item tracking, by how their paths begin or end.</summary>
    public static IReadOnlyDictionary<string, string> MissingPaths { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["/_apis/connectionData"] = "of the location service",
        ["/_apis/resourceAreas"] = "of the location service",
        ["/_apis/projects"] = "of the core document",
        ["/_apis/identities"] = "of the document of identities",
        ["/_apis/work/processes"] = "of the document of processes",
        ["/{project}/_apis/work/"] = "of the work document",
        ["/{project}/{team}/_apis/work/"] = "of the work document",
        ["/_apis/wit/$batch"] = "described in the guide to work items alone",
    };

    private static JsonObject Any(JsonNode schema) => [];
}
