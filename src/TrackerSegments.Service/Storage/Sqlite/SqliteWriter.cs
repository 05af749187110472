using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TrackerSegments.Service.Storage.Sqlite;

/// <summary>
/// Writes documents of one partition with statements that are prepared once. It binds values itself: a command's parameters cost more than
/// the writing where there are many documents.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int Key = 2;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt store;
    private readonly sqlite3_stmt delete;

    public SqliteWriter(SqliteConnection connection, string partition)
    {
        database = connection.Handle!;
        store = Prepare("INSERT OR REPLACE INTO documents VALUES (?1, ?2, ?3, ?4)", partition);
        delete = Prepare("DELETE FROM documents WHERE partition = ?1 AND key = ?2", partition);
    }

    /// <summary>Stores a document, or deletes it where there is no body.</summary>
    public void Write(string key, long etag, byte[]? body)
    {
        var statement = body is null ? delete : store;
        BindKey(statement, key);
        if (body is not null)
        {
            Check(raw.sqlite3_bind_int64(statement, 3, etag));
            Check(body.Length == 0 ? raw.sqlite3_bind_zeroblob(statement, 4, 0) : raw.sqlite3_bind_blob(statement, 4, body));
        }

        Check(raw.sqlite3_step(statement));
        Check(raw.sqlite3_reset(statement));
    }

    public void Dispose()
    {
        store.Dispose();
        delete.Dispose();
    }

    private sqlite3_stmt Prepare(string sql, string partition)
    {
        Check(raw.sqlite3_prepare_v2(database, sql, out var statement));
        Check(raw.sqlite3_bind_text(statement, 1, partition));
        return statement;
    }

    private void BindKey(sqlite3_stmt statement, string key)
    {
        // A key has at most DocumentLimits.MaxKeyLength characters, none of them of more than three bytes.
        Span<byte> bytes = stackalloc byte[3 * DocumentLimits.MaxKeyLength];
        Check(raw.sqlite3_bind_text(statement, Key, bytes[..Encoding.UTF8.GetBytes(key, bytes)]));
    }

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, database);
        }
    }
}
