using Microsoft.Extensions.Logging.Abstractions;
using TrackerSegments.Core;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tenants;

/// <summary>Which trackers are read for the caller's tenant.</summary>
internal static class ConnectionEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/connections", GetAsync)
            .For(Role.Admin)
            .WithTags("Connections")
            .WithSummary("Which trackers are read, and where they tell of changes. Secrets are never given out.")
            .Produces<ConnectionsDocument>()
            .ProducesProblems(503);
        api.MapPut("/connections", PutAsync)
            .For(Role.Admin)
            .WithTags("Connections")
            .WithSummary("Connects trackers. They are tried first: where one cannot be connected to, nothing is changed.")
            .Produces<ConnectionsDocument>()
            .ProducesProblems(400, 409, 413, 415, 422, 503);
    }

    private static async Task<IResult> GetAsync(HttpContext context, TenantParts parts, CancellationToken cancellationToken) =>
        TypedResults.Ok(await DocumentAsync(parts, Caller.Of(context).Tenant, cancellationToken));

    private static async Task<IResult> PutAsync(
        ConnectionsWish wish, HttpContext context, TenantParts parts, TenantWorkspaces workspaces, ILogger<TenantWorkspaces> logger)
    {
        var tenant = Caller.Of(context).Tenant;
        BacklogRequest request;
        IReadOnlyList<ConnectionSettings> connections;
        try
        {
            (request, connections) = ConnectionPlan.Of(wish);
        }
        catch (UsageException failure)
        {
            return Unusable(failure.Message).ToResult(context);
        }

        if ((await parts.Directory.FindAsync(tenant, context.RequestAborted))?.Tenant.ErasedAt is not null)
        {
            return TenantRefusals.BeingErased.ToResult(context);
        }

        var before = await DocumentAsync(parts, tenant, context.RequestAborted);
        ConnectionsDocument? after = null;
        var refused = await parts.AuditOf(tenant, logger).CarryOutAsync(
            context,
            new("connect trackers", null, [new("connections", Words(before))]),
            async () =>
            {
                var secrets = Merge(await parts.VaultOf(tenant).FindUsableAsync(context.RequestAborted), wish, connections);
                if (await TryAsync(parts, connections, secrets, context.RequestAborted) is { } refusal)
                {
                    return refusal;
                }

                await ChangeAsync(parts, tenant, request, connections, secrets);
                after = await DocumentAsync(parts, tenant, CancellationToken.None);
                return null;
            },
            refusal => refusal,
            () => Task.FromResult<IReadOnlyList<string?>>([Words(after ?? before)]));
        if (refused is not null)
        {
            return refused.ToResult(context);
        }

        // The first reading begins at once, and not with the next tick.
        using var use = await workspaces.EnterAsync(tenant, CancellationToken.None);
        foreach (var live in use?.Open.Sync?.All ?? [])
        {
            live.Sync.Hurry();
        }

        return TypedResults.Ok(after);
    }

    /// <summary>What of the secrets is not said anew stays, for the same tracker at the same address.</summary>
    private static TenantSecrets Merge(TenantSecrets before, ConnectionsWish wish, IReadOnlyList<ConnectionSettings> connections)
    {
        Dictionary<string, string> tokens = new(StringComparer.Ordinal);
        for (var i = 0; i < connections.Count; i++)
        {
            var place = TenantSecrets.PlaceOf(connections[i]);
            if ((wish.Connections[i].Token ?? before.Tokens.GetValueOrDefault(place)) is { } token)
            {
                tokens.Add(place, token);
            }
        }

        return new(tokens, string.IsNullOrEmpty(wish.WebhookSecret) ? before.Webhook : wish.WebhookSecret);
    }

    private static async Task<Refusal?> TryAsync(
        TenantParts parts, IReadOnlyList<ConnectionSettings> connections, TenantSecrets secrets, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, parts.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        foreach (var settings in connections)
        {
            var tracker = parts.Access.Make(settings, new(secrets.TokenOf(settings)), NoWriting.Instance, parts.Clock);
            using var disposable = tracker as IDisposable;
            try
            {
                await tracker.ConnectAsync(either.Token);
            }
            catch (TrackerException failure)
            {
                return new(422, failure.Problem.Code, "The tracker cannot be connected to", failure.Problem.Text);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                return new(422, "trackerSlow", "The tracker cannot be connected to", $"{new Uri(settings.Address).Host} did not answer in time. Check the address, and try again.");
            }
        }

        return null;
    }

    private static async Task ChangeAsync(
        TenantParts parts, string tenant, BacklogRequest request, IReadOnlyList<ConnectionSettings> connections, TenantSecrets secrets)
    {
        var store = new TenantStore(parts.Store, tenant);
        await parts.VaultOf(tenant).SaveAsync(secrets, CancellationToken.None);
        await new WorkspaceOpener(store, parts.Access, parts.Clock, NullLogger.Instance).DecideInPlaceOfLastAsync(request, connections, CancellationToken.None);
        await parts.Directory.TouchAsync(tenant, CancellationToken.None);
    }

    private static async Task<ConnectionsDocument> DocumentAsync(TenantParts parts, string tenant, CancellationToken cancellationToken)
    {
        var settings = await new WorkspaceCatalog(new TenantStore(parts.Store, tenant)).FindLastAsync(cancellationToken);
        var secrets = await parts.VaultOf(tenant).FindUsableAsync(cancellationToken);
        var first = settings?.Connections[0];
        return new(
            Schema: 1,
            [
                .. (settings?.Connections ?? []).Select(c => new ConnectionEntry(
                    c.Tracker, c.Address, c.Projects, c.Query, c.Email, ConnectionPlan.NameOf(c.Authentication), c.TenantId, c.ClientId, c.SegmentField, c.Conversion,
                    secrets.TokenOf(c) is not null)),
            ],
            settings?.OpenedField,
            first is null ? null : Names.Of(first.Measure),
            first?.EffortField,
            first?.EpicTypes ?? [],
            [.. TrackerKinds.Webhooks.Select(webhook => $"/api/webhooks/{webhook.Kind}/{TenantStore.KeyOf(tenant)}")],
            secrets.Webhook is not null);
    }

    private static string Words(ConnectionsDocument document) => document.Connections.Count == 0
        ? "none"
        : string.Join("; ", document.Connections.Select(c => $"{c.Tracker} {c.Address} ({string.Join(", ", c.Projects.Take(20))})"));

    private static Refusal Unusable(string text) => new(422, "unusableConnection", "The connection cannot be used", text);

    /// <summary>Trying a connection never writes.</summary>
    private sealed class NoWriting : IWriteSwitch
    {
        public static NoWriting Instance { get; } = new();

        public Task DemandAsync(CancellationToken cancellationToken) => throw new TrackerException(new("writeBackOff", "A connection that is only tried writes nothing.", Blame.Us));
    }
}
