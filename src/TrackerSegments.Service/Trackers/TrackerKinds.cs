using TrackerSegments.Service.Trackers.AzureDevOps;
using TrackerSegments.Service.Trackers.Jira;

namespace TrackerSegments.Service.Trackers;

/// <summary>Makes trackers of connections.</summary>
internal static class TrackerKinds
{
    /// <summary>How each kind tells of changes.</summary>
    public static IReadOnlyList<ITrackerWebhook> Webhooks { get; } = [new JiraWebhook(), new AzureWebhook()];

    public static IConnectedTracker Make(ConnectionSettings settings, ConnectionSecret secret, IWriteSwitch writeSwitch, TimeProvider clock) =>
        settings.Tracker switch
        {
            "azure-devops" => new AzureTracker(settings, secret, writeSwitch, clock),
            "jira" => new JiraTracker(settings, secret, writeSwitch, clock),
            var other => throw new InvalidOperationException($"There is no tracker of the kind {other}."),
        };
}
