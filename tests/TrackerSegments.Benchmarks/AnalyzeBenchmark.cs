using System.Globalization;
using System.Text;

namespace TrackerSegments.Benchmarks;

/// <summary>analyze of a Jira CSV with 100,000 rows against CsvHelper alone walking its fields, both as whole programs.</summary>
internal static class AnalyzeBenchmark
{
    private const int Rows = 100_000;

    public static async Task<int> RunAsync(string program)
    {
        var file = Path.Combine(Path.GetTempPath(), "tracker-segments-benchmark.csv");
        Write(file);
        try
        {
            Console.WriteLine($"{Rows:N0} rows, {new FileInfo(file).Length / 1e6:N0} MB");
            var analyze = () => Pairs.Program(program, "analyze", file, "--segment-field", "Customer segment", "--format", "json");
            await Pairs.CompareAsync(
                "analyze", analyze, "CsvHelper reading each field", () => Pairs.Program(Environment.ProcessPath!, "walk", file));
            await Pairs.CompareAsync(
                "analyze", analyze, "CsvHelper looking at each field's bytes", () => Pairs.Program(Environment.ProcessPath!, "walk-bytes", file));
        }
        finally
        {
            File.Delete(file);
        }

        return 0;
    }

    /// <summary>Sixty columns, as a Jira site with some years behind it exports them; one row in ten is an epic.</summary>
    private static void Write(string file)
    {
        string[] segments = ["Enterprise", "Mid-market", "SMB", "smb", ""];
        var random = new Random(7);
        using var writer = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write("Summary,Issue key,Issue id,Issue Type,Status,Project key,Priority,Resolution,Assignee,Created,Updated,Resolved,Description,");
        writer.Write("Labels,Labels,Custom field (Story Points),Custom field (Customer segment),Custom field (Customer segment),Parent key,Status Category");
        writer.WriteLine(string.Concat(Enumerable.Range(1, 40).Select(i => $",Custom field (Detail {i})")));
        for (var i = 1; i <= Rows; i++)
        {
            var isEpic = i % 10 == 1;
            var created = new DateTime(2025, 1, 1).AddMinutes(i).ToString("dd/MMM/yy h:mm tt", CultureInfo.InvariantCulture);
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"\"Item {i}, with a title of usual length and a comma\",BM-{i},{i},{(isEpic ? "Epic" : "Story")},In Progress,BM,Medium,,Person {i % 50},{created},{created},,"));
            writer.Write($"\"{string.Concat(Enumerable.Repeat("A description, with \"\"quotes\"\" and\nline breaks. ", 6))}\",label-{i % 9},,");
            writer.Write(isEpic ? $",{segments[random.Next(5)]},," : $"{random.Next(1, 14)},,,BM-{((i - 1) / 10 * 10) + 1}");
            writer.Write(",In Progress");
            for (var c = 0; c < 40; c++)
            {
                writer.Write(c % 3 == 0 ? ",some value" : ",");
            }

            writer.WriteLine();
        }
    }
}
