using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Service.Sync;

namespace TrackerSegments.Service.Functions;

/// <summary>A piece of work on a tracker of a tenant, as it goes through a queue.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Scope">The scope to read on; null for connecting, and for what the tracker told of.</param>
internal sealed record SyncMessage(string Tenant, string Connection, string? Scope)
{
    public SyncTask Task => new(Scope);

    /// <exception cref="JsonException">It is no such message.</exception>
    public static SyncMessage Parse(string text) => JsonSerializer.Deserialize(text, FunctionsJson.Default.SyncMessage) is { } message
        && !string.IsNullOrEmpty(message.Tenant) && !string.IsNullOrEmpty(message.Connection)
        ? message
        : throw new JsonException("The message names no tenant and connection.");

    public string ToJson() => JsonSerializer.Serialize(this, FunctionsJson.Default.SyncMessage);
}

[JsonSourceGenerationOptions]
[JsonSerializable(typeof(TriggerCall))]
[JsonSerializable(typeof(TriggerAnswer))]
[JsonSerializable(typeof(SyncMessage))]
[JsonSerializable(typeof(string))]
internal sealed partial class FunctionsJson : JsonSerializerContext;
