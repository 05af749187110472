using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Workspaces;

/// <summary>Whose workspace is which.</summary>
internal interface IWorkspaces
{
    /// <summary>Whether a tenant may learn that there is anything here at all.</summary>
    bool IsKnown(string tenant);

    /// <summary>The workspace of a request that was let in. A tracker that tells of changes is no caller: its secret is that of the workspace.</summary>
    Task<WorkspaceEntry> EnterAsync(HttpContext context);

    /// <summary>The alignment as it was kept, where it is still true and the workspace is not open here; null where it has to be worked out.</summary>
    Task<byte[]?> FindAlignmentAsync(HttpContext context, string? lens) => Task.FromResult<byte[]?>(null);

    /// <summary>Why requests cannot be answered now, for a person; null where they can.</summary>
    Task<string?> ProblemAsync(CancellationToken cancellationToken);
}

/// <summary>A workspace to work with until this is disposed of, or why there is none.</summary>
internal readonly record struct WorkspaceEntry(OpenWorkspace? Open, Refusal? Refusal, IDisposable? Use) : IDisposable
{
    public static WorkspaceEntry Of(Refusal refusal) => new(null, refusal, null);

    public void Dispose() => Use?.Dispose();
}
