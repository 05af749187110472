using System.IO.Compression;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.ResponseCompression;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Audit;
using TrackerSegments.Service.Access.Sources;
using TrackerSegments.Service.Advice;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.Functions;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Panel;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Schemes;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tenants;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service;

/// <summary>Puts the service together, for the program and for its tests alike.</summary>
internal static class TrackerSegmentsBuilder
{
    private const int MaxBodyBytes = 64 * 1024;

    public static WebApplication Build(TrackerSegmentsOptions options, TimeProvider? clock = null, Action<ILoggingBuilder>? logging = null)
    {
        // An empty builder reads no setting from anywhere: nothing in the environment can open the service to others.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "TrackerSegments", ContentRootPath = AppContext.BaseDirectory });
        logging?.Invoke(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            foreach (var address in options.Addresses)
            {
                address.Listen(kestrel);
            }
        });
        builder.Services.AddTrackerSegments(options, clock ?? TimeProvider.System);
        var app = builder.Build();
        app.UseTrackerSegments(options);
        return app;
    }

    private static void AddTrackerSegments(this IServiceCollection services, TrackerSegmentsOptions options, TimeProvider clock)
    {
        services.AddSingleton(options);
        services.AddSingleton(clock);
        if (options.Hosted is { } hosted)
        {
            services.AddHosting(hosted, options.Snapshots);
        }
        else
        {
            services.AddSingleton(new DocumentStores(options.Tables, options.DataFolder, clock));
            services.AddSingleton<WorkspaceHost>();
            services.AddSingleton<IWorkspaces, OwnWorkspace>();
        }

        services.AddSingleton(_ => new WorkflowPost(options.Guard, clock));
        services.AddSingleton(provider => new ReportParts(
            provider.GetRequiredService<WorkflowPost>(),
            options.Guard,
            options.Hosted is null ? new OwnProtection(options.DataFolder) : provider.GetRequiredService<IDataProtectionProvider>(),
            new(provider.GetService<CallerSources>())));
        services.AddAccess(options);
        services.AddRoutingCore();
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddResponseCompression(compression => compression.MimeTypes =
            [.. ResponseCompressionDefaults.MimeTypes, Problem.ContentType, "image/svg+xml"]);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.AddOpenApi(ApiDescription.Configure);
    }

    private static void UseTrackerSegments(this WebApplication app, TrackerSegmentsOptions options)
    {
        app.UseSecurityHeaders(isLocal: options.Callers is null);
        app.UseResponseCompression();
        app.UseProblemAnswers();
        app.UseCallersOrigins(options);
        if (options.Hosted is null)
        {
            app.UsePanel(options.PanelFolder);
        }

        app.UseRouting();
        app.UseAccessCheck();
        app.UseJsonBodies();
        if (options.Hosted is not null)
        {
            TriggerEndpoints.Map(app);
        }

        app.MapOpenApi().WithMetadata(new RouteAccess(Role.Viewer));
        // Of a Functions host only what begins so is forwarded.
        HealthEndpoints.Map(options.Hosted is null ? app : app.MapGroup("/api"));
        var api = app.MapGroup("/api").AddEndpointFilter<RouteGroupBuilder, WorkspaceFilter>();
        WorkspaceEndpoints.Map(api);
        AlignmentEndpoints.Map(app.MapGroup("/api").AddEndpointFilter<RouteGroupBuilder, KeptAnswer>().AddEndpointFilter<RouteGroupBuilder, WorkspaceFilter>());
        BoardEndpoints.Map(api);
        SegmentsEndpoints.Map(api);
        TrendEndpoints.Map(api);
        AdviceEndpoints.Map(api);
        SuggestionEndpoints.Map(api);
        StanceEndpoints.Map(api);
        QueryEndpoints.Map(api);
        SchemeEndpoints.Map(api);
        StrategyEndpoints.Map(api);
        ExchangeEndpoints.Map(api);
        SyncEndpoints.Map(api);
        WebhookEndpoints.Map(api, options.Hosted is null ? "" : $"/{{{HostedWorkspaces.HookRoute}}}");
        ReportEndpoints.Map(api);
        AuditEndpoints.Map(api);
        if (options.Hosted is not null)
        {
            var tenants = app.MapGroup("/api");
            ConnectionEndpoints.Map(tenants);
            TenantEndpoints.Map(tenants);
        }
    }
}
