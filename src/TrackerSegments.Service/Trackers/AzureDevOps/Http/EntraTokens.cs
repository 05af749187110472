using Azure;
using Azure.Core;
using Azure.Identity;
using TrackerSegments.Service.Time;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Tokens of Entra for an application or a managed identity: kept until shortly before they end, and had anew where one is rejected.</summary>
internal sealed class EntraTokens(
    ConnectionSettings settings, ConnectionSecret secret, TimeProvider clock, Func<ConnectionSettings, string?, TokenCredential>? make = null) : IDisposable
{
    /// <summary>Azure DevOps, as Entra knows it.</summary>
    private const string Scope = "499b84ac-1321-427f-aa17-267ca6975798/.default";

    private static readonly TimeSpan BeforeEnd = TimeSpan.FromMinutes(5);

    /// <summary>A token that is rejected so soon after it was had anew is not had anew once more.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim turn = new(1);
    private Held? held;

    /// <exception cref="TrackerException">Entra gives none.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (held is null || clock.GetUtcNow() >= held.Token.ExpiresOn - BeforeEnd || !string.Equals(held.Secret, secret.Token, StringComparison.Ordinal))
            {
                held = await AskAsync(cancellationToken);
            }

            return held.Token.Token;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <returns>Whether there is another token now than the one that was rejected.</returns>
    public async ValueTask<bool> RenewAsync(string rejected, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (held is { } now && !string.Equals(now.Token.Token, rejected, StringComparison.Ordinal))
            {
                return true;
            }

            if (held is { Renewed: { } renewed } && renewed.IsWithin(Fresh, clock.GetUtcNow()))
            {
                return false;
            }

            held = await AskAsync(cancellationToken) with { Renewed = clock.GetUtcNow() };
            return !string.Equals(held.Token.Token, rejected, StringComparison.Ordinal);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private static TokenCredential Make(ConnectionSettings settings, string? clientSecret) => settings.Authentication == TrackerAuthentication.ManagedIdentity
        ? new ManagedIdentityCredential(settings.ClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned)
        : new ClientSecretCredential(
            settings.TenantId ?? throw Missing("the Entra tenant with --tenant"),
            settings.ClientId ?? throw Missing("the Entra application with --client-id"),
            clientSecret ?? throw Missing("its client secret with --token-file or in the environment variable TRACKERSEGMENTS_TOKEN"));

    private static TrackerException Missing(string what) => new(new(
        "notAuthenticated", $"An Entra application is to sign in to Azure DevOps, but not everything it needs is given. Name {what}.", Blame.Person));

    private static bool IsPassing(Exception failure) => failure switch
    {
        RequestFailedException { Status: 0 or 429 or >= 500 } or HttpRequestException or IOException => true,
        { InnerException: { } inner } => IsPassing(inner),
        _ => false,
    };

    /// <summary>A credential keeps what it got, so that a new one is made for a new token.</summary>
    private async Task<Held> AskAsync(CancellationToken cancellationToken)
    {
        var clientSecret = secret.Token;
        try
        {
            var credential = (make ?? Make)(settings, clientSecret);
            return new(clientSecret, await credential.GetTokenAsync(new TokenRequestContext([Scope]), cancellationToken), null);
        }
        catch (AuthenticationFailedException e) when (IsPassing(e))
        {
            throw new TrackerException(new("unreachable", "Entra, which gives the tokens for Azure DevOps, cannot be reached. It is tried again by itself.", Blame.Tracker) { IsPassing = true }, e);
        }
        catch (AuthenticationFailedException e)
        {
            throw new TrackerException(new(
                "notAuthenticated", $"Entra gives no token for Azure DevOps: {ItemText.Clean(e.Message).TrimEnd('.')}. Check tenant, application and secret, and that the application is a user of the organization.", Blame.Person), e);
        }
        catch (ArgumentException e)
        {
            throw new TrackerException(new(
                "notAuthenticated", "The Entra tenant is no tenant's id or domain. Correct it with --tenant.", Blame.Person), e);
        }
    }

    private sealed record Held(string? Secret, AccessToken Token, DateTimeOffset? Renewed)
    {
        /// <summary>Never with the token.</summary>
        public override string ToString() => "(token)";
    }
}
