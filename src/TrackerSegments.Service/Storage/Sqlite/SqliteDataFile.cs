using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TrackerSegments.Service.Storage.Sqlite;

/// <summary>The file behind a <see cref="SqliteDocumentStore"/>: made for its owner alone, and refused where it is not ours to write.</summary>
internal static class SqliteDataFile
{
    public const int SchemaVersion = 1;

    /// <summary>"TSeg": marks the file as ours.</summary>
    private const int ApplicationId = 0x54536567;

    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="DataFileException">The file cannot be used; it was not changed.</exception>
    public static SqliteConnection Open(string path)
    {
        SqliteConnection? connection = null;
        try
        {
            Create(path);
            connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
                DefaultTimeout = 10,
            }.ConnectionString);
            connection.Open();
            Prepare(connection, path);
            return connection;
        }
        catch (Exception failure)
        {
            connection?.Dispose();
            throw failure switch
            {
                SqliteException sqlite => Explain(path, sqlite),
                IOException or UnauthorizedAccessException => new DataFileException(
                    $"The data file {path} cannot be opened ({failure.Message}). Make the folder writable, or name another one with --data.",
                    failure),
                _ => failure,
            };
        }
    }

    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerFolder);
        }
    }

    /// <summary>Says in a sentence what SQLite says in a code.</summary>
    public static DataFileException Explain(string path, SqliteException failure) => new(
        failure.SqliteErrorCode switch
        {
            5 or 6 => $"The data file {path} is locked by another program. Close that program and try again.",
            8 => $"The data file {path} cannot be written. Make it writable, or name another folder with --data.",
            11 => $"The data file {path} is damaged. Put a copy of it back, or name another folder with --data.",
            13 => $"The disk is full: {path} cannot grow. Make room and try again; nothing was lost.",
            26 => $"{path} is not a data file of TrackerSegments. Move it away, or name another folder with --data.",
            _ => $"The data file {path} cannot be used ({failure.Message}). Check the disk, or name another folder with --data.",
        },
        failure);

    private static void Create(string path)
    {
        MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // A file that is there is left alone: to close it here would drop the locks SQLite holds on it elsewhere in this process.
        if (File.Exists(path))
        {
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        try
        {
            using var file = new FileStream(path, options);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another program made it in the meantime, with the same rights.
        }
    }

    private static void Prepare(SqliteConnection connection, string path)
    {
        long version;
        bool ours;
        // One transaction, so that a file another program is making right now is seen empty or finished.
        using (connection.BeginTransaction(deferred: true))
        {
            version = Ask(connection, "PRAGMA user_version");
            ours = version == 0
                ? Ask(connection, "SELECT COUNT(*) FROM sqlite_schema") == 0
                : Ask(connection, "PRAGMA application_id") == ApplicationId;
        }

        if (!ours)
        {
            throw new DataFileException(
                $"{path} is not a data file of TrackerSegments. Move it away, or name another folder with --data.");
        }

        if (version > SchemaVersion)
        {
            throw new DataFileException(string.Create(
                CultureInfo.InvariantCulture,
                $"The data file {path} was written by a newer TrackerSegments (schema {version}; this one knows {SchemaVersion}). Use the newer program, or name another folder with --data."));
        }

        // FULL: an edit that was answered survives a power cut.
        Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000;");
        if (version == 0)
        {
            Run(connection, string.Create(CultureInfo.InvariantCulture, $"""
                BEGIN IMMEDIATE;
                CREATE TABLE IF NOT EXISTS documents (
                    partition TEXT NOT NULL COLLATE BINARY,
                    key TEXT NOT NULL COLLATE BINARY,
                    etag INTEGER NOT NULL,
                    body BLOB NOT NULL,
                    PRIMARY KEY (partition, key)) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS writes (last INTEGER NOT NULL);
                INSERT INTO writes SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM writes);
                PRAGMA application_id = {ApplicationId};
                PRAGMA user_version = {SchemaVersion};
                COMMIT;
                """));
        }
    }

    private static long Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
