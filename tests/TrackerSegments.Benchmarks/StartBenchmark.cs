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
        await Pairs.CompareAsync(
            "first answer of the handler on Functions",
            () => FirstAnswer(program, [], Handler()),
            "a bare program",
            () => FirstAnswer(Environment.ProcessPath!, ["bare", Address]));
        Directory.Delete(data, recursive: true);
        return 0;
    }

    /// <summary>What the Functions host and the app's settings give. Nothing is there under the store's address: the first answer does not wait for it.</summary>
    private static Dictionary<string, string> Handler() => new(StringComparer.Ordinal)
    {
        ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "7183",
        ["TRACKERSEGMENTS_STORAGE"] = "UseDevelopmentStorage=true",
        ["TRACKERSEGMENTS_SECRET_KEY"] = Convert.ToBase64String(new byte[32]),
        ["TRACKERSEGMENTS_ACCESS"] = """{"tenant":"bench","sources":[{"kind":"api-keys","keys":[{"name":"nobody","sha256":"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae","role":"viewer"}]}]}""",
    };

    internal static async Task<Pairs.Measured> FirstAnswer(string program, string[] args, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        var clock = Stopwatch.StartNew();
        using var process = Pairs.Start(program, args, environment);
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
