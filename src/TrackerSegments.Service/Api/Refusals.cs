using System.Globalization;
using System.Text.Json;

namespace TrackerSegments.Service.Api;

/// <summary>The refusals that do not depend on what the request is about.</summary>
internal static class Refusals
{
    public static Refusal MalformedBody(string detail) => new(400, "malformedBody", "The body cannot be read", detail);

    public static Refusal ForeignHost { get; } = new(
        403,
        "foreignHost",
        "Foreign host",
        "This service answers on this computer alone. Open it as http://localhost or http://127.0.0.1.");

    public static Refusal ForeignOrigin { get; } = new(
        403, "foreignOrigin", "Foreign origin", "Changes are accepted from the service's own pages only; this request came from another site.");

    public static Refusal UnknownAddress { get; } = new(
        404, "unknownAddress", "Unknown address", "There is nothing at this address. The addresses are listed in /openapi/v1.json.");

    public static Refusal MethodNotAllowed { get; } = new(
        405, "methodNotAllowed", "Method not allowed", "This address does not know the method; the Allow header lists those it knows.");

    public static Refusal BodyTooLarge(long? limit) => new(
        413,
        "bodyTooLarge",
        "The body is too large",
        limit is { } bytes
            ? string.Create(CultureInfo.InvariantCulture, $"A request to this address has at most {bytes / 1024} KB. Send fewer changes at a time.")
            : "Send fewer changes at a time.");

    public static Refusal WrongContentType { get; } = new(
        415, "wrongContentType", "Wrong content type", "Send the body as JSON, with the header Content-Type: application/json.");

    public static Refusal VersionMissing { get; } = new(
        428,
        "versionMissing",
        "The version is missing",
        "A change says which version it was made from: send the ETag that came with the document as If-Match. To make something new, send If-None-Match: *.");

    public static Refusal ChangedMeanwhile(string what, JsonElement theirs, string tag, JsonElement yours) => new(
        409,
        "changedMeanwhile",
        "Changed by somebody else",
        $"{what} was changed in the meantime, so nothing of this was kept. Look at what it is now (theirs) beside what you sent (yours), and send it again with the new ETag.")
    {
        Theirs = theirs,
        Yours = yours,
        Tag = tag,
    };

    public static Refusal Unexpected { get; } = new(
        500,
        "unexpected",
        "Something went wrong here",
        "The service could not finish this request because of a fault of its own. Nothing was lost; the log has the details under the trace id.");

    /// <summary>What a status means where nothing more is known.</summary>
    public static Refusal Of(int status) => status switch
    {
        404 => UnknownAddress,
        405 => MethodNotAllowed,
        415 => WrongContentType,
        >= 500 => Unexpected with { Status = status },
        _ => new(status, "refused", "The request is refused", "The service cannot answer this request. Check it against /openapi/v1.json."),
    };
}
