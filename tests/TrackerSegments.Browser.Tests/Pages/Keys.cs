using Microsoft.Playwright;

namespace TrackerSegments.Browser.Tests.Pages;

/// <summary>A person who has a keyboard and nothing else.</summary>
internal static class Keys
{
    /// <summary>As many stops as nobody would go through.</summary>
    private const int Most = 120;

    /// <summary>Goes on with Tab until the control has the focus, and sees that it is shown to have it.</summary>
    public static async Task TabToAsync(this IPage page, ILocator control)
    {
        for (var stop = 0; stop < Most; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await control.EvaluateAsync<bool>("control => control === document.activeElement"))
            {
                (await control.EvaluateAsync<bool>("control => { const { outlineStyle, boxShadow } = getComputedStyle(control); return outlineStyle !== 'none' || boxShadow !== 'none'; }"))
                    .ShouldBeTrue($"{control} does not show that it has the focus.");
                return;
            }
        }

        throw new InvalidOperationException($"{control} cannot be reached with Tab.");
    }
}
