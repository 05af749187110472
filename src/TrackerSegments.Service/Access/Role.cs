namespace TrackerSegments.Service.Access;

/// <summary>What a caller may do; each role may do what the ones before it may.</summary>
internal enum Role
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Sees the board, the figures and how the reading stands.</summary>
    Viewer,

    /// <summary>Changes segments of epics, and asks for a reading.</summary>
    Editor,

    /// <summary>Changes schemes, targets, plans and reports.</summary>
    Strategist,

    /// <summary>Switches writing, sees who did what, and sets up connections.</summary>
    Admin,
}

internal static class RoleNames
{
    public const string All = "none, viewer, editor, strategist or admin";

    public static string Name(this Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Editor => "editor",
        Role.Strategist => "strategist",
        Role.Admin => "admin",
        _ => "none",
    };

    public static Role? Parse(string name) => name switch
    {
        "none" => Role.None,
        "viewer" => Role.Viewer,
        "editor" => Role.Editor,
        "strategist" => Role.Strategist,
        "admin" => Role.Admin,
        _ => null,
    };
}
