using System.Globalization;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Schemes;

/// <summary>A scheme as a table: a row for the lens, for each segment, for each archived one, and for each note below its segment.</summary>
internal static class SchemeTable
{
    private static readonly string[] Header =
    [
        "row", "key", "name", "color", "values", "owner", "reachedBy", "definition", "reviewed", "destination", "kind", "author", "at", "text",
    ];

    public static string Write(SchemeDocument scheme)
    {
        List<string?[]> rows = [["lens", scheme.Lens.Key, scheme.Lens.Name, "", scheme.Lens.Field, "", "", "", Day(scheme.Reviewed), "", scheme.Lens.Kind, "", "", ""]];
        foreach (var s in scheme.Segments)
        {
            rows.Add(["segment", s.Key, s.Name, s.Color, Join(s.Values), s.Owner, s.ReachedBy, s.Definition, Day(s.Reviewed), "", "", "", "", ""]);
            rows.AddRange(s.Notes.Select(n => Note(s.Key, n)));
        }

        foreach (var a in scheme.Archived)
        {
            rows.Add(
            [
                "archived", a.Key, a.Name, a.Color, Join(a.Values), a.Owner, a.ReachedBy, a.Definition, Day(a.Reviewed), a.Destination, "", a.Author, At(a.At), a.Reason,
            ]);
            rows.AddRange(a.Notes.Select(n => Note(a.Key, n)));
        }

        return ExchangeTable.Write(Header, rows);
    }

    /// <exception cref="SchemeException">A row cannot be used; the message names its line.</exception>
    public static SchemeWish Read(string text)
    {
        WishedLens? lens = null;
        DateOnly? reviewed = null;
        List<WishedSegment> segments = [];
        List<WishedArchive> archived = [];
        foreach (var row in ExchangeTable.Read(text, Header))
        {
            switch (row["row"])
            {
                case "lens" when lens is null:
                    lens = new() { Name = row.Find("name"), Field = row.Find("values"), Kind = row.Find("kind") };
                    reviewed = row.Day("reviewed");
                    break;
                case "lens":
                    throw row.Error("there are two rows for the lens. Keep one.");
                case "segment":
                    segments.Add(Segment(row));
                    break;
                case "archived":
                    archived.Add(Archived(row));
                    break;
                case "note" when segments.FindIndex(s => s.Key == row["key"]) is >= 0 and var place:
                    segments[place] = segments[place] with { Notes = [.. segments[place].Notes!, NoteOf(row)] };
                    break;
                case "note" when archived.FindIndex(a => a.Key == row["key"]) is >= 0 and var place:
                    archived[place] = archived[place] with { Notes = [.. archived[place].Notes!, NoteOf(row)] };
                    break;
                case "note":
                    throw row.Error($"the note is on \"{SchemeText.Short(row["key"])}\", which is no segment above it.");
                case var other:
                    throw row.Error($"\"{SchemeText.Short(other)}\" is no kind of row. Rows are lens, segment, archived and note.");
            }
        }

        return new() { Lens = lens, Reviewed = reviewed, Segments = segments, Archived = archived };
    }

    private static WishedSegment Segment(ExchangeRow row) => new()
    {
        Key = row.Find("key"),
        Name = row.Find("name") ?? throw row.Error("the segment has no name."),
        Color = row.Find("color"),
        Values = row.Find("values") is { } values ? Split(values) : null,
        Owner = row["owner"],
        ReachedBy = row["reachedBy"],
        Definition = row["definition"],
        Reviewed = row.Day("reviewed"),
        Notes = [],
    };

    private static WishedArchive Archived(ExchangeRow row) => new()
    {
        Key = row.Find("key") ?? throw row.Error("the archived segment has no key."),
        Name = row.Find("name") ?? throw row.Error("the archived segment has no name."),
        Color = row.Find("color"),
        Values = Split(row["values"]),
        Owner = row.Find("owner"),
        ReachedBy = row.Find("reachedBy"),
        Definition = row.Find("definition"),
        Reviewed = row.Day("reviewed"),
        Destination = row.Find("destination"),
        Author = row.Find("author"),
        At = row.Moment("at"),
        Reason = row.Find("text"),
        Notes = [],
    };

    private static WishedNote NoteOf(ExchangeRow row) => new()
    {
        Text = row.Find("text") ?? throw row.Error("the note is empty."),
        Kind = row.Find("kind"),
        Author = row.Find("author"),
        At = row.Moment("at"),
    };

    private static string?[] Note(string key, SchemeNote note) =>
        ["note", key, "", "", "", "", "", "", "", "", note.Kind, note.Author, At(note.At), note.Text];

    private static string Join(IReadOnlyList<string> values) => string.Join(
        '|', values.Select(v => v.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)));

    private static List<string> Split(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        List<string> values = [];
        var value = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                value.Append(text[++i]);
            }
            else if (text[i] == '|')
            {
                values.Add(value.ToString());
                value.Clear();
            }
            else
            {
                value.Append(text[i]);
            }
        }

        values.Add(value.ToString());
        return values;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string At(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);
}
