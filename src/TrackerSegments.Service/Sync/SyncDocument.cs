using TrackerSegments.Core;
using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Sync;

/// <summary>How the copy of the tracker stands.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Tracker">What is read.</param>
/// <param name="State">file, connecting, reading, waiting or stopped.</param>
/// <param name="Read">How many items are read.</param>
/// <param name="Total">How many there are, as far as is known; null where it is not.</param>
/// <param name="IsComplete">Whether everything was read once.</param>
/// <param name="AsOf">When everything was as it is here; null until it was read once.</param>
/// <param name="Scopes">The parts that are read on their own.</param>
/// <param name="Problem">Why a tracker cannot be connected to; null where all can.</param>
/// <param name="Fields">Which field of the tracker is used for what.</param>
/// <param name="Findings">What connecting found.</param>
/// <param name="Writing">Whether changes are written to the tracker.</param>
/// <param name="PendingEvents">How many changes the tracker told of wait to be looked at.</param>
internal sealed record SyncDocument(
    int Schema,
    WorkspaceTracker Tracker,
    string State,
    int Read,
    int? Total,
    bool IsComplete,
    DateTimeOffset? AsOf,
    IReadOnlyList<SyncScope> Scopes,
    SyncStop? Problem,
    IReadOnlyList<SyncField> Fields,
    IReadOnlyList<Finding> Findings,
    SyncWriting Writing,
    int PendingEvents);

/// <summary>How a part stands.</summary>
/// <param name="Tracker">The name of the tracker it belongs to.</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Phase">full, delta, check, idle or stopped.</param>
/// <param name="Read">How many of its items the reading saw.</param>
/// <param name="Total">How many there are, as far as is known.</param>
/// <param name="AsOf">When it was as it is here.</param>
/// <param name="LastFull">When all of it was read last.</param>
/// <param name="LastCheck">When it was last compared, id by id.</param>
/// <param name="Problem">Why it stopped; null where it did not.</param>
internal sealed record SyncScope(
    string Tracker,
    string Key,
    string Name,
    string Phase,
    int Read,
    int? Total,
    DateTimeOffset? AsOf,
    DateTimeOffset? LastFull,
    DateTimeOffset? LastCheck,
    SyncStop? Problem);

/// <summary>Why something stopped.</summary>
/// <param name="Code">A fixed name, for programs.</param>
/// <param name="Text">A sentence for a person.</param>
/// <param name="Blame">Who can mend it: us, tracker, administrator or person.</param>
/// <param name="Since">When it stopped.</param>
/// <param name="Attempts">How often it was tried since.</param>
/// <param name="NextAttempt">When it is tried again.</param>
internal sealed record SyncStop(string Code, string Text, string Blame, DateTimeOffset Since, int Attempts, DateTimeOffset? NextAttempt);

/// <summary>A field of a tracker and what it is used for.</summary>
/// <param name="Tracker">The name of the tracker.</param>
/// <param name="Role">segment, effort, epicLink, parent, epicLevel or team.</param>
/// <param name="Id">The tracker's id of it.</param>
/// <param name="Name">The name people see.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="CanWrite">Whether the service can write it.</param>
internal sealed record SyncField(string Tracker, string Role, string Id, string Name, string Kind, bool CanWrite);

/// <summary>Whether changes are written to the tracker.</summary>
/// <param name="Allowed">Whether they are.</param>
/// <param name="CanSwitch">Whether that can be switched here.</param>
/// <param name="ChangedAt">When it was switched last; null where it never was.</param>
/// <param name="Text">The same in a sentence.</param>
internal sealed record SyncWriting(bool Allowed, bool CanSwitch, DateTimeOffset? ChangedAt, string Text);

/// <summary>A wish to switch writing on or off.</summary>
internal sealed record WritingWish
{
    /// <summary>Whether changes may be written.</summary>
    public required bool Allowed { get; init; }
}
