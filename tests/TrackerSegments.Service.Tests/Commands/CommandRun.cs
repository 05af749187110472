using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Commands;

/// <summary>Runs the command line as a person does, on files of a folder of its own.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("analyze-").FullName;

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string Write(string name, string content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    public async Task<int> Analyze(string file, params string[] options) => await Run(["analyze", file, .. options]);

    /// <summary>The variables of the environment that the commands see; none of the machine's own.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public async Task<int> Run(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var exit = await CommandLine.RunAsync(
            args, new(output, error, ShowsProgress: false, new FixedClock()) { Environment = name => Variables.GetValueOrDefault(name) });
        Output = output.ToString();
        Error = error.ToString().Replace(folder + "/", "", StringComparison.Ordinal);
        return exit;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
