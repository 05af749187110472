using System.Runtime.CompilerServices;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(TrackerSegments.Browser.Tests.Chromium))]

namespace TrackerSegments.Browser.Tests;

/// <summary>Debian's Chromium, started once for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>The panel as the service's build made it.</summary>
    public static string PanelFolder { get; } = FindPanel();

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(20_000);
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static string FindPanel([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../src/TrackerSegments.Panel/dist"));
}
