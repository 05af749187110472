using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TrackerSegments.Service.Tests.Functions;

/// <summary>The program, started as the Functions host starts it; and killed as the host kills it.</summary>
internal sealed class HandlerProcess : IDisposable
{
    private readonly Process process;

    private HandlerProcess(Process process, int port)
    {
        this.process = process;
        Address = new($"http://127.0.0.1:{port}");
    }

    public Uri Address { get; }

    public string Said { get; private set; } = "";

    public static HandlerProcess Start(IReadOnlyDictionary<string, string> settings)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "TrackerSegments.Service"))
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var handler = new HandlerProcess(Process.Start(start)!, port);
        handler.process.ErrorDataReceived += (_, line) => handler.Said += $"{line.Data}\n";
        handler.process.OutputDataReceived += (_, line) => handler.Said += $"{line.Data}\n";
        handler.process.BeginErrorReadLine();
        handler.process.BeginOutputReadLine();
        return handler;
    }

    /// <summary>Ends it without a word.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    /// <summary>Asks it to end, as a platform does that needs the machine no more.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
