using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TrackerSegments.Browser.Tests;

/// <summary>The pages of the extension for Azure DevOps, built as they are when it is packed.</summary>
internal static class ExtensionPages
{
    public const string Service = "https://segments.fabrikam.com";

    private static readonly Lazy<Task<string>> Built = new(BuildAsync);

    public static Task<string> FolderAsync() => Built.Value;

    private static async Task<string> BuildAsync()
    {
        var panel = FindPanel();
        var folder = Path.Combine(AppContext.BaseDirectory, "extension-pages");
        using var vite = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { "node_modules/vite/bin/vite.js", "build", "--mode", "azure-devops", "--outDir", folder, "--logLevel", "warn" },
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
