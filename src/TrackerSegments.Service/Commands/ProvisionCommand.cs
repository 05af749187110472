using System.CommandLine;
using TrackerSegments.Service.Reports;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Commands;

/// <summary>Makes the segment field and its options in the tracker, or says exactly what an administrator has to do.</summary>
internal static class ProvisionCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new SourceOptions();
        var command = new Command(
            "provision", "Makes the custom field of the segments and its options in the tracker where they are missing. Deletes nothing.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var source = options.Read(parsed, []);
            return source is { Connection: { } connection, Request.Segments: { } segments }
                ? RunAsync(
                    connection,
                    new(connection.SegmentField, [.. segments.Select(s => s.Values[0])]),
                    options.Connection.ReadSecrets(parsed, terminal).Token ?? new(null),
                    terminal,
                    cancellation)
                : throw new UsageException(
                    $"Say where and what: provision {options.Connection.Addresses} URL --project NAMES --segment-field NAME --segments \"Enterprise,Mid-market,SMB\".");
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ConnectionSettings connection, ProvisionPlan plan, ConnectionSecret secret, Terminal terminal, CancellationToken cancellation)
    {
        var tracker = TrackerKinds.Make(connection, secret, new Wanted(), terminal.Clock);
        using var connected = tracker as IDisposable;
        ProvisionReport report;
        try
        {
            report = await tracker.ProvisionAsync(plan, cancellation);
        }
        catch (TrackerException failure)
        {
            throw new UsageException(failure.Message);
        }

        await WriteAsync("Made:", report.Done, "  + ", terminal);
        await WriteAsync("There already:", report.Kept, "  = ", terminal);
        await WriteAsync("An administrator still has to:", report.ToDo, "", terminal);
        return ExitCode.Success;
    }

    private static async Task WriteAsync(string head, IReadOnlyList<string> lines, string before, Terminal terminal)
    {
        if (lines.Count == 0)
        {
            return;
        }

        await terminal.Out.WriteLineAsync(head);
        for (var i = 0; i < lines.Count; i++)
        {
            await terminal.Out.WriteLineAsync($"{(before.Length == 0 ? $"  {i + 1}. " : before)}{TerminalText.Safe(lines[i])}");
        }
    }

    /// <summary>Whoever runs this command wants it written.</summary>
    private sealed class Wanted : IWriteSwitch
    {
        public Task DemandAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
