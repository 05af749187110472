using System.CommandLine;
using TrackerSegments.Service.Reports.Schedules;

namespace TrackerSegments.Service.Commands;

/// <summary>The options of the report that the service posts by itself.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string?> times = new("--report")
    {
        HelpName = "TIMES",
        Description = $"Posts the report to Teams at these times, like \"mon,thu 09:00 Europe/Berlin\"; the workflow's address is in {WorkflowSetting.Variable}.",
    };

    private readonly Option<string> when = new("--report-when")
    {
        HelpName = "WHEN",
        Description = "always, changed (where the figures are other than in the post before) or drifted (where a segment changed its state).",
        DefaultValueFactory = _ => "always",
    };

    private readonly Option<string?> audience = new("--report-for") { HelpName = "TEXT", Description = "Whom the report is for; stands above it." };

    private readonly Option<string?> panel = new("--report-panel") { HelpName = "URL", Description = "Where readers of the report open the panel." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { times, when, audience, panel })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The report to post; null where none is asked for.</summary>
    /// <exception cref="UsageException">An option cannot be used, or the workflow's address is missing.</exception>
    public ReportWish? Read(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(times) is not { } text)
        {
            return new Option[] { when, audience, panel }.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } lonely
                ? throw new UsageException($"{lonely.Name} says something about a report: give its times with --report.")
                : null;
        }

        var link = parsed.GetValue(panel);
        Uri? address = null;
        if (link is not null && (!Uri.TryCreate(link, UriKind.Absolute, out address) || address.Scheme is not ("https" or "http")))
        {
            throw new UsageException($"--report-panel {link} is no address. Write it like https://segments.example.com.");
        }

        var (workflow, guard) = WorkflowSetting.Read(terminal, "--report");
        return new(
            text, ReportWish.ParseTimes(text), OptionValues.OneOf("--report-when", parsed.GetValue(when)!, ReportWhenNames.All, w => w.Name).Value, workflow, guard)
        {
            Audience = parsed.GetValue(audience),
            Panel = address,
        };
    }
}
