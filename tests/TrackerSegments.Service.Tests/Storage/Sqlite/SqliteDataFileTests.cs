using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Storage.Sqlite;

public sealed class SqliteDataFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Two_programs_on_one_file_see_each_others_writes_and_conditions()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var one = SqliteDocumentStore.Open(folder.File("data.db"));
        using var other = SqliteDocumentStore.Open(folder.File("data.db"));

        var etags = await one.WriteAsync("p", [new("k", "1", WriteCondition.Absent)], cancel);
        await other.WriteAsync("p", [new("k", "2", WriteCondition.Match(etags[0]!))], cancel);

        (await one.FindAsync("p", "k", cancel))!.Body.ShouldBe("2");
        await Should.ThrowAsync<ConcurrencyException>(
            () => one.WriteAsync("p", [new("k", "3", WriteCondition.Match(etags[0]!))], cancel));
    }

    [Fact]
    public async Task A_file_that_many_open_for_the_first_time_at_once_is_made_once()
    {
        var stores = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => SqliteDocumentStore.Open(folder.File("data.db")))));
        foreach (var store in stores)
        {
            store.Dispose();
        }

        SqliteDocumentStore.Open(folder.File("data.db")).Dispose();
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Folder_and_file_are_for_their_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var path = folder.File("new", "folder", "data.db");

        using (SqliteDocumentStore.Open(path))
        {
            File.GetUnixFileMode(Path.GetDirectoryName(path)!).ShouldBe((UnixFileMode)0b111_000_000);
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!))
            {
                File.GetUnixFileMode(file).ShouldBe((UnixFileMode)0b110_000_000, file);
            }
        }
    }

    [Fact]
    public void A_file_of_a_newer_program_is_refused_and_left_as_it_was()
    {
        var path = folder.File("data.db");
        SqliteDocumentStore.Open(path).Dispose();
        Execute(path, "PRAGMA user_version = 2");
        var before = File.ReadAllBytes(path);

        var refused = Should.Throw<DataFileException>(() => SqliteDocumentStore.Open(path));

        refused.Message.ShouldBe(
            $"The data file {path} was written by a newer TrackerSegments (schema 2; this one knows 1). Use the newer program, or name another folder with --data.");
        File.ReadAllBytes(path).ShouldBe(before);
    }

    [Theory]
    [InlineData("CREATE TABLE theirs (a)")]
    [InlineData("CREATE TABLE theirs (a); PRAGMA user_version = 1")]
    [InlineData("CREATE TABLE theirs (a); PRAGMA application_id = 7; PRAGMA user_version = 1")]
    public void The_database_of_another_program_is_refused_and_left_as_it_was(string sql)
    {
        var path = folder.File("data.db");
        Execute(path, sql);
        var before = File.ReadAllBytes(path);

        Should.Throw<DataFileException>(() => SqliteDocumentStore.Open(path)).Message.ShouldStartWith(
            $"{path} is not a data file of TrackerSegments.");
        File.ReadAllBytes(path).ShouldBe(before);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_was()
    {
        var path = folder.Write("data.db", string.Concat(Enumerable.Repeat("Dear diary, ", 1_000)));
        var before = File.ReadAllBytes(path);

        Should.Throw<DataFileException>(() => SqliteDocumentStore.Open(path)).Message.ShouldStartWith(
            $"{path} is not a data file of TrackerSegments.");
        File.ReadAllBytes(path).ShouldBe(before);
    }

    [Fact]
    public async Task A_damaged_file_is_called_damaged()
    {
        var cancel = TestContext.Current.CancellationToken;
        var path = folder.File("data.db");
        using (var store = SqliteDocumentStore.Open(path))
        {
            for (var i = 0; i < 50; i++)
            {
                await store.WriteAsync("p", [new($"{i}", new string('x', 10_000), WriteCondition.Any)], cancel);
            }
        }

        using (var file = File.OpenWrite(path))
        {
            file.Position = 4_096;
            file.Write(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4_096).ToArray());
        }

        var refused = await Should.ThrowAsync<DataFileException>(async () =>
        {
            using var store = SqliteDocumentStore.Open(path);
            await store.FindAsync("p", "1", cancel);
        });
        refused.Message.ShouldBe(
            $"The data file {path} is damaged. Put a copy of it back, or name another folder with --data.");
    }

    [Fact]
    public void A_folder_where_the_file_should_be_is_named_in_a_sentence()
    {
        Directory.CreateDirectory(folder.File("data.db"));

        Should.Throw<DataFileException>(() => SqliteDocumentStore.Open(folder.File("data.db"))).Message.ShouldContain("--data");
    }

    [Fact]
    public void A_file_where_the_folder_should_be_is_named_in_a_sentence()
    {
        folder.Write("taken", "");

        Should.Throw<DataFileException>(() => SqliteDocumentStore.Open(folder.File("taken", "data.db"))).Message.ShouldContain("--data");
    }

    public void Dispose() => folder.Dispose();

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
