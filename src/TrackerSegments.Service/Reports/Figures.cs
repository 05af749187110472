using System.Globalization;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports;

/// <summary>Figures as people read them, the same in every culture and in every report.</summary>
internal sealed class Figures(AlignmentReport report)
{
    private readonly AlignmentDocument document = report.Document;
    private readonly IReadOnlyList<decimal?> shares = LargestRemainder.Percentages([.. report.Split.Segments.Select(s => s.Effort)]);

    /// <summary>Tagged and unassigned, in percent that add up to 100.0.</summary>
    private readonly IReadOnlyList<decimal?> coverage =
        LargestRemainder.Percentages([report.Split.TaggedEffort, report.Split.UnassignedEffort]);

    /// <summary>The share as it is shown, in percent; null where there is none.</summary>
    public decimal? Percent(int segment) => shares[segment];

    public string Share(int segment) => shares[segment] is { } share ? Text($"{share:0.0} %") : "–";

    public static string Target(SegmentPart segment) => segment.Target is { } target ? Text($"{target:0.###} %") : "–";

    /// <summary>The shown share minus the target, so that what stands in a row adds up.</summary>
    public string Delta(int segment) => shares[segment] is { } share && document.Segments[segment].Target is { } target
        ? $"{Signed(share - target)} pp"
        : "–";

    public static string Signed(decimal difference) =>
        Text($"{(difference < 0 ? "−" : difference > 0 ? "+" : "±")}{Math.Abs(difference):0.0##}");

    public static string State(SegmentPart segment) => State(segment.State);

    public static string State(string? state) => state switch
    {
        "under" => "Under",
        "on" => "On target",
        "over" => "Over",
        "noTarget" => "No target",
        "cannotTell" => "Cannot tell",
        _ => "–",
    };

    /// <summary>An effort to one decimal; the documents carry it to the thousandth.</summary>
    public string Amount(decimal effort) => Text($"{effort:#,0.#} {Unit(effort)}");

    /// <summary>What the figures are about: epics, effort, and how much of it is tagged.</summary>
    public string Scope
    {
        get
        {
            var effort = document.Unit == "epics" ? "" : $"{Amount(document.Totals.Effort)}, ";
            var tagged = coverage[0] is { } percent ? Text($"{percent:0.0} % of it tagged") : "no effort to split";
            return $"{Count(document.Totals.Epics, "epic", "epics")}, {effort}{tagged}";
        }
    }

    public string UnassignedShare => coverage[1] is { } percent ? Text($"{percent:0.0} %") : "–";

    public string Policy =>
        $"{document.Measure.Replace('-', ' ')}, {document.Policy.RollUp.Replace('-', ' ')}, unestimated epics: "
        + $"{document.Policy.Unestimated}, status: {document.Policy.Status}";

    /// <summary>The index with its range, in words; null where there is none.</summary>
    public string? Index()
    {
        var alignment = document.Alignment;
        if (alignment.Index is not { } index)
        {
            return null;
        }

        return alignment.DependsOnCount == 0 || alignment.IndexMin is not { } min || alignment.IndexMax is not { } max
            ? Text($"{index:0.0}")
            : Text($"{index:0.0}, between {min:0.0} and {max:0.0} until {Count(alignment.DependsOnCount, "epic is", "epics are")} tagged");
    }

    public static string Count(int count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";

    public static string Number(int count) => Text($"{count:N0}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string Unit(decimal effort) => effort == 1 ? document.Unit[..^1] : document.Unit;
}
