using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Azure.Core.Pipeline;
using TrackerSegments.Service.Storage.AzureTables;
using TrackerSegments.Service.Tests.Storage.AzureTables;

[assembly: AssemblyFixture(typeof(AzuriteServer))]

namespace TrackerSegments.Service.Tests.Storage.AzureTables;

/// <summary>The real Table service, as Azurite runs it: started for the first test that needs it, in memory, and stopped after the last one.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    /// <summary>The key every Azurite has.</summary>
    internal const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TablePace Pace = new() { FirstWait = TimeSpan.FromMilliseconds(1) };

    private readonly Lazy<Task<(Process Process, int Port)>> running = new(StartAsync);

    internal async Task<string> SettingAsync() => SettingOf((await running.Value).Port);

    internal static string SettingOf(int port) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint=http://127.0.0.1:{port}/{Account};";

    /// <summary>A table of a test's own.</summary>
    internal async Task<TableAccount> TableAsync() => TableAccount.Parse(await SettingAsync()) with { Table = $"t{Guid.NewGuid():N}" };

    /// <summary>A store that does not wait long before it tries again.</summary>
    internal static Task<TableDocumentStore> OpenAsync(TableAccount account, HttpPipelineTransport? transport = null, TablePace? pace = null) => TableDocumentStore.OpenAsync(
        account, TablePipeline.Make(account, TimeProvider.System, transport, pace ?? Pace), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (running.IsValueCreated)
        {
            using var process = (await running.Value).Process;
            process.StandardInput.Close();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<(Process Process, int Port)> StartAsync()
    {
        var program = typeof(AzuriteServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Azurite").Value!;
        var port = FreePort();
        var process = new Process
        {
            StartInfo = new("node", [program, "--tableHost", "127.0.0.1", "--tablePort", $"{port}", "--inMemoryPersistence", "--silent", "--disableTelemetry"])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new ConcurrentQueue<string?>();
        process.Exited += (_, _) => started.TrySetException(new InvalidOperationException($"Azurite did not start: {string.Join('\n', said)}"));
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("successfully started", StringComparison.Ordinal) == true)
            {
                started.TrySetResult();
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await started.Task;
        return (process, port);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
