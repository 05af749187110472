using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Core;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>Takes schemes and strategies out, and in again without loss.</summary>
internal static class ExchangeEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/schemes/{lens}/export", ExportSchemeAsync)
            .For(Role.Viewer)
            .WithTags("Schemes")
            .WithSummary("The same as json (the default) or csv, to keep or to take elsewhere.")
            .ProducesProblems(400, 404, 503);
        api.MapPost("/schemes/{lens}/import", ImportSchemeAsync)
            .For(Role.Strategist)
            .WithTags("Schemes")
            .WithSummary("Makes it what an exported text says (If-Match). Where a row cannot be used, nothing is taken over.")
            .WithMetadata(new BodyLimit(SchemeEndpoints.MaxBytes))
            .Produces<SchemeWritten>()
            .ProducesProblems(400, 404, 409, 413, 415, 422, 428, 503);
        api.MapGet("/strategy/{lens}/export", ExportStrategyAsync)
            .For(Role.Viewer)
            .WithTags("Strategy")
            .WithSummary("The same as json (the default) or csv, to keep or to take elsewhere.")
            .ProducesProblems(400, 404, 503);
        api.MapPost("/strategy/{lens}/import", ImportStrategyAsync)
            .For(Role.Strategist)
            .WithTags("Strategy")
            .WithSummary("Makes it what an exported text says (If-Match). Where a row cannot be used, nothing is taken over.")
            .WithMetadata(new BodyLimit(SchemeEndpoints.MaxBytes))
            .Produces<StrategyDocument>()
            .ProducesProblems(400, 404, 409, 413, 415, 422, 428, 503);
    }

    private static async Task<IResult> ExportSchemeAsync(string lens, string? format, HttpContext context)
    {
        var open = WorkspaceFilter.Of(context);
        var history = await open.Schemes.HistoryAsync(lens, context.RequestAborted);
        return await ExportAsync(lens, "scheme", format, context, (kept, settings) =>
        {
            var document = SchemeDocument.Of(kept, settings.Lens.Key == kept.Key, history);
            return (JsonSerializer.SerializeToUtf8Bytes(document, ApiJson.Default.SchemeDocument), () => SchemeTable.Write(document));
        });
    }

    private static Task<IResult> ExportStrategyAsync(string lens, string? format, HttpContext context)
    {
        var today = WorkspaceFilter.Of(context).Workspace.Today;
        return ExportAsync(lens, "strategy", format, context, (kept, _) => (
            JsonSerializer.SerializeToUtf8Bytes(StrategyDocument.Of(kept, today), ApiJson.Default.StrategyDocument), () => StrategyTable.Write(kept)));
    }

    private static async Task<IResult> ExportAsync(
        string lens, string what, string? format, HttpContext context, Func<KeptLens, WorkspaceSettings, (byte[] Json, Func<string> Csv)> write)
    {
        if (format is not (null or "json" or "csv"))
        {
            return SchemeRefusals.UnknownFormat(format).ToResult(context);
        }

        var settings = await WorkspaceFilter.Of(context).Schemes.ReadAsync(context.RequestAborted);
        if (settings.Find(lens) is not { } kept)
        {
            return SchemeRefusals.UnknownLens(lens, settings).ToResult(context);
        }

        var (json, csv) = write(kept, settings);
        return format is "csv"
            ? TypedResults.File(Encoding.UTF8.GetBytes(csv()), "text/csv; charset=utf-8", $"{kept.Key}-{what}.csv")
            : TypedResults.File(json, "application/json; charset=utf-8", $"{kept.Key}-{what}.json");
    }

    private static async Task<IResult> ImportSchemeAsync(string lens, ImportWish wish, HttpContext context)
    {
        try
        {
            var scheme = Read(wish, SchemeTable.Read, text => JsonSerializer.Deserialize(text, ExchangeJson.Default.SchemeWish));

            // Which lens is the primary one belongs to the workspace, and not to the scheme.
            scheme = scheme with { Lens = scheme.Lens is { } said ? said with { Primary = null } : null, Reason = wish.Reason, DryRun = wish.DryRun };
            return await SchemeEndpoints.MakeAsync(lens, scheme, JsonSerializer.SerializeToElement(wish, ApiJson.Default.ImportWish), adopts: true, context);
        }
        catch (SchemeException failure)
        {
            return SchemeRefusals.Impossible(failure.Message).ToResult(context);
        }
    }

    private static async Task<IResult> ImportStrategyAsync(string lens, ImportWish wish, HttpContext context)
    {
        try
        {
            var (author, now) = (SchemeAuthor.Of(Caller.Of(context)), WorkspaceFilter.Of(context).Workspace.Now);
            var strategies = wish.DryRun
                ? throw new SchemeException("An import of strategies has no dryRun. Compare the export with the file instead.")
                : Read(wish, text => StrategyTable.Read(text, author, now), text => FromJson(text, author));
            return await StrategyEndpoints.ChangeAsync(
                lens,
                "import strategies",
                JsonSerializer.SerializeToElement(wish, ApiJson.Default.ImportWish),
                context,
                kept => StrategyChange.Import(kept, strategies));
        }
        catch (SchemeException failure)
        {
            return SchemeRefusals.Impossible(failure.Message).ToResult(context);
        }
    }

    private static T Read<T>(ImportWish wish, Func<string, T> table, Func<string, T?> json)
    {
        switch (wish.Format)
        {
            case "csv":
                return table(wish.Text);
            case "json":
                try
                {
                    return json(wish.Text) ?? throw new SchemeException("The text is no exported document.");
                }
                catch (JsonException failure)
                {
                    throw new SchemeException(FormattableString.Invariant(
                        $"Line {failure.LineNumber + 1}: the JSON is not what is exported here{(failure.Path is { Length: > 1 and < 100 } path ? $" ({path})" : "")}."));
                }

            default:
                throw new SchemeException($"The format \"{SchemeText.Short(wish.Format)}\" is not known: it is json or csv.");
        }
    }

    private static IReadOnlyList<KeptStrategy>? FromJson(string text, string author) => JsonSerializer.Deserialize(text, ExchangeJson.Default.StrategyDocument) is { } document
        ?
        [
            .. document.Versions.Reverse().Select(v => v?.Targets is null || v.Targets.Any(t => t is null)
                ? throw new SchemeException("A version, or a target of it, is null.")
                : new KeptStrategy(
                    v.Version,
                    v.ValidFrom,
                    v.Published,
                    SchemeText.Line(v.Author, "The author") ?? author,
                    v.At,
                    SchemeText.Line(v.Reason, "The reason"),
                    [.. v.Targets.Select(t => new KeptTarget(t.Segment, t.Target, t.Tolerance))])),
        ]
        : null;
}

/// <summary>An exported text to take over.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ImportWish
{
    /// <summary>json or csv.</summary>
    public required string Format { get; init; }

    /// <summary>The text, as it was exported.</summary>
    public required string Text { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Only works out what would be; of schemes.</summary>
    public bool DryRun { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, AllowDuplicateProperties = false, MaxDepth = 16)]
[JsonSerializable(typeof(SchemeWish))]
[JsonSerializable(typeof(StrategyDocument))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
