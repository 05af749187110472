using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>The columns of a CSV file and the row being read.</summary>
internal sealed class CsvTable(CsvReader csv, SourceFile source)
{
    // More bytes than a title of the greatest length takes.
    private const int LongText = 4 * ItemText.MaxLength;

    /// <summary>More characters than a number or any way to write a date takes.</summary>
    public const int ShortLength = 80;

    public IReadOnlyList<string> Headers { get; } = [.. csv.Headers.Select(header => header.Trim())];

    public Place Place => new(source, csv.ByteOffset);

    /// <summary>Whether the file writes decimals with a comma, as spreadsheets do that separate columns by semicolon.</summary>
    public bool HasCommaDecimals => csv.Separator == ';';

    /// <summary>Goes to the next row that holds anything.</summary>
    public bool Read()
    {
        while (csv.Read())
        {
            if (csv.FieldCount != Headers.Count)
            {
                throw Place.Error(
                    FormattableString.Invariant($"the row has {csv.FieldCount} {(csv.FieldCount == 1 ? "column" : "columns")} where the header has {Headers.Count}"),
                    "A quote or separator in a text may be to blame: mend the row, or export the file again.");
            }

            if (!Utf8.IsValid(csv.RawRecord))
            {
                throw Place.Error("the text is not UTF-8", "Save the file as \"CSV UTF-8\", or export it again.");
            }

            if (!IsBlank())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The column of the first of these names that there is, else -1.</summary>
    public int Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var all = FindAll(name);
            if (all.Count > 0)
            {
                return all[0];
            }
        }

        return -1;
    }

    /// <summary>Like <see cref="Find"/>, for a column that must not stand twice.</summary>
    /// <exception cref="InputException">The column stands twice.</exception>
    public int FindSingle(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var all = FindAll(name);
            if (all.Count > 1)
            {
                throw new InputException(
                    source.Path, 1, $"the column \"{Headers[all[0]]}\" stands {(all.Count == 2 ? "twice" : "more than twice")}", "Remove or rename one of them.");
            }

            if (all.Count == 1)
            {
                return all[0];
            }
        }

        return -1;
    }

    public InputException NoColumn(string what, string name) => new(
        source.Path, 1, $"there is no column with {what}", $"Export with the column \"{name}\". The columns are: {FieldNames.List(Headers, name)}.");

    /// <summary>The text of a column, trimmed; empty where there is no such column.</summary>
    public string Text(int column)
    {
        if (column < 0 || csv.IsEmpty(column))
        {
            return "";
        }

        // Long texts are cut before they are decoded.
        var span = csv.GetSpan(column);
        return span.Length <= LongText ? ItemText.Clean(csv.GetString(column)) : ItemText.Clean(Encoding.UTF8.GetString(span[..LongText]));
    }

    /// <summary>The text of a column; null where there is none.</summary>
    public string? TextOrNull(int column) => Text(column) is { Length: > 0 } text ? text : null;

    /// <summary>The text of a column as it stands there, however long it is; empty where there is no such column.</summary>
    public string Whole(int column) => column < 0 ? "" : csv.GetString(column);

    /// <summary>A short text of a column, such as a date; only its beginning where it does not fit.</summary>
    public ReadOnlySpan<char> Chars(int column, Span<char> buffer)
    {
        if (column < 0 || csv.IsEmpty(column))
        {
            return [];
        }

        Utf8.ToUtf16(csv.GetSpan(column), buffer, out _, out var length);
        return ((ReadOnlySpan<char>)buffer[..length]).Trim();
    }

    public bool IsEmpty(int column) => csv.IsEmpty(column);

    private List<int> FindAll(string name)
    {
        var found = Where(header => FieldNames.Same(header, name));
        if (found.Count == 0)
        {
            found = Where(header => FieldNames.Same(FieldNames.Bare(header), name));
        }

        return found.Count > 0 ? found : Where(header => string.Equals(FieldNames.Letters(header), FieldNames.Letters(name), StringComparison.Ordinal));
    }

    private List<int> Where(Func<string, bool> fits) => [.. Enumerable.Range(0, Headers.Count).Where(i => fits(Headers[i]))];

    private bool IsBlank()
    {
        for (var i = 0; i < csv.FieldCount; i++)
        {
            if (!csv.IsEmpty(i))
            {
                return false;
            }
        }

        return true;
    }
}
