using Spectre.Console;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports;

/// <summary>The segments as a table for a terminal: in a narrow window bars and columns give way, never the names.</summary>
internal sealed class TextTable(AlignmentDocument document, Figures figures, Profile profile)
{
    private const int WidestBar = 32;

    /// <summary>Below this a bar says little, and what stands beside Unassigned does not fit.</summary>
    private const int NarrowestBar = 14;

    /// <summary>What a name may take before bars and columns give way; a longer one is wrapped.</summary>
    private const int RoomForName = 20;

    private const int LongestName = 60;
    private const int AfterName = 2;

    private static readonly Padding After = new(0, 0, 1, 0);
    private static readonly string[] FirstToGo = ["Epics", "Effort", "Target"];

    private readonly bool hasStrategy = document.Segments.Any(s => s.Target is not null);

    public Table Draw()
    {
        var names = document.Segments.Select(s => Shortened(TerminalText.Safe(s.Name))).ToArray();
        var columns = Columns().ToList();
        var room = profile.Width - AfterName - Math.Clamp(names.Max(n => n.Length), "Unassigned".Length, RoomForName);
        foreach (var name in FirstToGo.TakeWhile(_ => columns.Sum(c => c.Width) > room))
        {
            columns.RemoveAll(c => c.Name == name);
        }

        var bar = Math.Min(WidestBar, room - columns.Sum(c => c.Width) - After.Right);
        var table = new Table { Border = TableBorder.None };
        table.AddColumn(new TableColumn("Segment") { Padding = new(0, 0, AfterName, 0) });
        if (bar >= NarrowestBar)
        {
            table.AddColumn(new TableColumn($"0 %{new string(' ', bar - 8)}100 %") { NoWrap = true, Padding = After });
        }

        foreach (var column in columns)
        {
            var alignment = column.Name == "State" ? Justify.Left : Justify.Right;
            table.AddColumn(new TableColumn(column.Name) { NoWrap = true, Alignment = alignment, Padding = After });
        }

        var bars = new TextBar(bar, profile.Capabilities.Unicode);
        for (var i = 0; i < document.Segments.Count; i++)
        {
            var picture = bar >= NarrowestBar ? [bars.Draw(document.Segments[i])] : Array.Empty<string>();
            table.AddRow([Markup.Escape(names[i]), .. picture, .. columns.Select(c => c.Cells[i])]);
        }

        var ofAll = $"[dim]{figures.UnassignedShare} of all{(bar == WidestBar ? " effort" : "")}[/]";
        table.AddRow(["[dim]Unassigned[/]", .. bar >= NarrowestBar ? [ofAll] : Array.Empty<string>(), .. columns.Select(c => c.Cells[^1])]);
        return table;
    }

    private static string Shortened(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";

    /// <summary>The columns of figures, each with its cells from the first segment to Unassigned.</summary>
    private IEnumerable<Column> Columns()
    {
        yield return Of("Share", (_, i) => figures.Share(i));
        if (hasStrategy)
        {
            yield return Of("Target", (s, _) => Figures.Target(s));
            yield return Of("Delta", (_, i) => figures.Delta(i));
            yield return Of("State", (s, _) => (s.State is "under" or "over" ? $"[bold]{Figures.State(s)}[/]" : Figures.State(s)) + (s.Certain ? "" : " ?"));
        }

        yield return Of("Effort", (s, _) => figures.Amount(s.Effort), figures.Amount(document.Totals.UnassignedEffort));
        yield return Of("Epics", (s, _) => Figures.Number(s.Epics), Figures.Number(document.Totals.Unassigned));
    }

    private Column Of(string name, Func<SegmentPart, int, string> cell, string unassigned = "") =>
        new(name, [.. document.Segments.Select(cell), unassigned]);

    private sealed record Column(string Name, IReadOnlyList<string> Cells)
    {
        /// <summary>With the space after it.</summary>
        public int Width { get; } = After.Right + Math.Max(Name.Length, Cells.Max(cell => Markup.Remove(cell).Length));
    }
}
