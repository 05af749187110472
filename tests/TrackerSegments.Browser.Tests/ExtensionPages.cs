using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TrackerSegments.Browser.Tests;

/// <summary>The pages for inside a tracker, built as they are when they are packed.</summary>
internal static class ExtensionPages
{
    public const string Service = "https://segments.fabrikam.com";

    private static readonly Lazy<Task<string>> AzureDevOps = new(() => BuildAsync("azure-devops"));

    private static readonly Lazy<Task<string>> Jira = new(() => BuildAsync("jira"));

    public static Task<string> OfAzureDevOpsAsync() => AzureDevOps.Value;

    public static Task<string> OfJiraAsync() => Jira.Value;

    private static async Task<string> BuildAsync(string tracker)
    {
        var panel = FindPanel();
        var folder = Path.Combine(AppContext.BaseDirectory, "extension-pages", tracker);
        using var vite = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { "node_modules/vite/bin/vite.js", "build", "--mode", tracker, "--outDir", folder, "--logLevel", "warn" },
            WorkingDirectory = panel,
            Environment = { ["VITE_SERVICE"] = Service },
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var said = await vite.StandardError.ReadToEndAsync();
        await vite.WaitForExitAsync();
        return vite.ExitCode == 0 ? folder : throw new InvalidOperationException($"The extension's pages could not be built: {said}");
    }

    private static string FindPanel([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../src/TrackerSegments.Panel"));
}
