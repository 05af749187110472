using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Storage.Sqlite;

/// <summary>The program on a disk that takes no more: its process may make no file longer than it is told, which the system itself enforces.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<Process> started = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var process in started)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        folder.Dispose();
    }

    [Fact]
    public async Task A_start_that_finds_no_room_ends_with_a_sentence_and_the_next_one_begins_anew()
    {
        var cramped = Start(kilobytes: 100);
        await cramped.WaitForExitAsync(Cancel);
        cramped.ExitCode.ShouldBe(2);
        var said = await cramped.StandardError.ReadToEndAsync(Cancel);
        said.ShouldContain("trackersegments.db");
        said.ShouldContain("Check the disk");
        said.ShouldNotContain("Exception");

        var roomy = Start(kilobytes: null);
        using var client = await OpenAsync(roomy);
        (await client.GetFromJsonAsync<JsonElement>("/api/alignment", Cancel)).GetProperty("totals").GetProperty("epics").GetInt32().ShouldBe(122);
    }

    [Fact]
    public async Task Edits_are_refused_once_the_disk_is_full_and_those_before_are_kept()
    {
        var first = Start(kilobytes: null);
        using (var client = await OpenAsync(first))
        {
            await client.GetStringAsync("/api/alignment", Cancel);
            first.Kill();
            await first.WaitForExitAsync(Cancel);
        }

        HashSet<string> tagged = new(StringComparer.Ordinal);
        string[] tried = [];
        var accepted = 0;
        var cramped = Start(kilobytes: Longest() + 400);
        using (var client = await OpenAsync(cramped))
        {
            var epics = (await client.GetFromJsonAsync<JsonElement>("/api/board", Cancel)).GetProperty("epics").EnumerateArray()
                .Where(e => e.GetProperty("segments").GetArrayLength() == 0).ToArray();
            tried = [.. epics.Select(e => e.GetProperty("key").GetString()!)];
            HttpStatusCode status = default;
            for (var i = 0; status != HttpStatusCode.ServiceUnavailable && i < 4_000; i++)
            {
                var key = tried[i % tried.Length];
                (status, var text) = await ChangeAsync(client, key, $"change-{i}", add: !tagged.Contains(key));
                if (status == HttpStatusCode.OK)
                {
                    accepted++;
                    _ = tagged.Remove(key) || tagged.Add(key);
                }
                else
                {
                    text.ShouldContain("storageFailed");
                    text.ShouldNotContain("Exception");
                }
            }

            status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await client.GetFromJsonAsync<JsonElement>("/api/alignment", Cancel)).GetProperty("totals").GetProperty("epics").GetInt32().ShouldBe(122);
            cramped.Kill();
            await cramped.WaitForExitAsync(Cancel);
        }

        var roomy = Start(kilobytes: null);
        using var later = await OpenAsync(roomy);
        var board = await later.GetFromJsonAsync<JsonElement>("/api/board", Cancel);
        accepted.ShouldBeGreaterThan(0);
        board.GetProperty("epics").EnumerateArray()
            .Where(e => e.GetProperty("segments").GetArrayLength() > 0)
            .Select(e => e.GetProperty("key").GetString()!)
            .Intersect(tried, StringComparer.Ordinal)
            .ShouldBe(tagged, ignoreOrder: true);
    }

    private static async Task<(HttpStatusCode Status, string Text)> ChangeAsync(HttpClient client, string key, string wish, bool add)
    {
        var board = await client.GetFromJsonAsync<JsonElement>("/api/board", Cancel);
        var epic = board.GetProperty("epics").EnumerateArray().Single(e => e.GetProperty("key").ValueEquals(key));
        string[] smb = ["smb"];
        string[] none = [];
        using var answer = await client.PostAsJsonAsync(
            $"/api/epics/{key}/segments",
            new
            {
                lens = board.GetProperty("lens").GetProperty("key").GetString(),
                add = add ? smb : none,
                remove = add ? none : smb,
                expectedRevision = epic.GetProperty("revision").GetString(),
                idempotencyKey = wish,
            },
            Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task<HttpClient> OpenAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            if (line.Trim() is ['O', 'p', 'e', 'n', ' ', .. var address])
            {
                return new() { BaseAddress = new(address.Trim().Split(' ')[0]) };
            }
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(Cancel));
    }

    private int Longest() => (int)(Directory.GetFiles(folder.File("data")).Max(file => new FileInfo(file).Length) / 1024);

    /// <param name="kilobytes">How long its files may become; null for any length.</param>
    private Process Start(int? kilobytes)
    {
        // The runtime makes a large file in memory for its code unless it is told not to; the limit is meant for the data alone.
        var limit = kilobytes is { } most ? $"trap '' XFSZ; ulimit -f {most}; " : "";
        var start = new ProcessStartInfo("bash", ["-c", $"{limit}exec \"$0\" \"$@\"", Path.Combine(AppContext.BaseDirectory, "TrackerSegments.Service"), "serve", "--data", folder.File("data"), "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        var process = Process.Start(start)!;
        started.Add(process);
        return process;
    }
}
