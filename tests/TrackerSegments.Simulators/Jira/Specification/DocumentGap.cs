using System.Text.Json.Nodes;
using TrackerSegments.Simulators.Specification;

namespace TrackerSegments.Simulators.Jira.Specification;

/// <summary>Where the official document is narrower than what Jira does, and how we know.</summary>
internal sealed record DocumentGap(string Schema, string Property, string Reason, Func<JsonNode, JsonNode> Widened)
{
    private const string AbsentIsNull = "a value that was or is absent is null in every history, and the document's examples leave it out";

    public static IReadOnlyList<DocumentGap> Schemas { get; } =
    [
        new("ChangeDetails", "from", AbsentIsNull, SchemaConversion.OrNull),
        new("ChangeDetails", "fromString", AbsentIsNull, SchemaConversion.OrNull),
        new("ChangeDetails", "to", AbsentIsNull, SchemaConversion.OrNull),
        new("ChangeDetails", "toString", AbsentIsNull, SchemaConversion.OrNull),
        new("Changelog", "created", "changelog/bulkfetch answers milliseconds", OrMilliseconds),
        new("BulkOperationProgress", "created", "the document's own examples have milliseconds", OrMilliseconds),
        new("BulkOperationProgress", "started", "the document's own examples have milliseconds", OrMilliseconds),
        new("BulkOperationProgress", "updated", "the document's own examples have milliseconds", OrMilliseconds),
        new("IssueBulkEditField", "fieldOptions", "options have members, of which the document's schema has none", _ => new JsonObject { ["type"] = "array" }),
    ];

    /// <summary>Answers that the document does not list.</summary>
    public static IReadOnlyDictionary<(string Operation, int Status), string> Answers { get; } = new Dictionary<(string, int), string>
    {
        [("*", 401)] = "a wrong token is answered alike everywhere; the document leaves it out at some operations",
        [("POST /rest/api/3/bulk/issues/fields", 403)] = "its text asks for a permission and it lists no answer for who lacks it; its sisters answer 403",
        [("POST /rest/api/3/field/{fieldId}/context", 403)] = "it needs an administrator as its sisters do, which answer 403",
    };

    /// <summary>Endpoints of Jira that the copy of the document at hand was cut down by.</summary>
    public static IReadOnlyList<string> MissingPaths { get; } =
    [
        "/rest/api/3/mypermissions",
        "/rest/api/3/permissions/check",
        "/rest/api/3/status",
        "/rest/api/3/issue/{issueIdOrKey}/editmeta",
        "/rest/api/3/screens",
        "/rest/api/3/screens/{screenId}/tabs",
        "/rest/api/3/screens/{screenId}/tabs/{tabId}/fields",
        "/rest/api/3/screens/addToDefault/{fieldId}",
    ];

    private static JsonObject OrMilliseconds(JsonNode schema) => new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "integer" }) };
}
