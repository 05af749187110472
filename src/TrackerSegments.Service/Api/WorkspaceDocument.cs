using TrackerSegments.Service.Access;

namespace TrackerSegments.Service.Api;

/// <summary>What is open.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Name">The workspace's name.</param>
/// <param name="Sample">Whether it is the sample that the program brings along.</param>
/// <param name="ReadOnly">Whether changes are refused, whoever asks for them.</param>
/// <param name="Tracker">Where the backlog comes from.</param>
/// <param name="Lenses">The lenses to see it through.</param>
/// <param name="Caller">Who is looking.</param>
internal sealed record WorkspaceDocument(
    int Schema,
    string Name,
    bool Sample,
    bool ReadOnly,
    WorkspaceTracker Tracker,
    IReadOnlyList<WorkspaceLens> Lenses,
    WorkspaceCaller Caller);

/// <summary>Where the backlog comes from.</summary>
internal sealed record WorkspaceTracker(string Kind, string Name);

/// <summary>A lens of the workspace.</summary>
internal sealed record WorkspaceLens(string Key, string Name, bool Primary);

/// <summary>Who is looking, and what they may do.</summary>
internal sealed record WorkspaceCaller(string Role, CallerRights May)
{
    public static WorkspaceCaller Of(Caller caller) => new(
        caller.Role.Name(), new(caller.Role >= Access.Role.Editor, caller.Role >= Access.Role.Strategist, caller.Role >= Access.Role.Admin));
}

/// <summary>What a caller may do.</summary>
/// <param name="Edit">Change segments of epics, and ask for a reading.</param>
/// <param name="Plan">Change schemes, targets and plans.</param>
/// <param name="Administer">Switch writing, and see who changed what.</param>
internal sealed record CallerRights(bool Edit, bool Plan, bool Administer);
