using System.Text.Json;
using Microsoft.Playwright;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Browser.Tests;

/// <summary>A service of its own with the panel open in a window of its own. Nothing may be written to the console but what a test expects.</summary>
internal sealed class OpenPanel : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private OpenPanel(TemporaryFolder folder, RunningService service, IBrowserContext context, IPage page)
    {
        this.folder = folder;
        this.context = context;
        Service = service;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += (_, dialog) => complaints.Add($"dialog: {dialog.Message}");
    }

    public RunningService Service { get; }

    public IPage Page { get; }

    /// <summary>What the browser complained of; a test that provokes an error takes it out.</summary>
    public IList<string> Complaints => complaints;

    public static async Task<OpenPanel> StartAsync(
        Chromium chromium,
        Func<TemporaryFolder, WorkspaceSource>? source = null,
        int width = 1280,
        ColorScheme theme = ColorScheme.Light,
        string address = "/",
        TrackerAccess? access = null,
        OutboundGuard? guard = null)
    {
        TemporaryFolder files = new();
        var service = await RunningService.StartAsync(
            files.File("data"), source?.Invoke(files), TimeProvider.System, panel: Chromium.PanelFolder, access: access, guard: guard);
        var window = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = service.Address.ToString(),
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = theme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
        });
        OpenPanel panel = new(files, service, window, await window.NewPageAsync());
        await panel.Page.GotoAsync(address);
        return panel;
    }

    /// <summary>The segments of an epic as the service has them.</summary>
    public async Task<string[]> SegmentsAsync(string key) =>
        [.. (await Service.EpicAsync(key)).GetProperty("segments").EnumerateArray().Select(s => s.GetString()!)];

    public async Task<JsonElement> AlignmentAsync() => await Service.GetAsync("/api/alignment");

    /// <summary>Looks at the page as it is on one screen after the other: nothing overflows, overlaps or is cut off, and axe finds nothing serious.</summary>
    /// <param name="name">What the pictures are called.</param>
    /// <param name="looks">The screens.</param>
    public async Task ShouldBeFineAsync(string name, params Look[] looks)
    {
        List<string> wrong = [];
        foreach (var look in looks)
        {
            await look.ShowAsync(Page);
            await PictureAsync($"{name}-{look}");
            wrong.AddRange(from said in await PageChecks.WrongWithAsync(Page) select $"{look}: {said}");
        }

        wrong.ShouldBeEmpty();
    }

    /// <summary>A picture for people to look at, where PICTURES names a folder.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("PICTURES") is { Length: > 0 } pictures)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(pictures, $"{name}.png"), FullPage = true });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await Service.DisposeAsync();
        folder.Dispose();
        complaints.ShouldBeEmpty("The browser complained.");
    }
}
