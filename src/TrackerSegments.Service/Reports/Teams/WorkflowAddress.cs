using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Outbound;

namespace TrackerSegments.Service.Reports.Teams;

/// <summary>Where a workflow takes messages for a channel. Whoever has the address can post there: no text is made of it but its host.</summary>
internal sealed class WorkflowAddress
{
    private const string HowToGetOne =
        "In Teams, open the channel's menu, choose Workflows, take \"Send webhook alerts to a channel\", and copy the address it shows at the end.";

    /// <summary>Where the connectors were that Teams had before.</summary>
    private static readonly string[] Retired = ["webhook.office.com", "outlook.office.com", "outlook.office365.com"];

    private WorkflowAddress(Uri address) => Address = address;

    /// <summary>The whole address, with its signature.</summary>
    public Uri Address { get; }

    /// <param name="text">What a person entered.</param>
    /// <param name="guard">Which hosts may be called.</param>
    /// <exception cref="UsageException">It is no address of a workflow that may be called; the message holds no part of it but the host.</exception>
    public static WorkflowAddress Parse(string? text, OutboundGuard guard)
    {
        if (!Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var address) || address.Host.Length == 0)
        {
            throw new UsageException($"This is no address of a workflow. {HowToGetOne}");
        }

        if (Retired.Any(host => address.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase) || address.IdnHost.EndsWith($".{host}", StringComparison.OrdinalIgnoreCase)))
        {
            throw new UsageException($"{address.IdnHost} belongs to the Office 365 connectors, which Microsoft has retired: nothing sent there arrives. {HowToGetOne}");
        }

        if (guard.Refusal(address, OutboundPurpose.Teams) is { } refusal)
        {
            throw new UsageException(refusal);
        }

        return IsWorkflow(address)
            ? new(address)
            : throw new UsageException($"The address at {address.IdnHost} is not that of a workflow, or a part at its end is missing. {HowToGetOne}");
    }

    public override string ToString() => $"(a workflow at {Address.IdnHost})";

    private static bool IsWorkflow(Uri address) =>
        address.AbsolutePath.Contains("/workflows/", StringComparison.Ordinal)
        && address.AbsolutePath.EndsWith("/paths/invoke", StringComparison.Ordinal)
        && address.Query.TrimStart('?').Split('&').Any(part => part.StartsWith("sig=", StringComparison.Ordinal) && part.Length > "sig=".Length);
}
