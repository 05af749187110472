using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Board;

/// <summary>
/// Remembers which requests were carried out and how they were answered. A request is noted before it is carried out, so that one
/// that was cut off half-way is recognised when it comes again.
/// </summary>
internal sealed class IdempotencyLog(IDocumentStore store, string workspace, TimeProvider clock)
{
    /// <summary>How long a repeated request gets the first one's answer.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    private readonly string requests = $"requests-{workspace}";

    /// <summary>Apart from the requests, so that looking for old ones reads no answer.</summary>
    private readonly string answers = $"answers-{workspace}";

    /// <summary>Notes a request, unless it is noted already.</summary>
    public async Task<IdempotencyEntry> BeginAsync(string key, string fingerprint, CancellationToken cancellationToken)
    {
        var name = DocumentKey.Hash(key);
        while (true)
        {
            if (await store.FindAsync(requests, name, cancellationToken) is { } document)
            {
                var answer = await store.FindAsync(answers, name, cancellationToken);
                return new(name, document.ETag, IsNew: false, Parse(document).Fingerprint, answer?.Body);
            }

            try
            {
                var record = new IdempotencyRecord(fingerprint, clock.GetUtcNow());
                var etags = await store.WriteAsync(requests, [new(name, ToJson(record), WriteCondition.Absent)], cancellationToken);
                return new(name, etags[0]!, IsNew: true, fingerprint, Answer: null);
            }
            catch (ConcurrencyException)
            {
                // The same request was noted in the meantime: the next turn finds it.
            }
        }
    }

    /// <summary>Keeps the answer of a request that was carried out; one too large for a document is kept as done without its text.</summary>
    public async Task CompleteAsync(IdempotencyEntry entry, string answer, CancellationToken cancellationToken)
    {
        var kept = Encoding.UTF8.GetByteCount(answer) <= DocumentLimits.MaxBodyBytes ? answer : "";
        await store.WriteAsync(answers, [new(entry.Name, kept, WriteCondition.Any)], cancellationToken);
    }

    /// <summary>Forgets a request that was refused: nothing was written, so it may be sent again.</summary>
    public async Task ForgetAsync(IdempotencyEntry entry, CancellationToken cancellationToken) =>
        await store.WriteAsync(requests, [new(entry.Name, null, WriteCondition.Match(entry.ETag))], cancellationToken);

    /// <summary>Drops what was kept long enough.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        var limit = clock.GetUtcNow() - Kept;
        List<DocumentWrite> old = [];
        await foreach (var document in store.ListAsync(requests, null, null, cancellationToken))
        {
            if (Parse(document).At < limit)
            {
                old.Add(new(document.Key, null, WriteCondition.Any));
            }
        }

        foreach (var batch in old.Chunk(DocumentLimits.MaxWrites))
        {
            // An answer without its request would be taken for that of the next request with the key.
            await store.WriteAsync(answers, batch, cancellationToken);
            await store.WriteAsync(requests, batch, cancellationToken);
        }
    }

    private static IdempotencyRecord Parse(Document document) =>
        JsonSerializer.Deserialize(document.Body, IdempotencyJson.Default.IdempotencyRecord)!;

    private static string ToJson(IdempotencyRecord record) => JsonSerializer.Serialize(record, IdempotencyJson.Default.IdempotencyRecord);
}

/// <summary>A request in the log.</summary>
/// <param name="Name">Its key in the store.</param>
/// <param name="ETag">Its ETag there.</param>
/// <param name="IsNew">Whether it was noted just now.</param>
/// <param name="Fingerprint">A hash over what was asked for.</param>
/// <param name="Answer">The answer; null while it is being carried out, empty where it was too large to keep.</param>
internal sealed record IdempotencyEntry(string Name, string ETag, bool IsNew, string Fingerprint, string? Answer);

/// <summary>What is noted of a request.</summary>
/// <param name="Fingerprint">A hash over what was asked for.</param>
/// <param name="At">When it came.</param>
internal sealed record IdempotencyRecord(string Fingerprint, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IdempotencyRecord))]
internal sealed partial class IdempotencyJson : JsonSerializerContext;
