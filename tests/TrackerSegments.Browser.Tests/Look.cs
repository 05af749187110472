using Microsoft.Playwright;

namespace TrackerSegments.Browser.Tests;

/// <summary>A screen that a page is looked at on.</summary>
internal sealed record Look(int Width, ColorScheme Theme, bool IsHighContrast = false)
{
    public static Look[] NarrowAndWide { get; } =
        [new(360, ColorScheme.Light), new(360, ColorScheme.Dark), new(1280, ColorScheme.Light), new(1280, ColorScheme.Dark)];

    public override string ToString() => $"{Width}-{(IsHighContrast ? "contrast" : Theme)}";

    /// <summary>The page as this screen shows it, once what measures itself has done so.</summary>
    public async Task ShowAsync(IPage page)
    {
        await page.SetViewportSizeAsync(Width, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = Theme, ForcedColors = IsHighContrast ? ForcedColors.Active : ForcedColors.None });
        await page.EvaluateAsync("() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(shown))))");
    }
}
