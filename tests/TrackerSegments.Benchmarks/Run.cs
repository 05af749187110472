using System.ComponentModel;
using System.Diagnostics;
using TrackerSegments.Simulators.Jira;

namespace TrackerSegments.Benchmarks;

/// <summary>A whole program that ran to its end.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="CpuSeconds">User and system time; read off a few milliseconds before the end at most.</param>
/// <param name="PeakBytes">The most memory resident.</param>
/// <param name="Output">What it said.</param>
internal sealed record Run(double Seconds, double CpuSeconds, long PeakBytes, string Output)
{
    public static async Task<Run> OfAsync(string program, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["TRACKERSEGMENTS_TOKEN"] = JiraSimulatorProgram.Token;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var (cpu, peak) = (TimeSpan.Zero, 0L);
        while (!process.WaitForExit(2))
        {
            try
            {
                process.Refresh();
                (cpu, peak) = (process.TotalProcessorTime, Math.Max(peak, process.PeakWorkingSet64));
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception)
            {
                // It has just ended: what was read before stands.
            }
        }

        clock.Stop();
        return process.ExitCode == 0
            ? new(clock.Elapsed.TotalSeconds, cpu.TotalSeconds, peak, await output)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output}{await errors}");
    }
}
