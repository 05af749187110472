using TrackerSegments.Service.Access.Sources;

namespace TrackerSegments.Service.Access.Settings;

/// <summary>Who may call the service, as an administrator has set it up.</summary>
/// <param name="Tenant">Whose workspace this is.</param>
/// <param name="Origins">The pages of trackers from which browsers may call.</param>
/// <param name="Sources">Those who vouch for callers; without any nobody is let in.</param>
internal sealed record AccessSettings(string Tenant, IReadOnlyList<string> Origins, IReadOnlyList<SourceSettings> Sources);

/// <summary>Somebody who vouches for callers.</summary>
internal abstract record SourceSettings(string Name);

/// <summary>Keys that people keep for themselves.</summary>
internal sealed record ApiKeySettings(string Name, IReadOnlyList<ApiKey> Keys) : SourceSettings(Name);

/// <summary>Tokens of an issuer.</summary>
/// <param name="Rules">Which of them are believed.</param>
/// <param name="Keys">Where the keys are that they are verified with.</param>
internal sealed record TokenSettings(TokenRules Rules, KeySettings Keys) : SourceSettings(Rules.Name);

/// <summary>Where keys are.</summary>
internal abstract record KeySettings
{
    /// <summary>An address of a key set.</summary>
    public sealed record KeySet(Uri Address) : KeySettings;

    /// <summary>An address of an OpenID provider's description.</summary>
    public sealed record Provider(Uri Metadata) : KeySettings;

    /// <summary>Secrets that were read from files.</summary>
    public sealed record Secrets(IReadOnlyList<SharedSecret> All) : KeySettings;
}
