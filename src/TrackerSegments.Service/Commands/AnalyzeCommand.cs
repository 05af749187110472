using System.CommandLine;
using TrackerSegments.Core;
using TrackerSegments.Service.Reports;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Commands;

/// <summary>The answer in one command: reads exported files and says how effort is split, beside the strategy.</summary>
internal static class AnalyzeCommand
{
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "Exports of Jira (CSV, REST JSON, JSON lines) or Azure Boards (CSV, REST JSON); several make one backlog.",
        };
        OptionValues.RefuseMisspeltOptions(files);
        var format = new Option<string>("--format")
        {
            HelpName = "FORMAT",
            Description = $"How to write the answer: {string.Join(", ", ReportFormats.Names)}.",
            DefaultValueFactory = _ => ReportFormats.Names[0],
        };
        var check = new Option<bool>("--check")
        {
            Description = "Exit with 3 where a segment is out of its tolerance, for pipelines. Needs --targets.",
        };
        var options = new BacklogOptions();
        var command = new Command("analyze", "Shows how the effort in exported files is split across customer segments.") { files, format, check };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var write = ReportFormats.Find(parsed.GetValue(format)!);
            var request = options.Read(parsed, parsed.GetValue(files)!);
            var mustBeAligned = parsed.GetValue(check);
            if (mustBeAligned && request.Targets is null)
            {
                throw new UsageException("--check compares with a strategy: give one with --targets.");
            }

            var report = Analyze(request, terminal);
            Write(report, write, terminal.Out);
            return mustBeAligned && report.Verdict.State != AlignmentState.Aligned ? ExitCode.OutOfTolerance : ExitCode.Success;
        });
        return command;
    }

    /// <exception cref="UsageException">The disk is full, or whatever output goes to cannot be written.</exception>
    private static void Write(AlignmentReport report, Action<AlignmentReport, TextWriter> write, TextWriter output)
    {
        try
        {
            write(report, output);
            output.Flush();
        }
        catch (IOException failure)
        {
            throw new UsageException($"The report could not be written: {failure.Message.TrimEnd('.')}. Make room, or write it somewhere else.");
        }
    }

    private static AlignmentReport Analyze(BacklogRequest request, Terminal terminal)
    {
        var read = ReadingProgress.Show(terminal, progress => BacklogFile.Read(request.Files, request.ReadOptions, progress));
        var backlog = Backlog.Build(read.Items);
        var efforts = RollUp.Compute(backlog, request.Policy);
        var lens = request.LensFor(efforts);
        return AlignmentReport.Build(
            backlog, efforts, request.Policy, lens, request.StrategyFor(lens), terminal.Clock.GetUtcNow(), read.Findings);
    }
}
