using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace TrackerSegments.Browser.Tests;

/// <summary>What holds for every page, whatever its width, theme, language and direction.</summary>
internal static class PageChecks
{
    /// <summary>Pairs of texts that lie over each other, as far as they are seen. What floats over the page may cover it.</summary>
    private const string Overlaps = """
        () => {
          const floats = '.toasts, .selection, dialog, .hidden, .drop-slot';
          const texts = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const element = node.parentElement;
            if (!node.data.trim() || element.closest(floats) || !element.checkVisibility({ visibilityProperty: true })) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const { left, top, right, bottom } of range.getClientRects()) {
              const seen = { left, top, right, bottom };
              for (let at = element; at && at !== document.body; at = at.parentElement) {
                if (getComputedStyle(at).overflowX !== 'visible') {
                  const box = at.getBoundingClientRect();
                  seen.left = Math.max(seen.left, box.left); seen.right = Math.min(seen.right, box.right);
                  seen.top = Math.max(seen.top, box.top); seen.bottom = Math.min(seen.bottom, box.bottom);
                }
              }
              if (seen.right - seen.left > 2 && seen.bottom - seen.top > 2) texts.push({ node, text: node.data.trim(), seen });
            }
          }
          const found = [];
          texts.forEach((a, at) => texts.slice(at + 1).forEach((b) => {
            const wide = Math.min(a.seen.right, b.seen.right) - Math.max(a.seen.left, b.seen.left);
            const high = Math.min(a.seen.bottom, b.seen.bottom) - Math.max(a.seen.top, b.seen.top);
            if (a.node !== b.node && wide > 2 && high > 5) found.push(`${a.text} | ${b.text}`);
          }));
          return found;
        }
        """;

    /// <summary>Controls that reach over the edge of the window where nothing scrolls.</summary>
    private const string CutOff = """
        () => [...document.querySelectorAll('button, a, input, select')]
          .filter((control) => {
            const { left, right, width } = control.getBoundingClientRect();
            if (width === 0 || control.closest('.hidden')) return false;
            for (let at = control.parentElement; at && at !== document.body; at = at.parentElement) {
              if (getComputedStyle(at).overflowX !== 'visible') return false;
            }
            return left < -1 || right > innerWidth + 1;
          })
          .map((control) => control.outerHTML.slice(0, 120))
        """;

    /// <summary>Nothing overflows, overlaps or is cut off, and axe finds nothing serious.</summary>
    public static async Task ShouldBeFineAsync(IPage page)
    {
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(page.ViewportSize!.Width);
        (await page.EvaluateAsync<string[]>(Overlaps)).ShouldBeEmpty();
        (await page.EvaluateAsync<string[]>(CutOff)).ShouldBeEmpty();
        var result = await page.RunAxe();
        result.Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{v.Id}: {v.Help} ({string.Join("; ", v.Nodes.Select(n => n.Html))})").ShouldBeEmpty();
    }
}
