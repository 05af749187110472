using System.CommandLine;
using TrackerSegments.Core;
using TrackerSegments.Service.Reports;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Commands;

/// <summary>The command line: <c>serve</c> unless another command is named.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var root = new RootCommand("Shows whether planned effort follows the customer-segment strategy.")
        {
            AnalyzeCommand.Create(terminal),
            ReportCommand.Create(terminal),
            SyncCommand.Create(terminal),
            ProvisionCommand.Create(terminal),
        };
        var serve = ServeCommand.Create(terminal);
        root.Subcommands.Add(serve);
        foreach (var option in serve.Options)
        {
            root.Options.Add(option);
        }

        root.Action = serve.Action;
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await terminal.Error.WriteLineAsync(TerminalText.Safe(error.Message));
            }

            await terminal.Error.WriteLineAsync("Run it with --help to see what it takes.");
            return ExitCode.BadInput;
        }

        try
        {
            var invocation = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false };
            return await parsed.InvokeAsync(invocation);
        }
        catch (Exception error) when (error is UsageException or InputException or SchemeException or DataFileException)
        {
            await terminal.Error.WriteLineAsync(TerminalText.Safe(error.Message));
            return ExitCode.BadInput;
        }
    }
}
