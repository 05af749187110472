namespace TrackerSegments.Service.Access.Sources;

/// <summary>Which tokens of one issuer are believed. The settings fix it all; a token chooses nothing.</summary>
/// <param name="Name">What people call the source.</param>
/// <param name="Algorithm">The one algorithm that tokens are signed with.</param>
/// <param name="Issuer">Who makes them out.</param>
/// <param name="Audience">Whom they are made out for.</param>
/// <param name="Dialect">Where in them is who.</param>
/// <param name="Tenants">Whose they are.</param>
/// <param name="Roles">What their callers may do.</param>
internal sealed record TokenRules(
    string Name, string Algorithm, string Issuer, string Audience, ITokenDialect Dialect, TenantMap Tenants, RoleMap Roles);

/// <summary>Which tenant a site or a directory belongs to.</summary>
/// <param name="Own">The tenant of callers whose tokens name neither; null where all do.</param>
/// <param name="BySite">The tenant of each site or directory.</param>
internal sealed record TenantMap(string? Own, IReadOnlyDictionary<string, string> BySite)
{
    /// <returns>The tenant; one that nobody has where the site is not known.</returns>
    public string Of(string source, string? site) => site is null
        ? Own ?? throw new TokenRefusedException("it does not say which site it is for")
        : BySite.GetValueOrDefault(site) ?? $"{source}:{site}";

    /// <summary>Whether there can be callers of a tenant.</summary>
    public bool MayHave(string source, string tenant) => string.Equals(tenant, Own, StringComparison.Ordinal)
        || BySite.Values.Contains(tenant, StringComparer.Ordinal)
        || tenant.StartsWith($"{source}:", StringComparison.Ordinal);
}

/// <summary>What callers of a source may do.</summary>
/// <param name="Default">Those who are not named.</param>
/// <param name="BySubject">Single callers; what is said of one of them goes before all else.</param>
/// <param name="ByClaim">Those whose tokens have a claim with a value; the highest role counts.</param>
internal sealed record RoleMap(Role Default, IReadOnlyDictionary<string, Role> BySubject, IReadOnlyList<ClaimRole> ByClaim)
{
    public Role Of(string subject, IEnumerable<(string Name, string Value)> claims)
    {
        if (BySubject.TryGetValue(subject, out var own))
        {
            return own;
        }

        var had = claims.ToHashSet();
        return ByClaim.Where(c => had.Contains((c.Claim, c.Value))).Select(c => c.Role).DefaultIfEmpty(Default).Max();
    }

    /// <summary>What a caller may do whose token is not here; null where its claims could decide.</summary>
    public Role? Of(string subject) => BySubject.TryGetValue(subject, out var own) ? own : ByClaim.Count == 0 ? Default : null;
}

internal sealed record ClaimRole(string Claim, string Value, Role Role);
