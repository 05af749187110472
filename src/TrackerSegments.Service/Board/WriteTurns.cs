using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Board;

/// <summary>Carries out one write at a time, each judged against what the one before left, and each once.</summary>
internal sealed class WriteTurns(IdempotencyLog log) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);

    /// <param name="key">The idempotency key.</param>
    /// <param name="fingerprint">A hash over what is asked for.</param>
    /// <param name="write">Writes; hears whether the request is new, or was begun before and cut off.</param>
    /// <param name="repeat">Answers a request that was carried out and whose answer was too large to keep.</param>
    /// <param name="cancellationToken">Ends the waiting for the turn.</param>
    public async Task<EditAnswer> TakeAsync(
        string key, string fingerprint, Func<bool, Task<EditAnswer>> write, Func<EditAnswer> repeat, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            // From here on the request is finished even where its sender goes away: half a write helps nobody.
            var entry = await log.BeginAsync(key, fingerprint, CancellationToken.None);
            if (!string.Equals(entry.Fingerprint, fingerprint, StringComparison.Ordinal))
            {
                return new(EditRefusals.IdempotencyKeyReused);
            }

            return entry.Answer switch
            {
                null => await KeepAsync(entry, await write(entry.IsNew)),
                "" => repeat(),
                var answer => new(answer),
            };
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>A write that throws is not kept and not forgotten either: it may have happened, and its repetition has to look.</summary>
    private async Task<EditAnswer> KeepAsync(IdempotencyEntry entry, EditAnswer answer)
    {
        if (answer.IsNothingWritten)
        {
            await log.ForgetAsync(entry, CancellationToken.None);
        }
        else
        {
            await log.CompleteAsync(entry, answer.Json!, CancellationToken.None);
        }

        return answer;
    }
}

/// <summary>How a change of segments is answered: with JSON, or refused.</summary>
/// <param name="Json">The answer; null where it is refused.</param>
/// <param name="Refusal">Why not.</param>
/// <param name="IsNothingWritten">Whether the same request may be sent again as if it had never come.</param>
internal sealed record EditAnswer(string? Json, Refusal? Refusal, bool IsNothingWritten)
{
    public EditAnswer(string json, bool isNothingWritten = false)
        : this(json, null, isNothingWritten)
    {
    }

    public EditAnswer(Refusal refusal)
        : this(null, refusal, IsNothingWritten: true)
    {
    }
}
