using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Workspaces;

/// <summary>Exported files, or a tracker, to open as a workspace.</summary>
/// <param name="Request">The files, and how to look at them. Without targets a workspace keeps those it has.</param>
/// <param name="Id">A fixed id; null makes one of where the files are and of the field, so that other files are another workspace.</param>
/// <param name="Name">The name people see; null makes it of the files' names.</param>
/// <param name="IsSample">Whether it is the sample that the program brings along.</param>
internal sealed record WorkspaceSource(BacklogRequest Request, string? Id = null, string? Name = null, bool IsSample = false)
{
    /// <summary>The trackers to read, at most one of a kind; without any the request's files are opened.</summary>
    public IReadOnlyList<ConnectionSettings> Connections { get; init; } = [];
}
