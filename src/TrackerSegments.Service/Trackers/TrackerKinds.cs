using TrackerSegments.Service.Trackers.Jira;

namespace TrackerSegments.Service.Trackers;

/// <summary>Makes trackers of connections.</summary>
internal static class TrackerKinds
{
    public const string Jira = "jira";

    public static IConnectedTracker Make(ConnectionSettings settings, ConnectionSecret secret, IWriteSwitch writeSwitch, TimeProvider clock) =>
        settings.Tracker switch
        {
            Jira => new JiraTracker(settings, secret, writeSwitch, clock),
            var other => throw new InvalidOperationException($"There is no tracker of the kind {other}."),
        };
}
