namespace TrackerSegments.Service.Api;

/// <summary>What is open.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Name">The workspace's name.</param>
/// <param name="Sample">Whether it is the sample that the program brings along.</param>
/// <param name="ReadOnly">Whether changes are refused.</param>
/// <param name="Tracker">Where the backlog comes from.</param>
/// <param name="Lenses">The lenses to see it through.</param>
internal sealed record WorkspaceDocument(
    int Schema, string Name, bool Sample, bool ReadOnly, WorkspaceTracker Tracker, IReadOnlyList<WorkspaceLens> Lenses);

/// <summary>Where the backlog comes from.</summary>
internal sealed record WorkspaceTracker(string Kind, string Name);

/// <summary>A lens of the workspace.</summary>
internal sealed record WorkspaceLens(string Key, string Name, bool Primary);
