using TrackerSegments.Service.Storage.AzureTables;
using TrackerSegments.Service.Tests.Commands;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Storage.AzureTables;

/// <summary>The whole program on a table.</summary>
public sealed class TableProgramTests(AzuriteServer azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CommandRun run = new();

    private string Data => folder.File("data");

    [Fact]
    public async Task An_edit_is_there_after_the_next_start_and_the_data_folder_is_not_needed()
    {
        var tables = await azurite.TableAsync();
        var file = Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 1, "SMB"), Backlogs.Epic("A-2", 2, "Enterprise"));
        await using (var first = await RunningService.StartAsync(Data, Backlogs.Source(file), tables: tables))
        {
            (await first.WriteAsync("A-1", "1", "key 1", add: ["enterprise"], remove: ["smb"])).Status.ShouldBe(200);
            first.Log.Text.ShouldBe("");
        }

        await using var second = await RunningService.StartAsync(Data, tables: tables);

        var epic = await second.EpicAsync("A-1");
        epic.GetProperty("segments").EnumerateArray().Select(s => s.GetString()).ShouldBe(["enterprise"]);
        (await second.WriteAsync("A-1", "1", "key 1", add: ["enterprise"], remove: ["smb"])).Status.ShouldBe(200);
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_table_that_fails_while_the_service_runs_is_a_sentence_without_the_key()
    {
        var tables = await azurite.TableAsync();
        var file = Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 1, "SMB"));
        await using var service = await RunningService.StartAsync(Data, Backlogs.Source(file), tables: tables);
        await RawTable.RemoveAsync(tables);

        var answer = await service.WriteAsync("A-1", "1", "key 1", add: ["enterprise"], remove: ["smb"]);

        answer.ShouldBeProblem(503, "storageFailed");
        service.Log.Text.ShouldContain($"The table {tables.Table} of devstoreaccount1 is not there any more.");
        $"{answer.Text} {service.Log.Text}".ShouldNotContain(AzuriteServer.Key);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("sync")]
    public async Task A_setting_that_is_none_is_a_sentence_and_nothing_is_made(string command)
    {
        run.Variables[TableAccount.Variable] = "AccountName=acme";

        (await run.Run(command, "--data", Data)).ShouldBe(2);

        run.Error.ShouldBe(
            "TRACKERSEGMENTS_STORAGE says neither AccountName and AccountKey nor SharedAccessSignature. Copy the connection string of the storage account whole.\n");
        run.Output.ShouldBe("");
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Theory]
    [InlineData("serve", "--urls", "http://127.0.0.1:0")]
    [InlineData("sync")]
    public async Task A_key_that_opens_nothing_is_a_sentence_without_the_key(params string[] command)
    {
        const string key = "cGxhbnRlZC1hY2NvdW50LWtleQ==";
        run.Variables[TableAccount.Variable] = (await azurite.SettingAsync()).Replace(AzuriteServer.Key, key, StringComparison.Ordinal);

        (await run.Run([.. command, "--data", Data])).ShouldBe(2);

        run.Error.ShouldStartWith("The storage account devstoreaccount1 refuses access to its tables.");
        run.Error.ShouldNotContain(key);
        run.Output.ShouldBe("");
    }

    public void Dispose()
    {
        run.Dispose();
        folder.Dispose();
    }
}
