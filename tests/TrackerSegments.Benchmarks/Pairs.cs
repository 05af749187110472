using System.Diagnostics;
using System.Globalization;

namespace TrackerSegments.Benchmarks;

/// <summary>Measures two things in turn, A B A B …, so that a slow moment of the machine hits both.</summary>
internal static class Pairs
{
    private const int Rounds = 9;

    /// <summary>One measurement: how long it took, and the most memory it held where that is known.</summary>
    internal readonly record struct Measured(TimeSpan Time, long PeakBytes);

    public static async Task CompareAsync(string title, Func<Task<Measured>> ours, string theirName, Func<Task<Measured>> theirs)
    {
        await ours();
        await theirs();
        List<Measured> a = [], b = [];
        for (var i = 0; i < Rounds; i++)
        {
            a.Add(await ours());
            b.Add(await theirs());
        }

        var ratios = a.Zip(b, (x, y) => x.Time / y.Time).Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{title}: {Median(a).TotalMilliseconds:N0} ms, {theirName}: {Median(b).TotalMilliseconds:N0} ms, ratio {ratios[Rounds / 2]:0.00} (lowest {ratios[0]:0.00}, highest {ratios[^1]:0.00} of {Rounds} pairs)"));
        if (a.Max(m => m.PeakBytes) is > 0 and var peak)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"most memory resident: {peak / 1e6:N0} MB"));
        }
    }

    /// <summary>A whole program, from its start to its end.</summary>
    public static async Task<Measured> Program(string program, params string[] args)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(program, args);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        while (!process.WaitForExit(2))
        {
            peak = Math.Max(peak, PeakBytes(process));
        }

        clock.Stop();
        return process.ExitCode == 0 && (await output).Length > 0
            ? new(clock.Elapsed, peak)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }

    /// <summary>The most memory held so far; 0 where the program has just ended.</summary>
    private static long PeakBytes(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    public static Process Start(string program, IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static TimeSpan Median(List<Measured> measured) => measured.Select(m => m.Time).Order().ElementAt(measured.Count / 2);
}
