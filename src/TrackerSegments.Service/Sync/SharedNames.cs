using TrackerSegments.Core;

namespace TrackerSegments.Service.Sync;

/// <summary>Keeps one instance of the texts that many items carry.</summary>
internal sealed class SharedNames
{
    private readonly HashSet<string> texts = new(StringComparer.Ordinal);

    public WorkItem Share(WorkItem item) => item with
    {
        Type = Shared(item.Type),
        Project = Shared(item.Project),
        Status = Shared(item.Status),
        Resolution = SharedOrNull(item.Resolution),
        Team = SharedOrNull(item.Team),
        Assignee = SharedOrNull(item.Assignee),
        Revision = Shared(item.Revision),
    };

    private string? SharedOrNull(string? text) => text is null ? null : Shared(text);

    private string Shared(string text)
    {
        if (texts.TryGetValue(text, out var known))
        {
            return known;
        }

        texts.Add(text);
        return text;
    }
}
