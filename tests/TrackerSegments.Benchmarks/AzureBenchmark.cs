using System.Globalization;
using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Benchmarks;

/// <summary>
/// Reading a whole project of Azure DevOps: sync against azure-devops-node-api asking by query and then for 200 at a time, one after the
/// other, each a whole program.
/// </summary>
internal static class AzureBenchmark
{
    private const int Children = 4;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string program, string azureJs)
    {
        await SlowAsync(program, azureJs);
        var small = await MeasureAsync(program, azureJs, 2_000);
        var large = await MeasureAsync(program, azureJs, 20_000);
        Say($"CPU per item at a tenth of the size: {small:0.0} µs, at the full size: {large:0.0} µs, ratio {large / small:0.00}");
        return 0;
    }

    private static async Task SlowAsync(string program, string azureJs)
    {
        const int Epics = 4_000;
        await using var azure = await SimulatedSite.StartAsync("azure-simulator", $"epics={Epics}", $"children={Children}", "latency=200");
        var pairs = await PairsAsync(program, azureJs, azure.Address, Epics * (1 + Children));
        Say($"{Epics * (1 + Children):N0} items, 200 ms latency: sync {Median(pairs.Select(p => p.Ours.Seconds)):0.0} s, azure-devops-node-api {Median(pairs.Select(p => p.Theirs.Seconds)):0.0} s, {Median(pairs.Select(p => p.Theirs.Seconds / p.Ours.Seconds)):0.0} × faster (lowest {pairs.Min(p => p.Theirs.Seconds / p.Ours.Seconds):0.0} of {Rounds} pairs)");
    }

    private static async Task<double> MeasureAsync(string program, string azureJs, int epics)
    {
        await using var azure = await SimulatedSite.StartAsync("azure-simulator", $"epics={epics}", $"children={Children}");
        var items = epics * (1 + Children);
        var pairs = await PairsAsync(program, azureJs, azure.Address, items);
        var ours = Median(pairs.Select(p => p.Ours.CpuSeconds)) * 1e6 / items;
        var theirs = Median(pairs.Select(p => p.Theirs.CpuSeconds)) * 1e6 / items;
        Say($"{items:N0} items, no latency: CPU per item {ours:0.0} µs, azure-devops-node-api {theirs:0.0} µs, ratio {Median(pairs.Select(p => p.Ours.CpuSeconds / p.Theirs.CpuSeconds)):0.00} (highest {pairs.Max(p => p.Ours.CpuSeconds / p.Theirs.CpuSeconds):0.00} of {Rounds} pairs); most memory resident: {pairs.Max(p => p.Ours.PeakBytes) / 1e6:N0} MB, azure-devops-node-api {pairs.Max(p => p.Theirs.PeakBytes) / 1e6:N0} MB");
        return ours;
    }

    private static async Task<IReadOnlyList<(Run Ours, Run Theirs)>> PairsAsync(string program, string azureJs, string address, int items)
    {
        List<(Run Ours, Run Theirs)> pairs = [];
        for (var i = 0; i < Rounds; i++)
        {
            pairs.Add((await OursAsync(program, address), await TheirsAsync(azureJs, address, items)));
        }

        return pairs;
    }

    private static async Task<Run> OursAsync(string program, string address)
    {
        var data = Directory.CreateTempSubdirectory("tracker-segments-sync-").FullName;
        var run = await Run.OfAsync(
            program,
            ["sync", "--azure-devops", address, "--project", AzureSimulatorProgram.Project, "--segment-field", AzureData.Segment, "--data", data]);
        Directory.Delete(data, recursive: true);
        return run;
    }

    private static async Task<Run> TheirsAsync(string azureJs, string address, int items)
    {
        var run = await Run.OfAsync(
            "node", [Path.Combine(azureJs, "read.mjs"), address, AzureSimulatorProgram.Token, AzureSimulatorProgram.Project, await SegmentAsync(address)]);
        using var said = JsonDocument.Parse(run.Output);
        return said.RootElement.GetProperty("items").GetInt32() == items
            ? run with { CpuSeconds = said.RootElement.GetProperty("cpuSeconds").GetDouble() }
            : throw new InvalidOperationException($"azure-devops-node-api read something else: {run.Output}");
    }

    /// <summary>The reference name of the segment field.</summary>
    private static async Task<string> SegmentAsync(string address)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($":{AzureSimulatorProgram.Token}")));
        using var fields = JsonDocument.Parse(await client.GetStringAsync(new Uri($"{address}/_apis/wit/fields?api-version=7.1")));
        return fields.RootElement.GetProperty("value").EnumerateArray()
            .First(f => f.GetProperty("name").ValueEquals(AzureData.Segment)).GetProperty("referenceName").GetString()!;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
