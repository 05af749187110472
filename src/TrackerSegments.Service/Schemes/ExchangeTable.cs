using System.Globalization;
using System.Text;
using CsvHelper;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Schemes;

/// <summary>Tables of schemes and strategies as CSV. No text in them is run as a formula, and every text comes back as it went.</summary>
internal static class ExchangeTable
{
    private const string FormulaStarts = "=+-@\t\r'";

    public static string Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string?>> rows)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(output, new CsvWriterOptions(), leaveOpen: true))
        {
            foreach (var row in rows.Prepend(header))
            {
                foreach (var field in row)
                {
                    csv.WriteField(field is { Length: > 0 } && FormulaStarts.Contains(field[0], StringComparison.Ordinal) ? $"'{field}" : field ?? "");
                }

                csv.EndRecord();
            }
        }

        return output.ToString();
    }

    /// <summary>The rows with the line each begins in.</summary>
    /// <exception cref="SchemeException">It is no such table; the message names the line.</exception>
    public static IEnumerable<ExchangeRow> Read(string text, IReadOnlyList<string> header)
    {
        List<ExchangeRow> rows = [];
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var csv = CsvReader.Create(stream, new CsvReaderOptions { TrackLineNumbers = true, Separator = SeparatorOf(text) }, leaveOpen: true);
        try
        {
            csv.ReadHeader();
            Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < csv.Headers.Count; i++)
            {
                places.TryAdd(csv.Headers[i].Trim(), i);
            }

            if (header.FirstOrDefault(name => !places.ContainsKey(name)) is { } missing)
            {
                throw new SchemeException($"Line 1: there is no column \"{missing}\". The columns are {string.Join(", ", header)}.");
            }

            while (csv.Read())
            {
                if (csv.FieldCount == 1 && csv.IsEmpty(0))
                {
                    continue;
                }

                if (csv.FieldCount != csv.Headers.Count)
                {
                    throw new SchemeException(string.Create(
                        CultureInfo.InvariantCulture, $"Line {csv.LineNumber}: the row has {csv.FieldCount} columns where the header has {csv.Headers.Count}."));
                }

                rows.Add(new((int)csv.LineNumber, header.ToDictionary(name => name, name => Plain(csv.GetString(places[name])), StringComparer.Ordinal)));
            }

            return rows;
        }
        catch (CsvFormatException failure)
        {
            throw new SchemeException($"It is no table: {failure.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>Spreadsheets of some languages write semicolons. No column's name has either sign.</summary>
    private static char SeparatorOf(string text) => text.AsSpan(0, Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal))).Contains(';') ? ';' : ',';

    private static string Plain(string field) =>
        field is ['\'', var next, ..] && FormulaStarts.Contains(next, StringComparison.Ordinal) ? field[1..] : field;
}

/// <summary>A row of a table.</summary>
/// <param name="Line">The line it begins in.</param>
/// <param name="Fields">Its fields by column.</param>
internal sealed record ExchangeRow(int Line, IReadOnlyDictionary<string, string> Fields)
{
    public string this[string column] => Fields[column];

    /// <summary>A field; null where it is empty.</summary>
    public string? Find(string column) => Fields[column] is { Length: > 0 } text ? text : null;

    public DateOnly? Day(string column) => Find(column) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw Error($"\"{SchemeText.Short(text)}\" in {column} is no day; write it as 2026-10-01.");

    public DateTimeOffset? Moment(string column) => Find(column) is not { } text ? null
        : DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? at
        : throw Error($"\"{SchemeText.Short(text)}\" in {column} is no moment; write it as 2026-10-01T12:00:00.0000000+00:00.");

    public decimal Number(string column) => decimal.TryParse(this[column], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Error($"\"{SchemeText.Short(this[column])}\" in {column} is no number; write it as 12.5.");

    public int Whole(string column) => int.TryParse(this[column], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Error($"\"{SchemeText.Short(this[column])}\" in {column} is no whole number.");

    public SchemeException Error(string what) => new(FormattableString.Invariant($"Line {Line}: {what}"));
}
