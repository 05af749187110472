using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Reports.Teams;

namespace TrackerSegments.Service.Commands;

/// <summary>Where reports are posted. Whoever has the address can post there, so that it is on no command line.</summary>
internal static class WorkflowSetting
{
    /// <summary>The environment variable with the address of the workflow that posts to Teams; a secret.</summary>
    public const string Variable = "TRACKERSEGMENTS_TEAMS_WORKFLOW";

    /// <param name="terminal">The environment.</param>
    /// <param name="option">The option that needs it.</param>
    /// <exception cref="UsageException">There is no address, or it may not be called.</exception>
    public static (WorkflowAddress Address, OutboundGuard Guard) Read(Terminal terminal, string option)
    {
        var guard = OutboundGuard.For(terminal.Environment(OutboundGuard.Variable));
        return terminal.Environment(Variable) is { Length: > 0 } text
            ? (WorkflowAddress.Parse(text, guard), guard)
            : throw new UsageException($"{option} needs the address of a workflow in {Variable}.");
    }
}
