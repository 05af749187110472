using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Sync;

/// <summary>An item of a tracker as the store keeps it.</summary>
/// <param name="Id">The tracker's id of it.</param>
/// <param name="Revision">Its revision, as the tracker counts.</param>
/// <param name="Seen">By scope: the reading of it that saw the item last.</param>
/// <param name="Item">What the item holds.</param>
internal sealed record CopiedItem(string Id, string Revision, IReadOnlyDictionary<string, int> Seen, StoredItem Item)
{
    public static CopiedItem Of(WorkItem item, IReadOnlyDictionary<string, int> seen) =>
        new(CopyEntry.IdOf(item), item.Revision, seen, StoredItem.Of(item));

    public static CopiedItem Parse(string body) => JsonSerializer.Deserialize(body, SyncJson.Default.CopiedItem)!;

    public string ToJson() => JsonSerializer.Serialize(this, SyncJson.Default.CopiedItem);

    public WorkItem ToWorkItem() => Item.ToWorkItem() with { Id = Id, Revision = Revision };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CopiedItem))]
[JsonSerializable(typeof(ScopeState))]
[JsonSerializable(typeof(ConnectionState))]
[JsonSerializable(typeof(SyncProblem))]
[JsonSerializable(typeof(WritingState))]
[JsonSerializable(typeof(InboxEvent))]
[JsonSerializable(typeof(CopyVersion))]
internal sealed partial class SyncJson : JsonSerializerContext;
