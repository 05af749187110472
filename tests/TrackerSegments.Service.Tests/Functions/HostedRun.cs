using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Settings;
using TrackerSegments.Service.Access.Sources;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tenants;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Functions;

/// <summary>A handler as the Functions host starts it, in this process.</summary>
internal sealed class HostedRun : IAsyncDisposable
{
    private readonly WebApplication app;

    private HostedRun(WebApplication app, LogLines log)
    {
        this.app = app;
        Log = log;
    }

    public static SecretKey Key { get; } = SecretKey.Parse(Convert.ToBase64String(SHA256.HashData("the tests"u8)));

    /// <summary>Whoever knows a key of a tenant.</summary>
    public static AccessSettings Callers { get; } = new("operator", [], [new ApiKeySettings("api-keys",
    [
        .. from tenant in (string[])["one", "two", "three"]
            from role in (Role[])[Role.Viewer, Role.Editor, Role.Strategist, Role.Admin]
            select new ApiKey($"{tenant} {role}", SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(KeyOf(tenant, role))), tenant, role, Until: null),
    ])]);

    public LogLines Log { get; }

    public Uri Address => new(app.Urls.Single());

    public TenantParts Parts => app.Services.GetRequiredService<TenantParts>();

    public TenantWorkspaces Workspaces => app.Services.GetRequiredService<TenantWorkspaces>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A key as strong as keys are made.</summary>
    public static string KeyOf(string tenant, Role role) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{tenant} {role}")));

    /// <param name="store">The store that all handlers share.</param>
    /// <param name="trackers">The trackers by tenant's token.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="pace">How often trackers are asked.</param>
    /// <param name="key">What the tenants' secrets are safe by.</param>
    /// <param name="guard">Which hosts reports may be posted to.</param>
    public static async Task<HostedRun> StartAsync(
        IDocumentStore store, Func<string, IConnectedTracker> trackers, TimeProvider? clock = null, SyncPace? pace = null, SecretKey? key = null, OutboundGuard? guard = null)
    {
        var log = new LogLines();
        var options = new TrackerSegmentsOptions
        {
            DataFolder = "there is none",
            Addresses = ListenAddress.ParseAll("http://127.0.0.1:0"),
            PanelFolder = "there is none",
            Callers = Callers,
            Guard = guard ?? OutboundGuard.For(hosts: null),
            Hosted = new(store, key ?? Key)
            {
                Pace = pace ?? new(),
                Trackers = new() { Make = (_, secret, _, _) => trackers(secret.Token ?? "") },
            },
        };
        var built = TrackerSegmentsBuilder.Build(options, clock ?? new FixedClock(), logging => logging.AddProvider(log));
        await built.StartAsync(Cancel);
        return new(built, log);
    }

    /// <summary>Connects a tenant to a tracker, as its administrator does.</summary>
    public async Task ConnectAsync(string tenant, params string[] projects)
    {
        var store = new TenantStore(Parts.Store, tenant);
        await new TenantVault(store, Parts.Protection, tenant).SaveAsync(
            new(new Dictionary<string, string>(StringComparer.Ordinal) { [TenantSecrets.PlaceOf(SyncRun.Settings)] = tenant }, null), Cancel);
        await new WorkspaceOpener(store, new(), Parts.Clock, new Microsoft.Extensions.Logging.Abstractions.NullLogger<WorkspaceOpener>()).DecideAsync(
            new() { Files = [], SegmentField = Backlogs.Field }, [SyncRun.Settings with { Projects = projects }], Cancel);
        await Parts.Directory.TouchAsync(tenant, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
    }
}
