using System.Diagnostics;
using System.Net.Sockets;

namespace TrackerSegments.Benchmarks;

/// <summary>From the start of the program to its first answer, serve against the smallest program that answers.</summary>
internal static class StartBenchmark
{
    private const string Address = "http://127.0.0.1:7183";

    public static async Task<int> RunAsync(string program)
    {
        var data = Directory.CreateTempSubdirectory("tracker-segments-start-").FullName;
        await Pairs.CompareAsync(
            "first answer of serve",
            () => FirstAnswer(program, ["serve", "--data", data, "--urls", Address]),
            "a bare program",
            () => FirstAnswer(Environment.ProcessPath!, ["bare", Address]));
        Directory.Delete(data, recursive: true);
        return 0;
    }

    internal static async Task<Pairs.Measured> FirstAnswer(string program, string[] args)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        var clock = Stopwatch.StartNew();
        using var process = Pairs.Start(program, args);
        try
        {
            while (true)
            {
                try
                {
                    using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));
                    answer.EnsureSuccessStatusCode();
                    return new(clock.Elapsed, process.PeakWorkingSet64);
                }
                catch (HttpRequestException error) when (error.InnerException is SocketException && !process.HasExited && clock.Elapsed.TotalSeconds < 30)
                {
                    await Task.Delay(2);
                }
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
