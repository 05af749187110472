using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrackerSegments.Service.Storage.AzureTables;

/// <summary>
/// A document as an entity: its body as UTF-8 in as many binary properties as it takes, each of at most 64 KiB; how long it is, so that
/// nothing is taken for whole that is not; and which write it came with. A body that needs more than one is deflated where that helps.
/// </summary>
internal static class TableEntity
{
    private const int MaxPart = 64 * 1024;
    private const string Part = "Body";
    private const string Length = "Length";
    private const string Deflated = "Deflated";
    private const string Mark = "Write";
    private const string ETag = "odata.etag";

    /// <summary>A batch has room for a hundred of the longest keys only where they are not escaped.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="partition">The partition.</param>
    /// <param name="key">The key.</param>
    /// <param name="body">The body as UTF-8.</param>
    /// <param name="mark">Which write it comes with.</param>
    public static byte[] Write(string partition, string key, byte[] body, string mark)
    {
        var deflated = body.Length > MaxPart ? Deflate(body) : body;
        var stored = deflated.Length < body.Length ? deflated : body;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            json.WriteString("PartitionKey", partition);
            json.WriteString("RowKey", key);
            json.WriteString(Mark, mark);
            json.WriteNumber(Length, body.Length);
            json.WriteBoolean(Deflated, stored.Length < body.Length);
            for (var i = 0; i * MaxPart < stored.Length; i++)
            {
                json.WriteString($"{Part}{i}@odata.type", "Edm.Binary");
                json.WriteBase64String($"{Part}{i}", stored.AsSpan(i * MaxPart, Math.Min(MaxPart, stored.Length - (i * MaxPart))));
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <exception cref="DataFileException">The entity is not as it was written.</exception>
    public static Document Read(TableAccount account, string partition, JsonElement entity)
    {
        try
        {
            return new(entity.GetProperty("RowKey").GetString()!, ETagOf(entity), Utf8.GetString(BodyOf(entity)));
        }
        catch (Exception failure) when (failure is KeyNotFoundException or FormatException or InvalidOperationException or ArgumentException or InvalidDataException)
        {
            var key = entity.TryGetProperty("RowKey", out var row) ? row.ToString() : "?";
            throw new DataFileException(
                $"The entity with PartitionKey \"{partition}\" and RowKey \"{key}\" of the table {account.Table} of {account.Name} is not as it was written: it was changed by another program. "
                + "Nothing was changed by this one. Put the entity back from a copy; where there is none, see docs/storage.md for what can be deleted and is read again.",
                failure);
        }
    }

    public static string ETagOf(JsonElement entity) => entity.GetProperty(ETag).GetString()!;

    /// <summary>Whether an entity came with a write.</summary>
    public static bool IsOf(JsonElement entity, string mark) => entity.TryGetProperty(Mark, out var kept) && kept.ValueKind == JsonValueKind.String && kept.ValueEquals(mark);

    private static byte[] BodyOf(JsonElement entity)
    {
        var length = entity.GetProperty(Length).GetInt32();
        using var stored = new MemoryStream();
        for (var i = 0; entity.TryGetProperty($"{Part}{i}", out var part); i++)
        {
            stored.Write(part.GetBytesFromBase64());
        }

        stored.Position = 0;
        using Stream body = entity.GetProperty(Deflated).GetBoolean() ? new DeflateStream(stored, CompressionMode.Decompress) : stored;
        var bytes = new byte[length is >= 0 and <= DocumentLimits.MaxBodyBytes ? length : throw new FormatException()];
        return body.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length && body.ReadByte() < 0 ? bytes : throw new FormatException();
    }

    private static byte[] Deflate(byte[] body)
    {
        using var stream = new MemoryStream();
        using (var deflate = new DeflateStream(stream, CompressionLevel.Fastest))
        {
            deflate.Write(body);
        }

        return stream.ToArray();
    }
}
