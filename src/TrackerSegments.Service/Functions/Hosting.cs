using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tenants;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Functions;

/// <summary>What a service for many tenants is made of, beyond what every service is.</summary>
/// <param name="Store">The store that all its processes share.</param>
/// <param name="Key">What the tenants' secrets are safe by.</param>
internal sealed record HostedOptions(IDocumentStore Store, SecretKey Key)
{
    /// <summary>Webhooks tell of changes at once; this only finds what they did not tell. Default: every five minutes, 50 pages at once.</summary>
    public SyncPace Pace { get; init; } = new() { Every = TimeSpan.FromMinutes(5), PagesAtOnce = 50 };

    /// <summary>How trackers are reached. Default: over the network.</summary>
    public TrackerAccess Trackers { get; init; } = new();
}

/// <summary>Puts it together.</summary>
internal static class Hosting
{
    public static void AddHosting(this IServiceCollection services, HostedOptions options, SnapshotRetention snapshots)
    {
        services.AddSingleton(options.Key);
        services.AddDataProtection().SetApplicationName("TrackerSegments");
        // It would read the keys before the first answer, and hold that up for as long as the store cannot be reached. Whoever needs them reads them.
        services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == "DataProtectionHostedService"));
        services.Configure<KeyManagementOptions>(keys =>
        {
            keys.XmlRepository = new KeptKeys(options.Store);
            keys.XmlEncryptor = new KeyEncryptor(options.Key);
        });
        services.AddSingleton(provider => new TenantParts(
            options.Store,
            new(options.Store, provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<IDataProtectionProvider>(),
            options.Trackers with { Pace = options.Pace },
            provider.GetRequiredService<ReportParts>(),
            provider.GetRequiredService<TimeProvider>())
        {
            Snapshots = snapshots,
        });
        services.AddSingleton(provider => provider.GetRequiredService<TenantParts>().Directory);
        services.AddSingleton<TenantWorkspaces>();
        services.AddSingleton<IWorkspaces, HostedWorkspaces>();
        services.AddSingleton<TenantErasure>();
        services.AddSingleton<SyncTriggers>();
        services.AddSingleton<ReportTriggers>();
    }
}
