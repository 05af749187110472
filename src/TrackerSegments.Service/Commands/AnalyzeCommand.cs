using System.CommandLine;
using TrackerSegments.Core;
using TrackerSegments.Service.Reports;
using TrackerSegments.Service.Reports.Teams;
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
        var format = ReportFormats.Option();
        var check = new Option<bool>("--check")
        {
            Description = "Exit with 3 where a segment is out of its tolerance, for pipelines. Needs --targets.",
        };
        var post = new Option<bool>("--post-to-teams")
        {
            Description = $"Also posts the report to a Teams channel, by the workflow whose address is in {WorkflowSetting.Variable}.",
        };
        var options = new BacklogOptions();
        var command = new Command("analyze", "Shows how the effort in exported files is split across customer segments.") { files, format, check, post };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var write = ReportFormats.Find(parsed.GetValue(format)!);
            var request = options.Read(parsed, parsed.GetValue(files)!);
            var mustBeAligned = parsed.GetValue(check);
            if (mustBeAligned && request.Targets is null)
            {
                throw new UsageException("--check compares with a strategy: give one with --targets.");
            }

            var send = parsed.GetValue(post) ? ReadyToPost(terminal) : null;
            var report = Analyze(request, terminal);
            if (send is not null)
            {
                await send(report, cancellation);
            }

            ReportFormats.Write(report, ReportLinks.None, write, terminal.Out);
            return mustBeAligned && report.Verdict.State != AlignmentState.Aligned ? ExitCode.OutOfTolerance : ExitCode.Success;
        });
        return command;
    }

    /// <summary>Looks at the address before anything is read: whoever forgot it learns that at once.</summary>
    /// <exception cref="UsageException">There is no address, or it may not be called.</exception>
    private static Func<AlignmentReport, CancellationToken, Task> ReadyToPost(Terminal terminal)
    {
        var (address, guard) = WorkflowSetting.Read(terminal, "--post-to-teams");
        return async (report, cancellation) =>
        {
            using var post = new WorkflowPost(guard, terminal.Clock);
            var outcome = await post.SendAsync(address, TeamsMessage.Of(report, new()), cancellation);
            if (outcome.Result is PostResult.Refused or PostResult.Later)
            {
                throw new UsageException(outcome.Result == PostResult.Later ? $"{outcome.Text} Try again later." : outcome.Text);
            }

            await terminal.Error.WriteLineAsync(outcome.Text);
        };
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
