using System.Globalization;
using System.Text.Json;

namespace TrackerSegments.Simulators.Functions;

/// <summary>A deployable folder as the host reads it: host.json, and a folder with a function.json for every function.</summary>
public sealed class FunctionApp
{
    private FunctionApp(string executable, string workingDirectory, string routePrefix, int maxDequeueCount, IReadOnlyList<AppFunction> functions)
    {
        Executable = executable;
        WorkingDirectory = workingDirectory;
        RoutePrefix = routePrefix;
        MaxDequeueCount = maxDequeueCount;
        Functions = functions;
    }

    /// <summary>The program to start, below the app's folder.</summary>
    public string Executable { get; }

    public string WorkingDirectory { get; }

    public string RoutePrefix { get; }

    public int MaxDequeueCount { get; }

    public IReadOnlyList<AppFunction> Functions { get; }

    public static FunctionApp Read(string folder, string? functionsFolder = null)
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "host.json")));
        var root = host.RootElement;
        if (root.GetProperty("version").GetString() != "2.0")
        {
            throw new InvalidDataException("host.json is not of version 2.0.");
        }

        var handler = root.GetProperty("customHandler");
        if (!handler.GetProperty("enableProxyingHttpRequest").GetBoolean())
        {
            throw new InvalidDataException("host.json does not forward HTTP requests as they are.");
        }

        var description = handler.GetProperty("description");
        var extensions = root.GetProperty("extensions");
        return new(
            description.GetProperty("defaultExecutablePath").GetString()!,
            description.GetProperty("workingDirectory").GetString()!,
            extensions.GetProperty("http").GetProperty("routePrefix").GetString()!,
            extensions.TryGetProperty("queues", out var queues) && queues.TryGetProperty("maxDequeueCount", out var most) ? most.GetInt32() : 5,
            [.. Directory.GetDirectories(functionsFolder ?? folder)
                .Where(path => File.Exists(Path.Combine(path, "function.json")))
                .Select(AppFunction.Read)
                .OrderBy(function => function.Name, StringComparer.Ordinal)]);
    }
}

/// <summary>A function: its name is its folder's.</summary>
/// <param name="Name">The name.</param>
/// <param name="Bindings">What goes in and out.</param>
/// <param name="Retries">How often the host calls again with the same invocation where a call failed.</param>
public sealed record AppFunction(string Name, IReadOnlyList<FunctionBinding> Bindings, int Retries)
{
    private static readonly string[] Triggers = ["httpTrigger", "timerTrigger", "queueTrigger"];

    public FunctionBinding Trigger => Bindings.Single(binding => Triggers.Contains(binding.Type));

    public static AppFunction Read(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "function.json")));
        var root = document.RootElement;
        var function = new AppFunction(
            Path.GetFileName(folder),
            [.. root.GetProperty("bindings").EnumerateArray().Select(FunctionBinding.Read)],
            root.TryGetProperty("retry", out var retry) ? RetriesOf(retry) : 0);
        return function.Retries == 0 || function.Trigger.Type == "timerTrigger"
            ? function
            : throw new InvalidDataException($"The host retries no {function.Trigger.Type}: {function.Name}.");
    }

    private static int RetriesOf(JsonElement retry) =>
        retry.GetProperty("strategy").GetString() == "fixedDelay" && TimeSpan.TryParse(retry.GetProperty("delayInterval").GetString(), CultureInfo.InvariantCulture, out _)
            ? retry.GetProperty("maxRetryCount").GetInt32()
            : throw new InvalidDataException("The host knows no such way to retry.");
}

/// <summary>A binding of a function.</summary>
public sealed record FunctionBinding(string Type, string Direction, string Name, string? Queue, string? Schedule, string? Route, string? AuthLevel)
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["httpTrigger"] = ["authLevel", "methods", "route"],
        ["http"] = [],
        ["timerTrigger"] = ["schedule", "runOnStartup", "useMonitor"],
        ["queueTrigger"] = ["queueName", "connection"],
        ["queue"] = ["queueName", "connection"],
    };

    /// <exception cref="InvalidDataException">It is no binding that the host knows.</exception>
    public static FunctionBinding Read(JsonElement binding)
    {
        var type = binding.GetProperty("type").GetString()!;
        if (!Known.TryGetValue(type, out var members))
        {
            throw new InvalidDataException($"There is no binding of the type {type}.");
        }

        foreach (var member in binding.EnumerateObject().Select(m => m.Name).Except(["type", "direction", "name", .. members], StringComparer.Ordinal))
        {
            throw new InvalidDataException($"A binding of the type {type} has no {member}.");
        }

        string? Text(string name) => binding.TryGetProperty(name, out var value) ? value.GetString() : null;
        return new(type, Text("direction")!, Text("name")!, Text("queueName"), Text("schedule"), Text("route"), Text("authLevel"));
    }
}
