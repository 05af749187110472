using System.Buffers;
using System.Globalization;
using System.Text;

namespace TrackerSegments.Service.Storage.AzureTables;

/// <summary>Operations on one partition that are carried out all or not at all: what is sent for them, and what the answer says.</summary>
internal static class TableBatch
{
    public static byte[] Body(string boundary, IReadOnlyList<TableOperation> operations)
    {
        var body = new ArrayBufferWriter<byte>();
        void Line(string text = "") => Encoding.UTF8.GetBytes($"{text}\r\n", body);
        Line($"--batch_{boundary}");
        Line($"Content-Type: multipart/mixed; boundary=changeset_{boundary}");
        Line();
        foreach (var operation in operations)
        {
            Line($"--changeset_{boundary}");
            Line("Content-Type: application/http");
            Line("Content-Transfer-Encoding: binary");
            Line();
            Line($"{operation.Method} {operation.Address.AbsoluteUri} HTTP/1.1");
            Line("Accept: application/json;odata=minimalmetadata");
            Line("DataServiceVersion: 3.0;");
            if (operation.IfMatch is { } etag)
            {
                Line($"If-Match: {etag}");
            }

            if (operation.Entity is { } entity)
            {
                Line("Prefer: return-no-content");
                Line("Content-Type: application/json");
                Line();
                body.Write(entity);
            }

            Line();
        }

        Line($"--changeset_{boundary}--");
        Line($"--batch_{boundary}--");
        return body.WrittenSpan.ToArray();
    }

    /// <summary>What the answer says of each operation; of a batch that was not carried out, what it says of the one that failed.</summary>
    public static IReadOnlyList<TableResult> Read(string answer)
    {
        const string start = "HTTP/1.1 ";
        const string tag = "ETag:";
        List<TableResult> results = [];
        using var lines = new StringReader(answer);
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal)
                && int.TryParse(line.AsSpan(start.Length).TrimStart()[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            {
                results.Add(new(status, null, ""));
            }
            else if (results.Count > 0 && line.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
            {
                results[^1] = results[^1] with { ETag = line[tag.Length..].Trim() };
            }
            else if (results.Count > 0 && line is ['{', ..])
            {
                results[^1] = results[^1] with { Body = line };
            }
        }

        return results;
    }
}

/// <summary>One operation of a batch.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">The entity, or the table where the entity is new.</param>
/// <param name="IfMatch">The ETag the entity must have; null for no condition.</param>
/// <param name="Entity">The entity as JSON; null for a deletion.</param>
internal sealed record TableOperation(string Method, Uri Address, string? IfMatch, byte[]? Entity);

/// <summary>What became of one operation.</summary>
internal sealed record TableResult(int Status, string? ETag, string Body);

/// <summary>What became of a batch: a result for each operation, or that of the one that kept all from being carried out.</summary>
internal sealed record TableBatchAnswer(IReadOnlyList<TableResult> Results, TableTries Tries)
{
    public TableResult? Failed => Results is [{ Status: >= 400 } failed] ? failed : null;
}
