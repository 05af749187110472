using System.Globalization;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>What a person should know about the reading of files.</summary>
internal static class ReadingFindings
{
    public static IEnumerable<Finding> Of(StatusNames statuses, IReadOnlyList<DateColumn> dates, IReadOnlyList<string> duplicates)
    {
        if (statuses.Unknown.Count > 0)
        {
            yield return Finding.Of(
                "unknownStatus",
                Severity.Warning,
                Text($"{Count(statuses.Unknown.Values.Sum(), "item is", "items are")} in a status whose category is not known; it is taken as in progress."),
                [.. statuses.Unknown.Keys],
                "Export the status category too, or the items as JSON.",
                FindingFigures.None.With("items", statuses.Unknown.Values.Sum()));
        }

        var unreadable = dates.Sum(column => column.Unreadable);
        if (unreadable > 0)
        {
            var column = dates.First(column => column.Unreadable > 0);
            yield return Finding.Of(
                "unreadableDate",
                Severity.Warning,
                Text($"{Count(unreadable, "date could not be read and counts", "dates could not be read and count")} as missing, such as \"{column.Example}\" in {Path.GetFileName(column.File)}."),
                [column.Example],
                "Export with dates as yyyy-MM-dd, or as JSON.",
                FindingFigures.None.With("dates", unreadable).With("file", Path.GetFileName(column.File)));
        }

        if (duplicates.Count > 0)
        {
            yield return Finding.Of(
                "duplicateItems",
                Severity.Warning,
                Text($"{Count(duplicates.Count, "item stands", "items stand")} in the files more than once with different content; the one that changed last counts."),
                duplicates,
                "Give each item once.");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Count(int count, string one, string many) => Text($"{count} {(count == 1 ? one : many)}");
}
