using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Access;

/// <summary>Who may use an address. One without it is closed to everybody.</summary>
/// <param name="Needed">The role a caller needs; null where anybody may use it.</param>
internal sealed record RouteAccess(Role? Needed);

internal static class RouteAccessMetadata
{
    /// <summary>Opens an address to callers with a role, or with one above it.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder endpoint, Role needed) =>
        endpoint.WithMetadata(new RouteAccess(needed)).ProducesProblems(401, 403);

    /// <summary>Opens an address to everybody: it gives no data away, or looks at proof of its own.</summary>
    public static RouteHandlerBuilder ForAnybody(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new RouteAccess(Needed: null));
}
