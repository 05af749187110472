using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Access.Audit;

/// <summary>
/// Who changed what, kept for good: an entry is only ever added. It is added before the change, which does not happen where that fails;
/// how it ended is added after it, under a key beside the first.
/// </summary>
internal sealed class AuditLog(IDocumentStore store, string tenant, TimeProvider clock)
{
    public const int MaxPage = 200;
    public const int UsualPage = 50;

    private const string Ending = "-ended";
    private const int MaxPageBytes = 1_000_000;
    private const int TicksLength = 19;
    private const int MarkBytes = 6;
    private const int KeyLength = TicksLength + 1 + (2 * MarkBytes);

    /// <summary>Text is kept as it is, so that a long entry fits; it is escaped when it is answered.</summary>
    private static readonly AuditJson Stored = new(new(AuditJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly string partition = $"audit-{tenant}";

    public static bool IsKey(string text) => text.Length == KeyLength && text[TicksLength] is '-'
        && text.AsSpan(0, TicksLength).ContainsAnyExceptInRange('0', '9') is false
        && text[(TicksLength + 1)..].All(char.IsAsciiHexDigitLower);

    /// <returns>The key of the entry.</returns>
    public async Task<string> BeginAsync(Caller caller, AuditAction action, string traceId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var note = new AuditNote(now, AuditActor.Of(caller), action.Name, action.Wanted, action.Things, traceId);
        var key = KeyOf(now);
        await AddAsync(key, JsonSerializer.Serialize(note, Stored.AuditNote), cancellationToken);
        return key;
    }

    public Task EndAsync(string key, string result, string? code, IReadOnlyList<string?> after, CancellationToken cancellationToken) =>
        AddAsync(key + Ending, JsonSerializer.Serialize(new(clock.GetUtcNow(), result, code, after), Stored.AuditOutcome), cancellationToken);

    /// <summary>A page of entries from a key on, newest first.</summary>
    public async Task<AuditDocument> ReadAsync(string? from, int limit, CancellationToken cancellationToken)
    {
        List<AuditEntry> entries = [];
        (string Key, AuditNote Note)? open = null;
        var bytes = 0;
        await foreach (var document in store.ListAsync(partition, from, null, cancellationToken))
        {
            if (document.Key.EndsWith(Ending, StringComparison.Ordinal))
            {
                if (open is { } begun && document.Key.StartsWith(begun.Key, StringComparison.Ordinal))
                {
                    entries.Add(Entry(begun.Key, begun.Note, JsonSerializer.Deserialize(document.Body, AuditJson.Default.AuditOutcome)));
                    open = null;
                }
            }
            else
            {
                Close();
                if (entries.Count == limit || (entries.Count > 0 && bytes + Encoding.UTF8.GetByteCount(document.Body) > MaxPageBytes))
                {
                    return new(1, entries, document.Key);
                }

                open = (document.Key, JsonSerializer.Deserialize(document.Body, AuditJson.Default.AuditNote)!);
            }

            bytes += Encoding.UTF8.GetByteCount(document.Body);
        }

        Close();
        return new(1, entries, Next: null);

        void Close()
        {
            if (open is { } begun)
            {
                entries.Add(Entry(begun.Key, begun.Note, null));
                open = null;
            }
        }
    }

    private static AuditEntry Entry(string key, AuditNote note, AuditOutcome? outcome) => new(
        key,
        note.At,
        note.Actor,
        note.Action,
        note.Wanted,
        outcome?.Result ?? "unknown",
        outcome?.Code,
        [.. note.Things.Select((thing, i) => new AuditChange(thing.What, thing.Before, i < outcome?.After.Count ? outcome.After[i] : null))],
        note.TraceId);

    /// <summary>Later ones come first.</summary>
    private static string KeyOf(DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTime.MaxValue.Ticks - at.UtcTicks:D19}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MarkBytes))}");

    private async Task AddAsync(string key, string body, CancellationToken cancellationToken) =>
        await store.WriteAsync(partition, [new(key, body, WriteCondition.Absent)], cancellationToken);
}

/// <summary>Something a caller sets about to do.</summary>
/// <param name="Name">What it is, in words for people.</param>
/// <param name="Wanted">What is asked for.</param>
/// <param name="Things">What it is done to.</param>
internal sealed record AuditAction(string Name, string? Wanted, IReadOnlyList<AuditedThing> Things)
{
    private const int MaxTextLength = 100;

    /// <summary>Cut to what a log needs; a key or a name of a tracker is shorter.</summary>
    public static string Short(string text) => text.Length <= MaxTextLength ? text : $"{text[..MaxTextLength]}…";
}
