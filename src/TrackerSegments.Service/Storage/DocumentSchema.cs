using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrackerSegments.Service.Storage;

/// <summary>
/// Which version the documents of a store are of, whatever kind of store it is. Older ones are brought up to date before anything is read;
/// newer ones are left alone. A store that does not say has documents of the first version.
/// </summary>
/// <param name="upgrades">
/// What leads from each version to the next one, the first of them from version 1. Each can be broken off anywhere and begun again.
/// </param>
internal sealed class DocumentSchema(IReadOnlyList<Func<IDocumentStore, CancellationToken, Task>> upgrades)
{
    private const string Partition = "service";
    private const string Key = "schema";
    private const int First = 1;

    /// <summary>
    /// Version 2: a workspace has several lenses with their history and strategies. The first form is read on, and written anew with the next
    /// change; a program that knows it alone would lose the rest.
    /// </summary>
    public static DocumentSchema Current { get; } = new([(_, _) => Task.CompletedTask]);

    private int Version => First + upgrades.Count;

    /// <exception cref="DataFileException">The documents were written by a newer program; nothing was changed.</exception>
    public async Task PrepareAsync(IDocumentStore store, string place, CancellationToken cancellationToken)
    {
        while (true)
        {
            var kept = await store.FindAsync(Partition, Key, cancellationToken);
            var version = kept is null ? First : JsonSerializer.Deserialize(kept.Body, DocumentSchemaJson.Default.DocumentSchemaRecord)!.Version;
            if (version == Version)
            {
                return;
            }

            if (version > Version)
            {
                throw new DataFileException(FormattableString.Invariant(
                    $"What is kept in {place} was written by a newer TrackerSegments (documents of version {version}; this one knows {Version}). Use the newer program, or choose another place."));
            }

            await upgrades[version - First](store, cancellationToken);
            await StampAsync(store, kept, version + 1, cancellationToken);
        }
    }

    private static async Task StampAsync(IDocumentStore store, Document? kept, int version, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(new(version), DocumentSchemaJson.Default.DocumentSchemaRecord);
        try
        {
            await store.WriteAsync(Partition, [new(Key, body, kept is null ? WriteCondition.Absent : WriteCondition.Match(kept.ETag))], cancellationToken);
        }
        catch (ConcurrencyException)
        {
            // Another program made the same step; the next turn sees how far it is.
        }
    }
}

/// <summary>The version of a store's documents.</summary>
internal sealed record DocumentSchemaRecord(int Version);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DocumentSchemaRecord))]
internal sealed partial class DocumentSchemaJson : JsonSerializerContext;
