namespace TrackerSegments.Service.Access;

/// <summary>What browsers are told about every answer.</summary>
internal static class SecurityHeaders
{
    public const string ContentSecurityPolicy =
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    /// <summary>Two years, of encrypted connections alone.</summary>
    private const string TransportSecurity = "max-age=63072000";

    public static void UseSecurityHeaders(this WebApplication app, bool isLocal) => app.Use((context, next) =>
    {
        context.Response.OnStarting(
            static state =>
            {
                var (context, isLocal) = ((HttpContext, bool))state;
                Add(context, isLocal);
                return Task.CompletedTask;
            },
            (context, isLocal));
        return next(context);
    });

    private static void Add(HttpContext context, bool isLocal)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!isLocal)
        {
            headers.StrictTransportSecurity = TransportSecurity;
        }

        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }
    }
}
