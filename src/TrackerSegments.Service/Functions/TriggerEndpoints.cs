using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Functions;

/// <summary>
/// Where the Functions host calls when a trigger fires. What comes through its HTTP trigger keeps the path it was asked for, which begins
/// with /api: nobody else reaches these.
/// </summary>
internal static partial class TriggerEndpoints
{
    public const string Tick = "/sync-tick";
    public const string Work = "/sync-scope";
    public const string Poison = "/sync-poison";
    public const string Reports = "/report-tick";

    /// <summary>Every trigger of the host carries it, and no request that was forwarded for somebody does.</summary>
    private const string InvocationHeader = "X-Azure-Functions-InvocationId";

    private const int MaxBytes = 256 * 1024;
    private const string MessageBinding = "message";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var triggers = routes.MapGroup("").WithMetadata(new BodyLimit(MaxBytes)).ExcludeFromDescription().AddEndpointFilter(OnlyTheHost);
        triggers.MapPost(Tick, TickAsync).ForAnybody();
        triggers.MapPost(Work, WorkAsync).ForAnybody();
        triggers.MapPost(Poison, PoisonAsync).ForAnybody();
        triggers.MapPost(Reports, ReportsAsync).ForAnybody();

        // The host asks for this until it is answered, and calls nothing before.
        routes.MapGet("/", () => TypedResults.Text("TrackerSegments")).ForAnybody().ExcludeFromDescription();
    }

    private static ValueTask<object?> OnlyTheHost(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Request.Headers;
        return headers[InvocationHeader].Count == 1 && !headers.Keys.Any(key => key.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase))
            ? next(context)
            : new(Refusals.UnknownAddress.ToResult(context.HttpContext));
    }

    private static async Task<JsonHttpResult<TriggerAnswer>> TickAsync(SyncTriggers triggers, CancellationToken cancellationToken) =>
        Answer(TriggerAnswer.Of(await triggers.TickAsync(cancellationToken)));

    private static async Task<JsonHttpResult<TriggerAnswer>> WorkAsync(HttpContext context, SyncTriggers triggers, CancellationToken cancellationToken) =>
        Answer(TriggerAnswer.Of(await triggers.WorkAsync(SyncMessage.Parse(await MessageAsync(context, cancellationToken)), cancellationToken)));

    private static async Task<JsonHttpResult<TriggerAnswer>> ReportsAsync(ReportTriggers triggers, CancellationToken cancellationToken)
    {
        await triggers.TickAsync(cancellationToken);
        return Answer(TriggerAnswer.Nothing);
    }

    private static async Task<JsonHttpResult<TriggerAnswer>> PoisonAsync(
        HttpContext context, SyncTriggers triggers, ILogger<SyncTriggers> logger, CancellationToken cancellationToken)
    {
        var text = await MessageAsync(context, cancellationToken);
        SyncMessage message;
        try
        {
            message = SyncMessage.Parse(text);
        }
        catch (JsonException)
        {
            // It names no tenant that could be told. What was due stands in the store and comes up again by itself.
            Log.Unreadable(logger, text.Length);
            return Answer(TriggerAnswer.Nothing);
        }

        Log.GivenUp(logger, message.Connection, message.Scope);
        await triggers.TellAsync(message, cancellationToken);
        return Answer(TriggerAnswer.Nothing);
    }

    private static async Task<string> MessageAsync(HttpContext context, CancellationToken cancellationToken) =>
        (await JsonSerializer.DeserializeAsync(context.Request.Body, FunctionsJson.Default.TriggerCall, cancellationToken)
            ?? throw new JsonException("The call is empty.")).Message(MessageBinding);

    private static JsonHttpResult<TriggerAnswer> Answer(TriggerAnswer answer) => TypedResults.Json(answer, FunctionsJson.Default.TriggerAnswer);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A message of {Length} characters could not be read, and is dropped.")]
        public static partial void Unreadable(ILogger logger, int length);

        [LoggerMessage(2, LogLevel.Error, "Work on the scope {Scope} of the connection {Connection} failed again and again, and rests.")]
        public static partial void GivenUp(ILogger logger, string connection, string? scope);
    }
}
