using System.Diagnostics;

namespace TrackerSegments.Benchmarks;

/// <summary>A simulated tracker in a process of its own.</summary>
internal sealed record SimulatedSite(Process Process, string Address) : IAsyncDisposable
{
    public static async Task<SimulatedSite> StartAsync(string simulator, params string[] args)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [simulator, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        return new(process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The simulator did not start."));
    }

    public async ValueTask DisposeAsync()
    {
        Process.StandardInput.Close();
        await Process.WaitForExitAsync();
        Process.Dispose();
    }
}
