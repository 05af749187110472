using TrackerSegments.Service.Access.Settings;

namespace TrackerSegments.Service.Access.Sources;

/// <summary>Makes of the settings what vouches for callers.</summary>
internal static class SourceParts
{
    private const int MaxAnswerBytes = 256 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static CallerSources Build(AccessSettings settings, TimeProvider clock, ILogger logger)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
        return new([.. settings.Sources.Select(source => Build(source, http, clock, logger))]);
    }

    private static ICallerSource Build(SourceSettings source, HttpClient http, TimeProvider clock, ILogger logger) => source switch
    {
        ApiKeySettings keys => new ApiKeys(keys.Name, keys.Keys, clock),
        TokenSettings { Keys: KeySettings.Secrets secrets } tokens => new TokenSource(tokens.Rules, new SharedSecrets(secrets.All, clock), clock),
        TokenSettings tokens => new TokenSource(tokens.Rules, new PublishedKeys(tokens.Rules.Name, Address(tokens, http), clock, logger), clock),
        _ => throw new NotSupportedException(source.GetType().Name),
    };

    private static IKeyAddress Address(TokenSettings tokens, HttpClient http) => tokens.Keys switch
    {
        KeySettings.KeySet set => new KeySetAddress(set.Address, tokens.Rules.Algorithm, http),
        KeySettings.Provider provider => new ProviderAddress(provider.Metadata, tokens.Rules.Issuer, tokens.Rules.Algorithm, http),
        _ => throw new NotSupportedException(tokens.Keys.GetType().Name),
    };
}
