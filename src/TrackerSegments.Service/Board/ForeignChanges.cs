using System.Globalization;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Board;

/// <summary>Tells what somebody else changed.</summary>
internal static class ForeignChanges
{
    private const int Listed = 5;

    /// <param name="change">What was wished for.</param>
    /// <param name="foreign">What somebody else did; null where the tracker does not say.</param>
    /// <param name="now">The moment, so that another day is named.</param>
    public static EditConflict? Conflict(FieldEdit change, ForeignChange? foreign, DateTimeOffset now)
    {
        if (foreign is null)
        {
            return null;
        }

        var (added, removed) = ValueSet.Difference(foreign.From, foreign.To);
        var theirs = Did(added, removed);
        var ours = change switch
        {
            { Add: [var one], Remove: [] } when removed is [var gone] && added.Count == 0 && Same(one, gone) => "added it",
            { Add: [], Remove: [var one] } when added is [var come] && removed.Count == 0 && Same(one, come) => "removed it",
            _ => Did(change.Add, change.Remove),
        };
        return new(
            new(added, removed),
            foreign.Author,
            foreign.At,
            new(change.Add, change.Remove),
            $"{Who(foreign)} {theirs}{At(foreign.At, now)} while you {ours}; {(foreign.Stands ? "theirs stands" : "nothing was written")}. Look at {change.Key} as it is now and decide again.");
    }

    /// <param name="key">The epic.</param>
    /// <param name="values">The field's values as they are now.</param>
    /// <param name="foreign">What somebody else did; null where nobody did anything.</param>
    /// <param name="now">The moment, so that another day is named.</param>
    public static EditOverlap? Overlap(string key, IReadOnlyList<string> values, ForeignChange? foreign, DateTimeOffset now)
    {
        if (foreign is null)
        {
            return null;
        }

        var (added, removed) = ValueSet.Difference(foreign.From, foreign.To);
        return new(
            foreign.Author,
            foreign.At,
            foreign.From,
            foreign.To,
            $"{Who(foreign)} {Did(added, removed)} at the same moment{At(foreign.At, now)}. {key} now has {(values.Count == 0 ? "no segment" : List(values))}.");
    }

    private static string Who(ForeignChange foreign) => foreign.Author ?? "Somebody";

    private static string Did(IReadOnlyList<string> added, IReadOnlyList<string> removed) => (added.Count, removed.Count) switch
    {
        (0, 0) => "changed it",
        (_, 0) => $"added {List(added)}",
        (0, _) => $"removed {List(removed)}",
        _ => $"removed {List(removed)} and added {List(added)}",
    };

    private static string At(DateTimeOffset? at, DateTimeOffset now)
    {
        if (at?.ToUniversalTime() is not { } then)
        {
            return "";
        }

        var format = then.Date == now.UtcDateTime.Date ? "' at 'HH:mm' UTC'" : "' on 'd MMM yyyy' at 'HH:mm' UTC'";
        return then.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string List(IReadOnlyList<string> values) => values.Count switch
    {
        1 => values[0],
        <= Listed => $"{string.Join(", ", values.SkipLast(1))} and {values[^1]}",
        var n => string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", values.Take(Listed))} and {n - Listed} more"),
    };

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Two changes of one epic that cannot both be had.</summary>
/// <param name="Theirs">The values somebody else added and removed.</param>
/// <param name="By">Who, where the tracker says so.</param>
/// <param name="At">When.</param>
/// <param name="Ours">The values that were to be added and removed.</param>
/// <param name="Text">Both in a sentence.</param>
internal sealed record EditConflict(RequestedSegments Theirs, string? By, DateTimeOffset? At, RequestedSegments Ours, string Text);

/// <summary>What somebody else changed at the moment of a write.</summary>
/// <param name="By">Who, where the tracker says so.</param>
/// <param name="At">When.</param>
/// <param name="From">The field's values before it.</param>
/// <param name="To">The field's values after it.</param>
/// <param name="Text">What they did and what stands now, in a sentence.</param>
internal sealed record EditOverlap(string? By, DateTimeOffset? At, IReadOnlyList<string> From, IReadOnlyList<string> To, string Text);
