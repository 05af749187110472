using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Settings;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.AzureTables;
using TrackerSegments.Service.Telemetry;
using TrackerSegments.Service.Tenants;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Functions;

/// <summary>Runs the service as a custom handler of the Functions host: for many tenants, on a shared store, driven by triggers.</summary>
internal static class HandlerCommand
{
    /// <param name="address">Where the host wants to be answered.</param>
    /// <param name="terminal">The environment, and where a start that fails is told.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Never 0: a handler that ends so is not started again.</returns>
    /// <exception cref="UsageException">A setting is missing or cannot be used.</exception>
    public static async Task<int> RunAsync(ListenAddress address, Terminal terminal, CancellationToken cancellation)
    {
        var tables = TableAccount.Of(terminal.Environment)
            ?? throw new UsageException($"{TableAccount.Variable} is missing: on Functions the data lives in a storage account. Give it https://ACCOUNT.table.core.windows.net.");
        var guard = OutboundGuard.For(terminal.Environment(OutboundGuard.Variable));
        var callers = terminal.Environment(AccessFile.Variable) is { Length: > 0 } access
            ? AccessFile.Read(access)
            : throw new UsageException($"{AccessFile.Variable} is missing: on Functions the service is open to the Internet, and somebody has to vouch for callers. Name the file with the access settings.");
        using var telemetry = TelemetryExport.Start(terminal.Environment);
        using var store = new LateStore(new(tables, dataFolder: "", terminal.Clock));
        var options = new TrackerSegmentsOptions
        {
            DataFolder = "",
            Tables = tables,
            Addresses = [address],
            Callers = callers,
            Snapshots = SnapshotRetention.Of(terminal.Environment),
            Guard = guard,
            Hosted = new(store, SecretKey.Parse(terminal.Environment(SecretKey.Variable)))
            {
                Trackers = new() { Make = (settings, secret, writing, clock) => TrackerKinds.Make(settings, secret, writing, clock, guard) },
            },
        };
        await using var app = TrackerSegmentsBuilder.Build(options, terminal.Clock, ServeCommand.LogWarnings);
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return ExitCode.Fault;
    }
}
