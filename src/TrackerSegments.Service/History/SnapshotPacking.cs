using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.History;

/// <summary>A snapshot as bytes, compressed and cut into as many texts as fit into documents.</summary>
internal sealed class SnapshotPacking
{
    /// <summary>Below what every store takes, also one that replaces a document it cannot compress further.</summary>
    private const int PartLength = 700_000;

    private readonly byte[] json;

    private SnapshotPacking(byte[] json)
    {
        this.json = json;
        Hash = Convert.ToHexStringLower(SHA256.HashData(json));
    }

    /// <summary>SHA-256 over the document without the moment at which it was taken: the same figures of the same epics have the same one.</summary>
    public string Hash { get; }

    public static SnapshotPacking Of(Snapshot snapshot) => new(JsonSerializer.SerializeToUtf8Bytes(
        SnapshotDocuments.Of(snapshot) with { TakenAt = default }, SnapshotJson.Default.SnapshotDocument));

    public IReadOnlyList<string> Parts()
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(json);
        }

        var text = Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
        return [.. Enumerable.Range(0, (text.Length + PartLength - 1) / PartLength)
            .Select(i => text.Substring(i * PartLength, Math.Min(PartLength, text.Length - (i * PartLength))))];
    }

    /// <exception cref="DataFileException">The parts are not those that were written.</exception>
    public static Snapshot Unpack(SnapshotHead head, IReadOnlyList<string> parts)
    {
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(Convert.FromBase64String(string.Concat(parts))), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            brotli.CopyTo(plain);
            var bytes = plain.GetBuffer().AsSpan(0, (int)plain.Length);
            if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(bytes)), head.Hash, StringComparison.Ordinal))
            {
                throw Damaged(head);
            }

            var document = JsonSerializer.Deserialize(bytes, SnapshotJson.Default.SnapshotDocument)!;
            return SnapshotDocuments.Read(document with { TakenAt = head.TakenAt });
        }
        catch (Exception failure) when (failure is FormatException or InvalidDataException or InvalidOperationException or JsonException or SchemeException)
        {
            throw Damaged(head);
        }
    }

    private static DataFileException Damaged(SnapshotHead head) =>
        new($"The snapshot of {SnapshotHead.KeyOf(head.Day)} is not as it was written. Take the data from a backup, or ask for other days.");
}
