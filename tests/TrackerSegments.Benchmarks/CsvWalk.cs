using CsvHelper;

namespace TrackerSegments.Benchmarks;

/// <summary>What analyze is measured against: CsvHelper alone walks every field of the file.</summary>
internal static class CsvWalk
{
    /// <summary>Takes each field as a text, which is what most programs need.</summary>
    public static void Strings(string file) => Walk(file, (csv, field) => csv.GetString(field).Length);

    /// <summary>Only looks at the bytes of each field where they lie: the least a walk can cost.</summary>
    public static void Spans(string file) => Walk(file, (csv, field) => csv.GetSpan(field).Length);

    private static void Walk(string file, Func<CsvReader, int, int> take)
    {
        long rows = 0, length = 0;
        using var csv = CsvReader.FromFile(file);
        while (csv.Read())
        {
            rows++;
            for (var i = 0; i < csv.FieldCount; i++)
            {
                length += take(csv, i);
            }
        }

        Console.WriteLine($"{rows} rows, {length} in all");
    }
}
