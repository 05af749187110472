using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Storage.AzureTables;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Commands;

public sealed class ServeCommandTests(AzuriteServer azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CommandRun run = new();

    private string Data => folder.File("data");

    [Fact]
    public async Task It_says_what_is_open_where_and_how_to_stop_and_stops_when_told()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new StopWhenWritten(stop);
        using var error = new StringWriter();

        var exit = await ServeCommand.ServeAsync(Options(), new(output, error, ShowsProgress: false, new FixedClock()), stop.Token);

        exit.ShouldBe(0);
        error.ToString().ShouldBe("");
        output.ToString().ShouldMatch(
            """
            ^Fernway \(sample\), 122 epics\.

              Open   http://127\.0\.0\.1:\d+
              Data   .*data \(edits are kept here; exported files are never changed\)
              Stop   Ctrl\+C

            """.ReplaceLineEndings("\n"));
        using (DataFolder.Take(Data))
        {
        }
    }

    [Fact]
    public async Task With_a_storage_account_it_says_which_and_makes_no_data_folder()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new StopWhenWritten(stop);
        using var error = new StringWriter();
        var tables = await azurite.TableAsync();

        var exit = await ServeCommand.ServeAsync(
            Options() with { Tables = tables }, new(output, error, ShowsProgress: false, new FixedClock()), stop.Token);

        exit.ShouldBe(0, error.ToString());
        output.ToString().ShouldContain($"Data   the table {tables.Table} of devstoreaccount1 at 127.0.0.1 (");
        output.ToString().ShouldNotContain(AzuriteServer.Key);
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_port_in_use_is_a_sentence_and_nothing_is_written()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        (await run.Run("serve", "--data", Data, "--urls", $"http://127.0.0.1:{port}")).ShouldBe(2);

        run.Error.ShouldBe(
            $"Port {port} is in use by another program. Stop that one, or choose another port with --urls http://127.0.0.1:PORT.\n");
        run.Output.ShouldBe("");
        Directory.GetFiles(Data).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_that_others_reach_is_refused_before_anything_is_made()
    {
        (await run.Run("--data", Data, "--urls", "http://0.0.0.0:7071")).ShouldBe(2);

        run.Error.ShouldContain("would let other computers in");
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_data_folder_that_another_program_holds_is_refused()
    {
        using var held = DataFolder.Take(Data);

        (await run.Run("serve", "--data", Data, "--urls", "http://127.0.0.1:0")).ShouldBe(2);

        run.Error.ShouldBe($"The data folder {Data} is in use by another TrackerSegments. Stop that one, or name another folder with --data.\n");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_refused()
    {
        var path = Path.Combine(folder.Write("file", ""), "data");

        (await run.Run("serve", "--data", path, "--urls", "http://127.0.0.1:0")).ShouldBe(2);

        run.Error.ShouldStartWith($"The data folder {path} cannot be made");
        run.Error.ShouldEndWith("Name another one with --data.\n");
    }

    [Fact]
    public async Task A_data_file_that_is_none_is_a_sentence_and_left_as_it_was()
    {
        Directory.CreateDirectory(Data);
        var path = folder.Write("data/trackersegments.db", new string('x', 5_000));

        (await run.Run("serve", "--data", Data, "--urls", "http://127.0.0.1:0")).ShouldBe(2);

        run.Error.ShouldBe($"{path} is not a data file of TrackerSegments. Move it away, or name another folder with --data.\n");
        run.Output.ShouldBe("");
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldBe(new string('x', 5_000));
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_a_sentence_and_opens_nothing()
    {
        (await ServeAsync(folder.File("none.csv"))).ShouldBe(2);
        run.Error.ShouldContain("there is no such file");

        (await ServeAsync(folder.Write("empty.csv", ""))).ShouldBe(2);
        run.Error.ShouldContain("the file is empty");

        (await ServeAsync(Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 1, "SMB")), "--targets", "SMB=90")).ShouldBe(2);
        run.Error.ShouldBe("The targets add up to 90 %, not 100 %: 10 % missing.\n");

        run.Output.ShouldBe("");
        using var store = SqliteDocumentStore.Open(Path.Combine(Data, TrackerSegmentsOptions.DataFileName));
        (await new WorkspaceCatalog(store).FindLastAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task A_fault_of_the_program_is_a_sentence_too()
    {
        Directory.CreateDirectory(Data);
        using (var store = SqliteDocumentStore.Open(Path.Combine(Data, TrackerSegmentsOptions.DataFileName)))
        {
            await store.WriteAsync("service", [new("last-workspace", "{", WriteCondition.Any)], TestContext.Current.CancellationToken);
        }

        (await run.Run("serve", "--data", Data, "--urls", "http://127.0.0.1:0")).ShouldBe(1);

        run.Error.ShouldBe("The backlog could not be opened because of a fault of the program. The log has the details.\n");
        run.Output.ShouldBe("");
    }

    [Fact]
    public async Task A_file_needs_the_field_that_carries_the_segment()
    {
        (await run.Run("serve", "--data", Data, "--file", "a.csv")).ShouldBe(2);

        run.Error.ShouldBe("Say which field carries the customer segment: --segment-field NAME.\n");
    }

    [Fact]
    public async Task Options_of_a_file_without_a_file_are_refused()
    {
        (await run.Run("--data", Data, "--segment-field", "Customer segment")).ShouldBe(2);

        run.Error.ShouldBe("--segment-field says how to look at a backlog: give one with --file, --jira or --azure-devops.\n");
    }

    public void Dispose()
    {
        run.Dispose();
        folder.Dispose();
    }

    private Task<int> ServeAsync(string file, params string[] options) => run.Run(
        ["serve", "--data", Data, "--urls", "http://127.0.0.1:0", "--file", file, "--segment-field", Backlogs.Field, .. options]);

    private TrackerSegmentsOptions Options() =>
        new() { DataFolder = Data, Addresses = ListenAddress.ParseAll("http://127.0.0.1:0") };

    /// <summary>Presses Ctrl+C as soon as the welcome is there to read.</summary>
    private sealed class StopWhenWritten(CancellationTokenSource stop) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Task FlushAsync()
        {
            stop.Cancel();
            return Task.CompletedTask;
        }
    }
}
