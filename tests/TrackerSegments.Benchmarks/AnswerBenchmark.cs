using System.Globalization;
using System.Text.Json;

namespace TrackerSegments.Benchmarks;

/// <summary>How many requests a second the alignment of 10,000 epics is answered, against an endpoint that does nothing but send the same bytes.</summary>
internal static class AnswerBenchmark
{
    private const int Epics = 10_000;
    private const int Rounds = 7;
    private const string Ours = "http://127.0.0.1:7185";
    private const string Bare = "http://127.0.0.1:7186";
    private const string Path = "/api/alignment";

    private static readonly string[] Segments = ["Enterprise", "Mid-market", "SMB"];

    public static async Task<int> RunAsync(string program)
    {
        var folder = Directory.CreateTempSubdirectory("tracker-segments-answer-").FullName;
        var file = System.IO.Path.Combine(folder, "backlog.jsonl");
        await File.WriteAllLinesAsync(file, Enumerable.Range(1, Epics).Select(Epic));
        using var service = Pairs.Start(
            program, ["serve", "--data", folder, "--urls", Ours, "--file", file, "--segment-field", "segment", "--targets", "Enterprise=50,Mid-market=30,SMB=20"]);
        try
        {
            await service.StandardOutput.ReadLineAsync();
            var body = await AnswerAsync(Ours + Path);
            var kept = System.IO.Path.Combine(folder, "alignment.json");
            await File.WriteAllBytesAsync(kept, body);
            using var bare = Pairs.Start(Environment.ProcessPath!, ["bare-bytes", Bare, kept]);
            try
            {
                await AnswerAsync(Bare + Path);
                await CompareAsync(body.Length);
            }
            finally
            {
                bare.Kill();
                await bare.WaitForExitAsync();
            }
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task CompareAsync(int length)
    {
        await LoadTest.RunAsync(new(Ours), Path);
        await LoadTest.RunAsync(new(Bare), Path);
        List<(Load Ours, Load Bare)> pairs = [];
        for (var i = 0; i < Rounds; i++)
        {
            pairs.Add((await LoadTest.RunAsync(new(Ours), Path), await LoadTest.RunAsync(new(Bare), Path)));
        }

        var ratios = pairs.Select(p => p.Ours.PerSecond / p.Bare.PerSecond).Order().ToArray();
        var tails = pairs.Select(p => p.Ours.P99 / p.Ours.P50).Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"alignment of {Epics:N0} epics, {length:N0} bytes: {pairs.Select(p => p.Ours.PerSecond).Order().ElementAt(Rounds / 2):N0} a second, the same bytes alone: {pairs.Select(p => p.Bare.PerSecond).Order().ElementAt(Rounds / 2):N0}, ratio {ratios[Rounds / 2]:0.00} (lowest {ratios[0]:0.00}, highest {ratios[^1]:0.00} of {Rounds} pairs)"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"p99 against p50: {tails[Rounds / 2]:0.00} (lowest {tails[0]:0.00}, highest {tails[^1]:0.00}); of the bare endpoint {pairs.Select(p => p.Bare.P99 / p.Bare.P50).Order().ElementAt(Rounds / 2):0.00}"));
    }

    private static async Task<byte[]> AnswerAsync(string address)
    {
        using var client = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await client.GetByteArrayAsync(new Uri(address));
            }
            catch (HttpRequestException) when (tries < 2_000)
            {
                await Task.Delay(5);
            }
        }
    }

    private static string Epic(int number) => JsonSerializer.Serialize(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["key"] = $"BM-{number}",
        ["issuetype"] = "Epic",
        ["summary"] = $"Epic {number}",
        ["status"] = "To Do",
        ["statusCategory"] = "new",
        ["storyPoints"] = number % 40,
        ["segment"] = number % 7 == 0 ? null : Segments[number % Segments.Length],
    });
}
