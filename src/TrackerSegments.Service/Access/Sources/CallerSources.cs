namespace TrackerSegments.Service.Access.Sources;

/// <summary>Something that vouches for callers.</summary>
internal interface ICallerSource
{
    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>Whether a token says that it is of this source. That is believed only to choose who looks at it.</summary>
    bool Claims(GivenToken token);

    /// <exception cref="TokenRefusedException">The token proves nothing.</exception>
    /// <exception cref="KeysMissingException">The keys to look at it with cannot be had.</exception>
    Task<Caller> VerifyAsync(GivenToken token, CancellationToken cancellationToken);

    /// <summary>What somebody may do who has shown a token earlier, by the settings alone; null where that is in their tokens.</summary>
    Role? RoleOf(string tenant, string subject);
}

/// <summary>All that vouch for callers of this service.</summary>
internal sealed class CallerSources(IReadOnlyList<ICallerSource> sources)
{
    /// <exception cref="TokenRefusedException">Nobody vouches for the token.</exception>
    /// <exception cref="KeysMissingException">Nobody can look at it now.</exception>
    public Task<Caller> FindAsync(string text, CancellationToken cancellationToken)
    {
        var token = GivenToken.Read(text);
        return sources.FirstOrDefault(source => source.Claims(token)) is { } source
            ? source.VerifyAsync(token, cancellationToken)
            : throw new TokenRefusedException("no source knows its issuer, audience and algorithm, or its key");
    }

    /// <summary>What somebody may do without showing a token, by the settings as they are now; null where that is in their tokens.</summary>
    public Role? RoleOf(string tenant, string source, string subject) =>
        sources.FirstOrDefault(s => string.Equals(s.Name, source, StringComparison.Ordinal)) is { } known ? known.RoleOf(tenant, subject) : Role.None;
}

/// <summary>A token proves nothing; the message says why, for the log, and holds nothing of the token.</summary>
internal sealed class TokenRefusedException(string reason) : Exception(reason);

/// <summary>The keys that tokens of a source are verified with cannot be had.</summary>
internal sealed class KeysMissingException(string message, Exception? cause = null) : Exception(message, cause);
