using System.Text.Json;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Sync;

/// <summary>
/// What a tracker said has changed, kept until it was looked at. Only the issue is kept: what became of it is read from the tracker, so
/// events may come late, twice and in any order.
/// </summary>
internal sealed class Inbox(IDocumentStore store, string workspace, TimeProvider clock)
{
    private const int MaxTaken = 500;

    private readonly string partition = $"inbox-{workspace}";

    /// <summary>Keeps an event; one with the same delivery is kept once.</summary>
    public async Task AddAsync(string delivery, string issueId, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(new(issueId, clock.GetUtcNow()), SyncJson.Default.InboxEvent);
        try
        {
            await store.WriteAsync(partition, [new(DocumentKey.Hash(delivery), body, WriteCondition.Absent)], cancellationToken);
        }
        catch (ConcurrencyException)
        {
            // The tracker repeats what it is not sure we heard: it is here already.
        }
    }

    /// <summary>Whether events wait.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in store.ListAsync(partition, null, null, cancellationToken))
        {
            return true;
        }

        return false;
    }

    /// <summary>The events that wait, at most 500.</summary>
    public async Task<IReadOnlyList<WaitingEvent>> PeekAsync(CancellationToken cancellationToken)
    {
        List<WaitingEvent> waiting = [];
        await foreach (var document in store.ListAsync(partition, null, null, cancellationToken))
        {
            waiting.Add(new(document.Key, JsonSerializer.Deserialize(document.Body, SyncJson.Default.InboxEvent)!.IssueId));
            if (waiting.Count == MaxTaken)
            {
                break;
            }
        }

        return waiting;
    }

    /// <summary>Drops events that were looked at.</summary>
    public async Task DropAsync(IReadOnlyList<WaitingEvent> done, CancellationToken cancellationToken)
    {
        foreach (var batch in done.Chunk(DocumentLimits.MaxWrites))
        {
            await store.WriteAsync(partition, [.. batch.Select(e => new DocumentWrite(e.Key, null, WriteCondition.Any))], cancellationToken);
        }
    }
}

/// <summary>An event that waits.</summary>
internal readonly record struct WaitingEvent(string Key, string IssueId);
