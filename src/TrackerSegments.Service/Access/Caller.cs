namespace TrackerSegments.Service.Access;

/// <summary>Who makes a request, as a source that is trusted has proved it. Nothing in the request itself can change it.</summary>
/// <param name="Tenant">Whose data the caller may see.</param>
/// <param name="Source">The name of the source that vouches for the caller.</param>
/// <param name="Subject">The caller's fixed name at that source.</param>
/// <param name="DisplayName">The name people know the caller by; null where the source does not say.</param>
/// <param name="Role">What the caller may do.</param>
internal sealed record Caller(string Tenant, string Source, string Subject, string? DisplayName, Role Role)
{
    public const string LocalTenant = "local";

    private static readonly object Key = new();

    /// <summary>The person at this computer, where nobody else can reach the service.</summary>
    public static Caller Local { get; } = new(LocalTenant, "this computer", "local", null, Role.Admin);

    /// <summary>The kind of tracker that itself vouches for the caller and for what comes along; null where none does.</summary>
    public string? Tracker { get; init; }

    public bool IsFromTracker => Tracker is not null;

    /// <summary>Whether a connection may be given another token: by its tracker, or by whoever administers it.</summary>
    public bool MayRenewConnections => IsFromTracker || Role is Role.Admin;

    public static Caller Of(HttpContext context) => Find(context)!;

    public static Caller? Find(HttpContext context) => context.Items[Key] as Caller;

    public void KeepIn(HttpContext context) => context.Items[Key] = this;
}
