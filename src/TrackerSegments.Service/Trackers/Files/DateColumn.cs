using System.Globalization;
using System.Runtime.InteropServices;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>The dates an item carries.</summary>
internal enum DateKind
{
    Created,
    Updated,
    Resolved,
}

/// <summary>A date that was read later than its item.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LateDate(int Item, DateKind Kind, DateTimeOffset Value);

/// <summary>
/// Reads the dates of one file. ISO dates and those that Jira writes unless told otherwise are read as they come; for any other way
/// of writing, all dates of the file decide together which one it is. Dates without an offset are UTC.
/// </summary>
internal sealed class DateColumn(string file)
{
    private readonly List<(int Item, DateKind Kind, string Text)> waiting = [];
    private List<DatePattern> candidates = [];
    private bool settled;

    public string File => file;

    /// <summary>How many dates could not be read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>The first of them.</summary>
    public string Example { get; private set; } = "";

    /// <summary>Reads one date.</summary>
    /// <param name="text">The date as the file writes it.</param>
    /// <param name="item">The number of its item.</param>
    /// <param name="kind">Which of the item's dates it is.</param>
    /// <returns>The date; null where there is none, or where only <see cref="Finish"/> can tell.</returns>
    public DateTimeOffset? Read(ReadOnlySpan<char> text, int item, DateKind kind)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        if (JiraDate.TryRead(text, out var value))
        {
            return value;
        }

        if (IsIso(text))
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value) ? value : Fail(text);
        }

        var normal = DatePattern.Normalize(text);
        if (settled)
        {
            return ReadSettled(normal, text);
        }

        Narrow(normal);
        waiting.Add((item, kind, text.ToString()));
        settled = candidates.Count > 0
            && candidates.TrueForAll(candidate => string.Equals(candidate.Reading, candidates[0].Reading, StringComparison.Ordinal));
        return null;
    }

    /// <summary>The dates that were seen before it was clear how to read them; where nothing made it clear, the day stands first.</summary>
    public IEnumerable<LateDate> Finish()
    {
        if (candidates.Count > 0)
        {
            candidates = [.. candidates.GroupBy(candidate => candidate.Reading, StringComparer.Ordinal).MinBy(group => group.Key, StringComparer.Ordinal)!];
        }

        foreach (var (item, kind, text) in waiting)
        {
            if (ReadSettled(DatePattern.Normalize(text), text) is { } value)
            {
                yield return new(item, kind, value);
            }
        }
    }

    private static bool IsIso(ReadOnlySpan<char> text) =>
        text.Length >= 10 && text[4] == '-' && text[7] == '-' && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[3]);

    /// <summary>Keeps the ways of writing that fit this date too; a date that fits none of them has no say.</summary>
    private void Narrow(string normal)
    {
        var fitting = (candidates.Count > 0 ? candidates : DatePattern.Common).Where(candidate => candidate.TryRead(normal, out _)).ToList();
        if (fitting.Count == 0 && candidates.Count == 0)
        {
            fitting = [.. DatePattern.OfCultures.Where(candidate => candidate.TryRead(normal, out _))];
        }

        if (fitting.Count > 0)
        {
            candidates = fitting;
        }
    }

    private DateTimeOffset? ReadSettled(string normal, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates[i].TryRead(normal, out var value))
            {
                // The next date is most likely written the same way.
                (candidates[0], candidates[i]) = (candidates[i], candidates[0]);
                return value;
            }
        }

        return Fail(text);
    }

    private DateTimeOffset? Fail(ReadOnlySpan<char> text)
    {
        Unreadable++;
        if (Example.Length == 0)
        {
            Example = ItemText.Clean(text.ToString());
        }

        return null;
    }
}
