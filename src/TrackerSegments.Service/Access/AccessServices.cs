using TrackerSegments.Service.Access.Sources;
using TrackerSegments.Service.Board;

namespace TrackerSegments.Service.Access;

/// <summary>Puts together who is let in.</summary>
internal static class AccessServices
{
    private static readonly TimeSpan PreflightKept = TimeSpan.FromMinutes(10);

    public static void AddAccess(this IServiceCollection services, TrackerSegmentsOptions options)
    {
        services.AddCors();
        if (options.Callers is { } callers)
        {
            services.AddSingleton(provider =>
                SourceParts.Build(callers, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CallerSources>>()));
        }

        services.AddSingleton(provider => new AccessCheck(
            provider.GetService<CallerSources>(),
            provider.GetRequiredService<Workspaces.IWorkspaces>(),
            provider.GetRequiredService<ILogger<AccessCheck>>()));
    }

    /// <summary>From where browsers may call: from this computer's own pages, or from those of the trackers that are named.</summary>
    public static void UseCallersOrigins(this WebApplication app, TrackerSegmentsOptions options)
    {
        if (options.Callers is not { } callers)
        {
            app.UseLocalRequests();
        }
        else if (callers.Origins.Count > 0)
        {
            app.UseCors(policy => policy
                .WithOrigins([.. callers.Origins])
                .WithMethods("GET", "POST", "PUT")
                .WithHeaders("Accept", "Authorization", "Content-Type", "If-Match", ActingUser.AzureHeader)
                .WithExposedHeaders("ETag", "Retry-After")
                .SetPreflightMaxAge(PreflightKept));
        }
    }

    public static void UseAccessCheck(this WebApplication app)
    {
        var check = app.Services.GetRequiredService<AccessCheck>();
        app.Use((context, next) => check.InvokeAsync(context, next));
    }
}
