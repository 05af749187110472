using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace TrackerSegments.Benchmarks;

/// <summary>What a server answered under load.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P50">Half of them took at most so many milliseconds.</param>
/// <param name="P99">99 of 100 took at most so many milliseconds.</param>
internal readonly record struct Load(double PerSecond, double P50, double P99);

/// <summary>Asks as fast as a few connections can, and spends as little as possible on it: both sides share the machine.</summary>
internal static class LoadTest
{
    private const int Connections = 4;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    public static async Task<Load> RunAsync(Uri server, string path)
    {
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n");
        var end = Stopwatch.GetTimestamp() + (long)(Length.TotalSeconds * Stopwatch.Frequency);
        var clock = Stopwatch.StartNew();
        var taken = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => AskAsync(server, request, end))));
        var seconds = clock.Elapsed.TotalSeconds;
        var all = taken.SelectMany(t => t).Order().ToArray();
        return new(all.Length / seconds, Milliseconds(all[all.Length / 2]), Milliseconds(all[(int)(all.Length * 0.99)]));
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;

    private static async Task<List<long>> AskAsync(Uri server, byte[] request, long end)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port);
        var buffer = new byte[256 * 1024];
        List<long> taken = [];
        while (Stopwatch.GetTimestamp() is var start && start < end)
        {
            await socket.SendAsync(request);
            await ReadAsync(socket, buffer);
            taken.Add(Stopwatch.GetTimestamp() - start);
        }

        return taken;
    }

    private static async Task ReadAsync(Socket socket, byte[] buffer)
    {
        var length = 0;
        var wanted = -1;
        while (wanted < 0 || length < wanted)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            length += read > 0 ? read : throw new InvalidOperationException("The server hung up.");
            if (wanted < 0 && buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var head)
            {
                wanted = head + 4 + LengthOf(buffer.AsSpan(0, head));
            }
        }
    }

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        var text = Encoding.ASCII.GetString(head);
        if (!text.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The server answered: {text}");
        }

        var line = text.Split("\r\n").Single(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return int.Parse(line[15..], CultureInfo.InvariantCulture);
    }
}
