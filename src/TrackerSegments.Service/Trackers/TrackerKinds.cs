using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Trackers.AzureDevOps;
using TrackerSegments.Service.Trackers.Jira;

namespace TrackerSegments.Service.Trackers;

/// <summary>Makes trackers of connections.</summary>
internal static class TrackerKinds
{
    public const string Jira = "jira";

    public const string AzureDevOps = "azure-devops";

    /// <summary>How each kind tells of changes.</summary>
    public static IReadOnlyList<ITrackerWebhook> Webhooks { get; } = [new JiraWebhook(), new AzureWebhook()];

    public static IConnectedTracker Make(ConnectionSettings settings, ConnectionSecret secret, IWriteSwitch writeSwitch, TimeProvider clock) =>
        Make(settings, secret, writeSwitch, clock, OutboundGuard.OwnMachine);

    public static IConnectedTracker Make(
        ConnectionSettings settings, ConnectionSecret secret, IWriteSwitch writeSwitch, TimeProvider clock, OutboundGuard guard) => settings.Tracker switch
        {
            AzureDevOps => new AzureTracker(settings, secret, writeSwitch, clock, guard: guard),
            Jira => new JiraTracker(settings, secret, writeSwitch, clock, guard),
            var other => throw new InvalidOperationException($"There is no tracker of the kind {other}."),
        };
}
