using Microsoft.Extensions.FileProviders;

namespace TrackerSegments.Service.Panel;

/// <summary>Hands out the panel that was built beside the program.</summary>
internal static class PanelFiles
{
    private const string Assets = "/assets";
    private const string Start = "/index.html";

    /// <summary>Files under /assets carry a hash of their content in their names, so that they never change.</summary>
    private const string Forever = "public, max-age=31536000, immutable";

    public static void UsePanel(this WebApplication app, string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        app.Use((context, next) =>
        {
            if (context.Request.Path.Value is "/")
            {
                context.Request.Path = Start;
            }

            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments(Assets, StringComparison.Ordinal) ? Forever : "no-cache",
        });
    }
}
