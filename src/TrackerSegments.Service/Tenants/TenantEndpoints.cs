using System.Text.Json;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Tenants;

/// <summary>All that is kept of the caller's tenant: taken along, or erased.</summary>
internal static partial class TenantEndpoints
{
    /// <summary>Secrets are never given out, not even to whoever gave them.</summary>
    private const string Secrets = "secrets";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/tenant/export", ExportAsync)
            .For(Role.Admin)
            .WithTags("Tenant")
            .WithSummary("Everything that is kept of the tenant but its secrets: one document as JSON on each line.")
            .Produces<string>(200, "application/x-ndjson")
            .ProducesProblems(503);
        api.MapPost("/tenant/erasure", EraseAsync)
            .For(Role.Admin)
            .WithTags("Tenant")
            .WithSummary("Erases everything that is kept of the tenant, for good, where confirm is the tenant's name. Nothing in a tracker is changed.")
            .Produces(204)
            .ProducesProblems(400, 413, 415, 503);
    }

    private static async Task ExportAsync(HttpContext context, TenantParts parts, CancellationToken cancellationToken)
    {
        var store = new TenantStore(parts.Store, Caller.Of(context).Tenant);
        List<string> partitions = [];
        await foreach (var partition in store.ListPartitionsAsync("", cancellationToken))
        {
            partitions.Add(partition);
        }

        context.Response.ContentType = "application/x-ndjson";
        foreach (var partition in partitions.Where(partition => !string.Equals(partition, Secrets, StringComparison.Ordinal)))
        {
            await foreach (var document in store.ListAsync(partition, null, null, cancellationToken))
            {
                await context.Response.WriteAsync(
                    $"{JsonSerializer.Serialize(new(partition, document.Key, document.Body), TenantJson.Default.ExportedDocument)}\n", cancellationToken);
            }
        }
    }

    private static async Task<IResult> EraseAsync(ErasureWish wish, HttpContext context, TenantErasure erasure, ILogger<TenantErasure> logger)
    {
        var caller = Caller.Of(context);
        if (!string.Equals(wish.Confirm, caller.Tenant, StringComparison.Ordinal))
        {
            return new Refusal(
                400, "notConfirmed", "The erasure is not confirmed", $"Everything that is kept of this tenant would be erased for good. Send its name with it, as confirm: {caller.Tenant}.").ToResult(context);
        }

        // The tenant's own log goes with it: that it was done, and by whom, is said here alone.
        Log.Erased(logger, caller.Tenant, caller.Source, caller.Subject);
        await erasure.EraseAsync(caller.Tenant, CancellationToken.None);
        return TypedResults.NoContent();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "All that is kept of the tenant {Tenant} is erased, as {Subject} of {Source} wants.")]
        public static partial void Erased(ILogger logger, string tenant, string source, string subject);
    }
}

/// <summary>A document as it is taken along.</summary>
internal sealed record ExportedDocument(string Partition, string Key, string Body);

/// <summary>A wish to erase everything.</summary>
internal sealed record ErasureWish
{
    /// <summary>The tenant's name, so that it is no mistake.</summary>
    public required string Confirm { get; init; }
}
