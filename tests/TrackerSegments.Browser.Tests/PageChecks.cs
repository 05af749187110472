using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace TrackerSegments.Browser.Tests;

/// <summary>What holds for every page, whatever its width, theme, language and direction.</summary>
internal static class PageChecks
{
    /// <summary>Pairs of texts that lie over each other, as far as they are seen. What floats over the page may cover it.</summary>
    private const string Overlaps = """
        () => {
          const floats = '.toasts, .selection, dialog, .hidden, .drop-slot';
          const both = (a, b) => ({
            left: Math.max(a.left, b.left), right: Math.min(a.right, b.right), top: Math.max(a.top, b.top), bottom: Math.min(a.bottom, b.bottom),
          });
          const seenIn = new Map([[document.body, { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity }]]);
          const seenPartOf = (element) => {
            if (!seenIn.has(element)) {
              const outer = seenPartOf(element.parentElement);
              seenIn.set(element, getComputedStyle(element).overflowX === 'visible' ? outer : both(outer, element.getBoundingClientRect()));
            }
            return seenIn.get(element);
          };
          const texts = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const element = node.parentElement;
            if (!node.data.trim() || element.closest(floats) || !element.checkVisibility({ visibilityProperty: true })) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const box of range.getClientRects()) {
              const seen = both(box, seenPartOf(element));
              if (seen.right - seen.left > 2 && seen.bottom - seen.top > 2) texts.push({ node, text: node.data.trim(), seen });
            }
          }
          const found = [];
          texts.sort((a, b) => a.seen.top - b.seen.top);
          for (let i = 0; i < texts.length; i++) {
            for (let j = i + 1; j < texts.length && texts[j].seen.top < texts[i].seen.bottom; j++) {
              const { left, right, top, bottom } = both(texts[i].seen, texts[j].seen);
              if (texts[i].node !== texts[j].node && right - left > 2 && bottom - top > 5) found.push(`${texts[i].text} | ${texts[j].text}`);
            }
          }
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

    /// <summary>All of axe's rules; only what breaks one comes back, which is much quicker than the whole of what holds as well.</summary>
    private const string AxeRun = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html).join('; ')})`)
        """;

    private static readonly string AxeScript = new BundledAxeScriptProvider().GetScript();

    /// <summary>What overflows, overlaps or is cut off, and what axe finds serious.</summary>
    public static async Task<IReadOnlyList<string>> WrongWithAsync(IPage page)
    {
        var sideways = await page.EvaluateAsync<int>("document.documentElement.scrollWidth") - page.ViewportSize!.Width;
        return
        [
            .. sideways > 0 ? [$"The page is {sideways} px wider than the window."] : Array.Empty<string>(),
            .. from over in await page.EvaluateAsync<string[]>(Overlaps) select $"Over each other: {over}",
            .. from control in await page.EvaluateAsync<string[]>(CutOff) select $"Cut off: {control}",
            .. await AxeAsync(page),
        ];
    }

    private static async Task<string[]> AxeAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in globalThis"))
        {
            await page.EvaluateAsync(AxeScript);
        }

        return await page.EvaluateAsync<string[]>(AxeRun);
    }
}
