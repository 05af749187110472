using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Settings;
using TrackerSegments.Service.Functions;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Reports;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.AzureTables;
using TrackerSegments.Service.Telemetry;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Commands;

/// <summary>Opens the panel: runs the service until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = DataFolder.Option();
        var urls = new Option<string>("--urls")
        {
            HelpName = "URL",
            Description = "Where to listen; an address of this computer, or with --access any.",
            DefaultValueFactory = _ => ListenAddress.Default,
        };
        var files = new Option<string[]>("--file")
        {
            HelpName = "FILE",
            Description = "Exports of Jira or Azure Boards to open. Without it: the workspace opened last, or a sample.",
            AllowMultipleArgumentsPerToken = true,
        };
        var access = new Option<string?>("--access")
        {
            HelpName = "FILE",
            Description = $"Who may call, as a settings file. Without it: {AccessFile.Variable}, or else whoever is at this computer.",
        };
        var options = new SourceOptions();
        var command = new Command("serve", "Opens the panel in a browser: alignment and board. The default command.") { files, data, urls, access };
        options.AddTo(command);
        var report = new ReportOptions();
        report.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            if (HandlerPort.Find(terminal) is { } port)
            {
                return HandlerCommand.RunAsync(port, terminal, cancellation);
            }

            var file = parsed.GetValue(access) ?? terminal.Environment(AccessFile.Variable);
            var callers = string.IsNullOrEmpty(file) ? null : AccessFile.Read(file);
            return ServeAsync(
                new()
                {
                    DataFolder = DataFolder.Of(parsed.GetValue(data)),
                    Tables = TableAccount.Of(terminal.Environment),
                    Addresses = ListenAddress.ParseAll(parsed.GetValue(urls)!, mayOthersCall: callers is not null),
                    Callers = callers,
                    Report = report.Read(parsed, terminal),
                    Snapshots = SnapshotRetention.Of(terminal.Environment),
                    Guard = OutboundGuard.For(terminal.Environment(OutboundGuard.Variable)),
                    Source = options.Read(parsed, parsed.GetValue(files) ?? []),
                    Access = new()
                    {
                        Secrets = options.Connection.ReadSecrets(parsed, terminal),
                        SwitchWriting = options.Connection.ReadWriting(parsed),
                    },
                },
                terminal,
                cancellation);
        });
        return command;
    }

    /// <summary>Runs the service until it is told to stop.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="UsageException">The service cannot be set up this way.</exception>
    public static async Task<int> ServeAsync(TrackerSegmentsOptions options, Terminal terminal, CancellationToken cancellation)
    {
        using var telemetry = TelemetryExport.Start(terminal.Environment);
        using var folder = options.Tables is null ? DataFolder.Take(options.DataFolder) : null;
        await using var app = TrackerSegmentsBuilder.Build(options, terminal.Clock, LogWarnings);
        await ListenAsync(app, options, cancellation);

        // Only now: where the port is taken, nothing is read or written.
        var host = app.Services.GetRequiredService<WorkspaceHost>();
        host.Start();
        try
        {
            var open = await host.Opened.WaitAsync(cancellation);
            await WelcomeAsync(app, open.Workspace, terminal);
            await app.WaitForShutdownAsync(cancellation);
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Success;
        }
        catch (Exception failure) when (host.Opened.IsFaulted)
        {
            await terminal.Error.WriteLineAsync(host.State);
            return WorkspaceHost.IsForPerson(failure) ? ExitCode.BadInput : ExitCode.Fault;
        }
        finally
        {
            await host.StopAsync();
        }
    }

    private static async Task ListenAsync(WebApplication app, TrackerSegmentsOptions options, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            var ports = string.Join(" or ", options.Addresses.Select(a => a.Port));
            throw new UsageException(
                $"Port {ports} is in use by another program. Stop that one, or choose another port with --urls http://127.0.0.1:PORT.");
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException)
        {
            throw new UsageException($"The service cannot listen there ({failure.Message.TrimEnd('.')}). Choose another address with --urls.");
        }
    }

    private static async Task WelcomeAsync(WebApplication app, Workspace workspace, Terminal terminal)
    {
        var epics = workspace.Current.Document.Totals.Epics;
        await terminal.Out.WriteLineAsync(FormattableString.Invariant(
            $"""
            {TerminalText.Safe(workspace.Settings.Name)}, {epics:N0} {(epics == 1 ? "epic" : "epics")}.

              Open   {string.Join("  ", app.Urls)}
              Data   {app.Services.GetRequiredService<DocumentStores>().Place} (edits are kept here; exported files are never changed)
              Stop   Ctrl+C

            """));
        await terminal.Out.FlushAsync();
    }

    public static void LogWarnings(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        // A start that fails is told in a sentence.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
