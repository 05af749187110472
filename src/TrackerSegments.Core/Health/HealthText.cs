using System.Globalization;

namespace TrackerSegments.Core;

/// <summary>Words that several checks share.</summary>
internal static class HealthText
{
    public static string Plural(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");

    /// <summary>Some segments: a warning. All of them: a failure. None: nothing.</summary>
    public static CheckOutcome Some(int found, int all) =>
        found == 0 ? CheckOutcome.Pass : found == all ? CheckOutcome.Fail : CheckOutcome.Warn;

    public static string Names(IReadOnlyList<string> names) =>
        names.Count <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(5))}, …";

    public static string[] NamesWhere(Lens lens, Func<Segment, int, bool> isMeant) => [.. lens.Segments.Where(isMeant).Select(s => s.Name)];
}
