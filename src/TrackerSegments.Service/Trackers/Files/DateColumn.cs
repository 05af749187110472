using System.Globalization;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>
/// Reads the dates of one file. ISO dates are read as they come; for any other way of writing, all dates of the file decide together
/// which one it is. Dates without an offset are UTC.
/// </summary>
internal sealed class DateColumn
{
    private readonly List<(ItemDraft Item, DateKind Kind, string Text)> waiting = [];
    private List<DatePattern>? candidates;
    private bool settled;

    /// <summary>How many dates could not be read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>The first of them.</summary>
    public string Example { get; private set; } = "";

    public void Read(string text, ItemDraft item, DateKind kind)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (IsIso(text))
        {
            Store(DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value), value, text, item, kind);
            return;
        }

        var normal = DatePattern.Normalize(text);
        if (settled)
        {
            ReadSettled(normal, text, item, kind);
            return;
        }

        Narrow(normal);
        waiting.Add((item, kind, text));
        settled = candidates is { Count: > 0 } && candidates.TrueForAll(candidate => string.Equals(candidate.Reading, candidates[0].Reading, StringComparison.Ordinal));
        if (settled)
        {
            ReadWaiting();
        }
    }

    /// <summary>Decides where the dates themselves did not: the day stands first.</summary>
    public void Finish()
    {
        if (waiting.Count > 0)
        {
            candidates = candidates?.GroupBy(candidate => candidate.Reading, StringComparer.Ordinal).MinBy(group => group.Key, StringComparer.Ordinal)?.ToList();
            ReadWaiting();
        }
    }

    private static bool IsIso(string text) =>
        text.Length >= 10 && text[4] == '-' && text[7] == '-' && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[3]);

    private void Narrow(string normal)
    {
        var fitting = (candidates ?? DatePattern.Common).Where(candidate => candidate.TryRead(normal, out _)).ToList();
        if (fitting.Count == 0 && candidates is null)
        {
            fitting = [.. DatePattern.OfCultures.Where(candidate => candidate.TryRead(normal, out _))];
        }

        if (fitting.Count > 0)
        {
            candidates = fitting;
        }
    }

    private void ReadWaiting()
    {
        foreach (var (item, kind, text) in waiting)
        {
            ReadSettled(DatePattern.Normalize(text), text, item, kind);
        }

        waiting.Clear();
        waiting.TrimExcess();
    }

    private void ReadSettled(string normal, string text, ItemDraft item, DateKind kind)
    {
        for (var i = 0; i < (candidates?.Count ?? 0); i++)
        {
            if (candidates![i].TryRead(normal, out var value))
            {
                // The next date is most likely written the same way.
                (candidates[0], candidates[i]) = (candidates[i], candidates[0]);
                Store(known: true, value, text, item, kind);
                return;
            }
        }

        Store(known: false, default, text, item, kind);
    }

    private void Store(bool known, DateTimeOffset value, string text, ItemDraft item, DateKind kind)
    {
        if (known)
        {
            item.Set(kind, value);
            return;
        }

        Unreadable++;
        if (Example.Length == 0)
        {
            Example = ItemText.Clean(text);
        }
    }
}
