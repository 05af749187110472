using System.Globalization;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira;

/// <summary>A simulator in a process of its own, for measurements. It prints its address and runs until its input ends.</summary>
public static class JiraSimulatorProgram
{
    public const string Email = "sync@example.com";

    public const string Token = "simulated-token";

    /// <summary>
    /// Arguments: epics=N children=N seed=N latency=MILLISECONDS limits=true kind=Cloud|DataCenter port=N file=PATH log=true. With a file the
    /// generated data is left out unless epics is said.
    /// </summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var wishes = args.Select(a => a.Split('=', 2)).ToDictionary(p => p[0], p => p.Length > 1 ? p[1] : "true", StringComparer.Ordinal);
        int Number(string name, int otherwise) => wishes.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        await using var jira = await JiraSimulator.StartAsync(new()
        {
            Kind = Enum.Parse<JiraKind>(wishes.GetValueOrDefault("kind", nameof(JiraKind.Cloud))),
            Latency = TimeSpan.FromMilliseconds(Number("latency", 0)),
            Limits = wishes.GetValueOrDefault("limits") == "true",
            KeepRequests = wishes.GetValueOrDefault("log") == "true",
            Port = Number("port", 0),
        });
        jira.Data.AddUser("Sync", Email, Token, JiraPermissions.All);
        if (wishes.TryGetValue("file", out var file))
        {
            jira.Data.LoadJsonLines(file);
        }

        if (Number("epics", file is null ? 100 : 0) is > 0 and var epics)
        {
            jira.Data.Generate(epics, Number("children", 4), Number("seed", 1));
        }

        Console.WriteLine(jira.Address.AbsoluteUri.TrimEnd('/'));
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }
}
