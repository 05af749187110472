using System.Diagnostics;
using System.Runtime.Versioning;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Storage.Sqlite;

/// <summary>The program where nothing may be written. An administrator may write everywhere, so that its process has to do without that right.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ReadOnlyDiskTests : IDisposable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "TrackerSegments.Service");

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var path in Directory.GetDirectories(folder.Root))
        {
            File.SetUnixFileMode(path, Readable | UnixFileMode.UserWrite);
        }

        folder.Dispose();
    }

    [Theory]
    [InlineData("data", "cannot be written to")]
    [InlineData("data/below", "cannot be made")]
    public async Task A_start_ends_with_a_sentence_and_touches_nothing(string data, string why)
    {
        Directory.CreateDirectory(folder.File("data"));
        await File.WriteAllTextAsync(folder.File("data/trackersegments.db"), "what was there", Cancel);
        File.SetUnixFileMode(folder.File("data/trackersegments.db"), UnixFileMode.UserRead);
        File.SetUnixFileMode(folder.File("data"), Readable);

        var (code, said) = await RunAsync("serve", "--data", folder.File(data), "--urls", "http://127.0.0.1:0");

        code.ShouldBe(2);
        said.ShouldContain(why);
        said.ShouldContain("--data");
        said.Trim().Split('\n').ShouldHaveSingleItem();
        Directory.GetFiles(folder.File("data")).ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(folder.File("data/trackersegments.db"), Cancel)).ShouldBe("what was there");
    }

    [Fact]
    public async Task What_needs_no_data_folder_works()
    {
        Directory.CreateDirectory(folder.File("data"));
        await File.WriteAllLinesAsync(folder.File("data/epics.csv"), ["Issue key,Issue Type,Summary,Customer segment", "A-1,Epic,One,SMB"], Cancel);
        File.SetUnixFileMode(folder.File("data"), Readable);

        var (code, said) = await RunAsync("analyze", folder.File("data/epics.csv"), "--segment-field", "Customer segment", "--measure", "count", "--targets", "SMB=100");

        code.ShouldBe(0, said);
        said.ShouldContain("SMB");
    }

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var start = Environment.UserName == "root"
            ? new ProcessStartInfo("setpriv", ["--bounding-set=-dac_override,-dac_read_search", Program, .. arguments])
            : new ProcessStartInfo(Program, arguments);
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        start.WorkingDirectory = folder.File("data");
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(Cancel), process.StandardError.ReadToEndAsync(Cancel));
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, string.Concat(said));
    }
}
