using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Data.Sqlite;

namespace TrackerSegments.Service.Storage.Sqlite;

/// <summary>
/// Documents in one SQLite file. An ETag is the number of the write among all writes of the file, so that none comes twice, even
/// where a document is deleted and made again.
/// </summary>
internal sealed class SqliteDocumentStore : IDocumentStore, IDisposable
{
    private const int PageSize = 1_000;

    private readonly string path;
    private readonly SqliteConnection connection;
    private readonly SemaphoreSlim gate = new(1);

    private SqliteDocumentStore(string path, SqliteConnection connection)
    {
        this.path = path;
        this.connection = connection;
    }

    /// <exception cref="DataFileException">The file cannot be used; it was not changed.</exception>
    public static SqliteDocumentStore Open(string path) => new(path, SqliteDataFile.Open(path));

    public Task<Document?> FindAsync(string partition, string key, CancellationToken cancellationToken)
    {
        DocumentLimits.CheckKey(partition, nameof(partition));
        DocumentLimits.CheckKey(key, nameof(key));
        return GuardedAsync(() => Find(partition, key), cancellationToken);
    }

    public async IAsyncEnumerable<Document> ListAsync(
        string partition, string? from, string? to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DocumentLimits.CheckKey(partition, nameof(partition));
        var (start, inclusive) = (from ?? "", true);
        while (true)
        {
            var page = await GuardedAsync(() => Page(partition, start, inclusive, to), cancellationToken);
            foreach (var document in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return document;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            (start, inclusive) = (page[^1].Key, false);
        }
    }

    public async IAsyncEnumerable<string> ListPartitionsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DocumentLimits.CheckKey(prefix, nameof(prefix));
        foreach (var partition in await GuardedAsync(() => Partitions(prefix), cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return partition;
        }
    }

    public Task<IReadOnlyList<string?>> WriteAsync(
        string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken)
    {
        DocumentLimits.CheckKey(partition, nameof(partition));
        var bodies = DocumentLimits.CheckWrites(writes);
        return GuardedAsync<IReadOnlyList<string?>>(() => Write(partition, writes, bodies), cancellationToken);
    }

    public Task WriteAllAsync(string partition, IEnumerable<DocumentWrite> writes, CancellationToken cancellationToken)
    {
        DocumentLimits.CheckKey(partition, nameof(partition));
        return GuardedAsync(() => WriteAll(partition, writes), cancellationToken);
    }

    public void Dispose()
    {
        connection.Dispose();
        gate.Dispose();
    }

    private Document? Find(string partition, string key)
    {
        using var command = Command("SELECT etag, body FROM documents WHERE partition = $partition AND key = $key", partition, key);
        using var reader = command.ExecuteReader();
        return reader.Read() ? new Document(key, ETag(reader.GetInt64(0)), Text(reader, 1)) : null;
    }

    private List<Document> Page(string partition, string start, bool inclusive, string? to)
    {
        using var command = Command(
            $"""
            SELECT etag, body, key FROM documents
            WHERE partition = $partition AND key {(inclusive ? ">=" : ">")} $key {(to is null ? "" : "AND key < $to")}
            ORDER BY key LIMIT {PageSize}
            """,
            partition,
            start);
        if (to is not null)
        {
            command.Parameters.AddWithValue("$to", to);
        }

        var page = new List<Document>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            page.Add(new Document(reader.GetString(2), ETag(reader.GetInt64(0)), Text(reader, 1)));
        }

        return page;
    }

    private List<string> Partitions(string prefix)
    {
        using var command = Command(
            "SELECT DISTINCT partition FROM documents WHERE partition >= $partition AND partition < $key ORDER BY partition", prefix, DocumentLimits.EndOf(prefix));
        var partitions = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            partitions.Add(reader.GetString(0));
        }

        return partitions;
    }

    private string?[] Write(string partition, IReadOnlyList<DocumentWrite> writes, byte[]?[] bodies)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var last = Reserve(writes.Count);
        using var current = Command("SELECT etag FROM documents WHERE partition = $partition AND key = $key", partition, "");
        using var writer = new SqliteWriter(connection, partition);
        var etags = new string?[writes.Count];
        for (var i = 0; i < writes.Count; i++)
        {
            var (key, _, condition) = writes[i];
            if (condition != WriteCondition.Any && !Holds(condition, With(current, key).ExecuteScalar() as long?))
            {
                throw new ConcurrencyException(partition, key);
            }

            writer.Write(key, last + i, bodies[i]);
            etags[i] = bodies[i] is null ? null : ETag(last + i);
        }

        transaction.Commit();
        return etags;
    }

    private int WriteAll(string partition, IEnumerable<DocumentWrite> writes)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using var writer = new SqliteWriter(connection, partition);
        var first = Reserve(0);
        var count = 0;
        foreach (var write in writes)
        {
            DocumentLimits.CheckKey(write.Key, nameof(writes));
            writer.Write(write.Key, first + count++, DocumentLimits.Encode(write));
        }

        Reserve(count);
        transaction.Commit();
        return count;
    }

    /// <returns>The first of so many numbers that no other write has.</returns>
    private long Reserve(int count)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE writes SET last = last + $count RETURNING last - $count + 1";
        command.Parameters.AddWithValue("$count", count);
        return (long)command.ExecuteScalar()!;
    }

    private SqliteCommand Command(string sql, string partition, string key)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$partition", partition);
        command.Parameters.AddWithValue("$key", key);
        return command;
    }

    private static SqliteCommand With(SqliteCommand command, string key)
    {
        command.Parameters["$key"].Value = key;
        return command;
    }

    private static bool Holds(WriteCondition condition, long? etag) =>
        condition.MustBeAbsent ? etag is null : etag is { } number && string.Equals(ETag(number), condition.ETag, StringComparison.Ordinal);

    private static string ETag(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(SqliteDataReader reader, int column) => Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(column));

    private async Task<T> GuardedAsync<T>(Func<T> action, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return action();
        }
        catch (SqliteException failure)
        {
            throw SqliteDataFile.Explain(path, failure);
        }
        finally
        {
            gate.Release();
        }
    }
}
