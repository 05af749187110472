using Microsoft.IdentityModel.Tokens;
using TrackerSegments.Service.Time;

namespace TrackerSegments.Service.Access.Sources;

/// <summary>
/// The keys that an issuer publishes. They are read again every hour, and for a name that is not among them at most once a minute, so that a
/// new key is taken soon and a withdrawn one is refused. Where they cannot be read, those that are there serve for a day.
/// </summary>
internal sealed partial class PublishedKeys(string source, IKeyAddress address, TimeProvider clock, ILogger logger) : IVerifyingKeys, IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim gate = new(1);
    private volatile KeyState state = new(new Dictionary<string, SecurityKey>(StringComparer.Ordinal), DateTimeOffset.MinValue, DateTimeOffset.MinValue);

    public async ValueTask<IReadOnlyList<SecurityKey>> FindAsync(string? name, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (IsWanting(name, now))
        {
            await RefreshAsync(name, HasKey(name, now), cancellationToken);
        }

        var held = state;
        return held.ReadAt.IsWithin(Kept, now)
            ? name is not null && held.ByName.TryGetValue(name, out var key) ? [key] : []
            : throw new KeysMissingException($"The keys of {source} could not be read.");
    }

    public void Dispose() => gate.Dispose();

    private bool IsWanting(string? name, DateTimeOffset now) =>
        !state.TriedAt.IsWithin(Pause, now) && (!state.ReadAt.IsWithin(Fresh, now) || (name is not null && !state.ByName.ContainsKey(name)));

    private bool HasKey(string? name, DateTimeOffset now) => state.ReadAt.IsWithin(Kept, now) && name is not null && state.ByName.ContainsKey(name);

    /// <summary>Who needs what is being read already waits for it; who has a key goes on with that.</summary>
    private async Task RefreshAsync(string? name, bool hasKey, CancellationToken cancellationToken)
    {
        if (!await gate.WaitAsync(hasKey ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellationToken))
        {
            return;
        }

        try
        {
            var now = clock.GetUtcNow();
            if (IsWanting(name, now))
            {
                state = await ReadAsync(now);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Whoever asks next needs the keys too: this does not end with the request that began it.</summary>
    private async Task<KeyState> ReadAsync(DateTimeOffset now)
    {
        try
        {
            return new(await address.ReadAsync(CancellationToken.None), now, now);
        }
        catch (Exception failure)
        {
            Log.NotRead(logger, failure, source);
            return state with { TriedAt = now };
        }
    }

    private sealed record KeyState(IReadOnlyDictionary<string, SecurityKey> ByName, DateTimeOffset ReadAt, DateTimeOffset TriedAt);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The keys of {Source} could not be read; the next attempt is in a minute.")]
        public static partial void NotRead(ILogger logger, Exception failure, string source);
    }
}
