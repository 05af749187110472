using CsvHelper;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Reads CSV exports.</summary>
internal static class CsvBacklog
{
    /// <summary>No row of a tracker is larger; a quote that is never closed makes one that is.</summary>
    private const int MaxRowBytes = 64 * 1024 * 1024;

    private const string MendQuote = "Close the quote, or export the file again.";

    public static void Read(SourceFile source, BacklogReading reading)
    {
        using var csv = CsvReader.Create(source.Stream, Options(source), leaveOpen: true);
        try
        {
            csv.ReadHeader();
            var table = new CsvTable(csv, source);
            var before = reading.Count;
            if (AzureCsv.Recognises(table))
            {
                AzureCsv.Read(table, reading);
            }
            else if (JiraCsv.Recognises(table))
            {
                JiraCsv.Read(table, reading);
            }
            else
            {
                throw new InputException(
                    source.Path, null, "this is not an export of a backlog", SourceFile.Expected + " The columns are: " + FieldNames.List(table.Headers, "key") + ".");
            }

            if (reading.Count == before)
            {
                throw new InputException(source.Path, null, "there is a header but no item", "Export the backlog again, with at least one item.");
            }
        }
        catch (CsvFormatException e)
        {
            throw new Place(source, e.ByteOffset).Error("the row that begins here is too long; a quote may never be closed", MendQuote);
        }
    }

    private static CsvReaderOptions Options(SourceFile source) => new()
    {
        PoolStrings = true,
        MaxRecordSize = MaxRowBytes,
        OnMalformedRecord = record =>
        {
            if (record.Reason == CsvMalformedReason.UnterminatedQuote)
            {
                // The problem is found at the end of the file; the quote is as many lines above as its text is long.
                var lines = record.RawRecord.AsSpan(OpenQuote(record.RawRecord)).Count('\n');
                throw new InputException(source.Path, source.LineAt(record.ByteOffset) - lines, "a quote that is opened here is never closed", MendQuote);
            }

            if (record.Reason == CsvMalformedReason.TextAfterClosingQuote)
            {
                throw new Place(source, record.ByteOffset).Error("there is text after a closing quote", "Double the quotes within the text, or export the file again.");
            }
        },
    };

    /// <summary>Where the last quote is opened; two quotes within quotes stand for one.</summary>
    private static int OpenQuote(string record)
    {
        var opened = 0;
        var isOpen = false;
        for (var i = 0; i < record.Length; i++)
        {
            if (record[i] != '"')
            {
                continue;
            }

            if (isOpen && i + 1 < record.Length && record[i + 1] == '"')
            {
                i++;
                continue;
            }

            isOpen = !isOpen;
            opened = isOpen ? i : opened;
        }

        return opened;
    }
}
