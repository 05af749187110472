using Microsoft.Data.Sqlite;

namespace TrackerSegments.Service.Storage.Sqlite;

/// <summary>Writes documents of one partition with statements that are prepared once.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteCommand store;
    private readonly SqliteCommand delete;
    private readonly SqliteParameter storedKey;
    private readonly SqliteParameter number;
    private readonly SqliteParameter body;
    private readonly SqliteParameter deletedKey;

    public SqliteWriter(SqliteConnection connection, string partition)
    {
        store = connection.CreateCommand();
        store.CommandText = "INSERT OR REPLACE INTO documents VALUES ($partition, $key, $etag, $body)";
        store.Parameters.AddWithValue("$partition", partition);
        storedKey = store.Parameters.Add("$key", SqliteType.Text);
        number = store.Parameters.Add("$etag", SqliteType.Integer);
        body = store.Parameters.Add("$body", SqliteType.Blob);
        delete = connection.CreateCommand();
        delete.CommandText = "DELETE FROM documents WHERE partition = $partition AND key = $key";
        delete.Parameters.AddWithValue("$partition", partition);
        deletedKey = delete.Parameters.Add("$key", SqliteType.Text);
    }

    /// <summary>Stores a document, or deletes it where there is no body.</summary>
    public void Write(string key, long etag, byte[]? bytes)
    {
        if (bytes is null)
        {
            deletedKey.Value = key;
            delete.ExecuteNonQuery();
        }
        else
        {
            (storedKey.Value, number.Value, body.Value) = (key, etag, bytes);
            store.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        store.Dispose();
        delete.Dispose();
    }
}
