using System.Globalization;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps;

/// <summary>A simulator in a process of its own, for measurements. It prints its address and runs until its input ends.</summary>
public static class AzureSimulatorProgram
{
    public const string Token = "simulated-token";

    public const string Project = "Fabrikam";

    /// <summary>
    /// Arguments: epics=N children=N seed=N latency=MILLISECONDS units=N kind=Services|Server port=N file=PATH log=true. With a file the
    /// generated data is left out unless epics is said.
    /// </summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var wishes = args.Select(a => a.Split('=', 2)).ToDictionary(p => p[0], p => p.Length > 1 ? p[1] : "true", StringComparer.Ordinal);
        int Number(string name, int otherwise) => wishes.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        await using var azure = await AzureSimulator.StartAsync(new()
        {
            Kind = Enum.Parse<AzureKind>(wishes.GetValueOrDefault("kind", nameof(AzureKind.Services))),
            Latency = TimeSpan.FromMilliseconds(Number("latency", 0)),
            UnitsPerFiveMinutes = wishes.ContainsKey("units") ? Number("units", 0) : null,
            KeepRequests = wishes.GetValueOrDefault("log") == "true",
            Port = Number("port", 0),
        });
        azure.Data.AddUser("Sync", "sync@example.com", Token, AzurePermissions.All);
        if (wishes.TryGetValue("file", out var file))
        {
            azure.Data.LoadTemplate(file);
        }

        if (Number("epics", file is null ? 100 : 0) is > 0 and var epics)
        {
            azure.Data.Generate(epics, Number("children", 4), Number("seed", 1), Project);
        }

        Console.WriteLine(azure.Address.AbsoluteUri.TrimEnd('/'));
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }
}
