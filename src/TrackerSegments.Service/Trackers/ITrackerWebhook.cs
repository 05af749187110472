using System.Text.Json;

namespace TrackerSegments.Service.Trackers;

/// <summary>
/// How a kind of tracker tells of changes. Only which item an event is about is taken from it: what became of the item is read from the
/// tracker, so that events may come late, twice, and in any order.
/// </summary>
internal interface ITrackerWebhook
{
    /// <summary>The kind of tracker, as connections name it; the last part of the address that it calls.</summary>
    string Kind { get; }

    /// <summary>What people call it.</summary>
    string Product { get; }

    /// <summary>What proves where an event comes from, for sentences: The header X-Hub-Signature.</summary>
    string Proof { get; }

    /// <summary>Whether an event comes from somebody who knows the secret; compared in the same time whatever is wrong.</summary>
    bool IsTrusted(IHeaderDictionary headers, ReadOnlySpan<byte> body, string secret);

    /// <summary>What an event is about.</summary>
    /// <returns>Null where it is about no item.</returns>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    TrackerEvent? Parse(IHeaderDictionary headers, ReadOnlyMemory<byte> body);
}

/// <summary>An event of a tracker.</summary>
/// <param name="Item">The id of the item it is about.</param>
/// <param name="Delivery">What is the same whenever the event is sent again; null where the tracker gives nothing.</param>
internal sealed record TrackerEvent(string Item, string? Delivery);
