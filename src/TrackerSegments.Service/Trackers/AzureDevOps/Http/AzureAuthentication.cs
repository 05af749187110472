namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Which way of proving who one is fits what a connection says.</summary>
internal static class AzureAuthentication
{
    /// <summary>Whether tokens are asked of Entra here.</summary>
    public static bool IsFromEntra(ConnectionSettings settings) =>
        (settings.Authentication ?? Usual(settings)) is TrackerAuthentication.EntraClient or TrackerAuthentication.ManagedIdentity;

    /// <summary>Whether a token is a personal access token. One of Entra is recognised by its three parts where nothing else is said.</summary>
    public static bool IsPat(ConnectionSettings settings, string token) =>
        settings.Authentication is { } given ? given == TrackerAuthentication.Pat : !IsFromEntra(settings) && !IsJwt(token);

    private static TrackerAuthentication Usual(ConnectionSettings settings) =>
        settings is { TenantId: not null, ClientId: not null } ? TrackerAuthentication.EntraClient : TrackerAuthentication.Pat;

    private static bool IsJwt(string token) => token.StartsWith("eyJ", StringComparison.Ordinal) && token.Count(c => c == '.') == 2;
}
