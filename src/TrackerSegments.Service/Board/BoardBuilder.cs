using TrackerSegments.Core;

namespace TrackerSegments.Service.Board;

/// <summary>Makes the board of a report.</summary>
internal static class BoardBuilder
{
    public const string UnassignedName = "Unassigned";

    public static BoardDocument Build(AlignmentReport report)
    {
        var document = report.Document;
        var columns = Columns(report);
        return new(
            Schema: 1,
            new(document.Lens.Key, document.Lens.Name),
            document.AsOf,
            document.Measure,
            document.Unit,
            [
                .. document.Segments.Select((s, i) => new BoardColumn(
                    s.Key, s.Name, s.Color, s.Epics, s.Unestimated, s.Effort, s.Share, s.Target, s.Tolerance, s.Delta, s.State, columns[i])),
                Unassigned(report, columns[^1]),
            ],
            [.. report.Epics.Select(epic => Card(epic, report.Lens))]);
    }

    public static BoardEpic Card(TaggedEpic epic, Lens lens)
    {
        var item = epic.Epic.Item;
        var segments = new string[epic.Segments.Count];
        var weights = new double[epic.Segments.Count];
        var whole = 0L;
        for (var i = 0; i < segments.Length; i++)
        {
            whole += epic.Segments[i].Parts;
        }

        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = lens.Segments[epic.Segments[i].Segment].Key;
            weights[i] = (double)epic.Segments[i].Parts / whole;
        }

        return new(
            item.Key,
            item.Title,
            item.Url is { Scheme: "http" or "https" } url ? url.AbsoluteUri : null,
            item.Project,
            item.Type,
            item.Status,
            Names.Of(item.StatusCategory),
            item.Team,
            item.Assignee,
            epic.Epic.Effort?.Units,
            epic.Epic.IsImputed,
            segments,
            weights,
            epic.Epic.Effort is { } effort ? [.. Splitter.Portions(effort, epic.Segments).Select(p => p.Units)] : null,
            epic.Unmapped,
            item.Revision);
    }

    /// <summary>The keys of each column, largest effort first, unestimated last, then by key; the last column is Unassigned.</summary>
    private static List<string>[] Columns(AlignmentReport report)
    {
        var columns = new List<string>[report.Lens.Segments.Count + 1];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = [];
        }

        var ordered = report.Epics
            .OrderByDescending(e => e.Epic.Effort?.Thousandths ?? -1)
            .ThenBy(e => e.Epic.Item.Key, StringComparer.Ordinal);
        foreach (var epic in ordered)
        {
            if (epic.Segments.IsEmpty)
            {
                columns[^1].Add(epic.Epic.Item.Key);
            }

            for (var i = 0; i < epic.Segments.Count; i++)
            {
                columns[epic.Segments[i].Segment].Add(epic.Epic.Item.Key);
            }
        }

        return columns;
    }

    private static BoardColumn Unassigned(AlignmentReport report, IReadOnlyList<string> keys) => new(
        Key: null,
        UnassignedName,
        Color: null,
        report.Split.Unassigned,
        report.Epics.Count(e => e.Segments.IsEmpty && e.Epic.Effort is null),
        report.Split.UnassignedEffort.Units,
        Share: null,
        Target: null,
        Tolerance: null,
        Delta: null,
        State: null,
        keys);
}
