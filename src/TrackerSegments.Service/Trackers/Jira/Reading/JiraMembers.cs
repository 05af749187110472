namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Decides which of some issues belong to a scope: its epics, and what hangs below an issue that belongs to it.</summary>
/// <param name="issues">The issues as they are now, by id.</param>
/// <param name="epics">Those that are epics of the scope.</param>
/// <param name="idsByKey">Ids of parents that are known by their keys alone.</param>
/// <param name="isKnown">Whether an issue that is not among these belongs to the scope.</param>
internal sealed class JiraMembers(
    IReadOnlyDictionary<string, ReadIssue> issues, IReadOnlySet<string> epics, IReadOnlyDictionary<string, string> idsByKey, Func<string, bool> isKnown)
{
    private readonly Dictionary<string, bool> settled = new(StringComparer.Ordinal);

    public bool Contains(string id)
    {
        // Up the line of parents, until one is settled; parents that lead back to where they began belong to nothing.
        List<string> line = [];
        var isMember = false;
        for (string? at = id; at is not null; at = ParentOf(issues[at]))
        {
            if (!issues.ContainsKey(at))
            {
                isMember = isKnown(at);
                break;
            }

            if (settled.TryGetValue(at, out isMember))
            {
                break;
            }

            isMember = epics.Contains(at);
            settled[at] = isMember;
            line.Add(at);
            if (isMember)
            {
                break;
            }
        }

        foreach (var step in line)
        {
            settled[step] = isMember;
        }

        return isMember;
    }

    private string? ParentOf(ReadIssue issue) =>
        issue.ParentId ?? (issue.Item.ParentKey is { } key ? idsByKey.GetValueOrDefault(key) : null);
}
