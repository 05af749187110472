using CsvHelper;

namespace TrackerSegments.Benchmarks;

/// <summary>What analyze is measured against: CsvHelper alone walks every field of the file.</summary>
internal static class CsvWalk
{
    public static void Run(string file)
    {
        long rows = 0, bytes = 0;
        using var csv = CsvReader.FromFile(file);
        while (csv.Read())
        {
            rows++;
            for (var i = 0; i < csv.FieldCount; i++)
            {
                bytes += csv.GetSpan(i).Length;
            }
        }

        Console.WriteLine($"{rows} rows, {bytes} bytes");
    }
}
