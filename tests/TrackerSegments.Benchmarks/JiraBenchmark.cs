using System.Globalization;
using System.Text.Json;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Benchmarks;

/// <summary>Reading a whole Jira: sync against jira.js asking for the same fields one page after the other, each a whole program.</summary>
internal static class JiraBenchmark
{
    private const int Children = 4;
    private const double Latency = 0.2;
    private const int IssuesACall = 100;
    private const int CallsASecond = 100;

    /// <summary>serverInfo, the fields, the projects, the first ids, the first issues: one cannot be asked before the one before is answered.</summary>
    private const int CallsInARow = 5;

    private const int Rounds = 3;

    public static async Task<int> RunAsync(string program, string jiraJs)
    {
        await SlowAsync(program, jiraJs);
        await LargeAsync(program, jiraJs);
        return 0;
    }

    private static async Task SlowAsync(string program, string jiraJs)
    {
        const int Epics = 4_000;
        await using var jira = await SimulatedSite.StartAsync("jira-simulator", $"epics={Epics}", $"children={Children}", "latency=200", "limits=true");
        var issues = Epics * (1 + Children);
        var unavoidable = (CallsInARow * Latency) + Math.Max(0, ((issues / IssuesACall) - CallsASecond) / (double)CallsASecond);
        List<(Run Ours, Run Theirs)> pairs = [];
        for (var i = 0; i < Rounds; i++)
        {
            pairs.Add((await OursAsync(program, jira.Address), await TheirsAsync(jiraJs, jira.Address, issues)));
        }

        var ours = Median(pairs.Select(p => p.Ours.Seconds));
        Say($"{issues:N0} issues, 200 ms latency, burst limits: sync {ours:0.0} s, jira.js {Median(pairs.Select(p => p.Theirs.Seconds)):0.0} s, {Median(pairs.Select(p => p.Theirs.Seconds / p.Ours.Seconds)):0.0} × faster (lowest {pairs.Min(p => p.Theirs.Seconds / p.Ours.Seconds):0.0} of {Rounds} pairs)");
        Say($"limits and latency make {unavoidable:0.0} s unavoidable: {ours / unavoidable:0.00} × that, the start of the program included");
    }

    private static async Task LargeAsync(string program, string jiraJs)
    {
        var small = await MeasureAsync(program, jiraJs, 2_000);
        var large = await MeasureAsync(program, jiraJs, 20_000);
        Say($"CPU per issue at a tenth of the size: {small.Ours:0.0} µs, at the full size: {large.Ours:0.0} µs, ratio {large.Ours / small.Ours:0.00}");
    }

    private static async Task<(double Ours, double Theirs)> MeasureAsync(string program, string jiraJs, int epics)
    {
        await using var jira = await SimulatedSite.StartAsync("jira-simulator", $"epics={epics}", $"children={Children}");
        var issues = epics * (1 + Children);
        List<(Run Ours, Run Theirs)> pairs = [];
        for (var i = 0; i < Rounds; i++)
        {
            pairs.Add((await OursAsync(program, jira.Address), await TheirsAsync(jiraJs, jira.Address, issues)));
        }

        var ours = Median(pairs.Select(p => p.Ours.CpuSeconds)) * 1e6 / issues;
        var theirs = Median(pairs.Select(p => p.Theirs.CpuSeconds)) * 1e6 / issues;
        Say($"{issues:N0} issues, no latency: CPU per issue {ours:0.0} µs, jira.js {theirs:0.0} µs, ratio {Median(pairs.Select(p => p.Ours.CpuSeconds / p.Theirs.CpuSeconds)):0.00} (highest {pairs.Max(p => p.Ours.CpuSeconds / p.Theirs.CpuSeconds):0.00} of {Rounds} pairs); most memory resident: {pairs.Max(p => p.Ours.PeakBytes) / 1e6:N0} MB, jira.js {pairs.Max(p => p.Theirs.PeakBytes) / 1e6:N0} MB");
        return (ours, theirs);
    }

    private static async Task<Run> OursAsync(string program, string address)
    {
        var data = Directory.CreateTempSubdirectory("tracker-segments-sync-").FullName;
        var run = await Run.OfAsync(
            program,
            [
                "sync", "--jira", address, "--email", JiraSimulatorProgram.Email, "--project", "FW", "--segment-field", JiraData.Segment,
                "--data", data,
            ]);
        Directory.Delete(data, recursive: true);
        return run;
    }

    private static async Task<Run> TheirsAsync(string jiraJs, string address, int issues)
    {
        var fields = await FieldsAsync(address);
        var run = await Run.OfAsync(
            "node", [Path.Combine(jiraJs, "read.mjs"), address, JiraSimulatorProgram.Email, JiraSimulatorProgram.Token, "FW", .. fields]);
        using var said = JsonDocument.Parse(run.Output);
        return said.RootElement.GetProperty("issues").GetInt32() == issues
            ? run with { CpuSeconds = said.RootElement.GetProperty("cpuSeconds").GetDouble() }
            : throw new InvalidOperationException($"jira.js read something else: {run.Output}");
    }

    /// <summary>The fields that sync asks for.</summary>
    private static async Task<IReadOnlyList<string>> FieldsAsync(string address)
    {
        using var client = new HttpClient();
        var login = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{JiraSimulatorProgram.Email}:{JiraSimulatorProgram.Token}"));
        client.DefaultRequestHeaders.Authorization = new("Basic", login);
        using var fields = JsonDocument.Parse(await client.GetStringAsync(new Uri($"{address}/rest/api/3/field")));
        string[] custom = [.. fields.RootElement.EnumerateArray()
            .Where(f => f.GetProperty("name").GetString() is JiraData.Segment or "Story Points")
            .Select(f => f.GetProperty("id").GetString()!)];
        return ["summary", "issuetype", "project", "status", "resolution", "resolutiondate", "parent", "assignee", "created", "updated", .. custom];
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
