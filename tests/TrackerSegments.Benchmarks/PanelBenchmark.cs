using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace TrackerSegments.Benchmarks;

/// <summary>A board of 2,000 epics in Chromium: how long the longest task is while a person scrolls, drags and filters.</summary>
internal static class PanelBenchmark
{
    private const int Epics = 2_000;
    private const string Address = "http://127.0.0.1:7184";

    private static readonly string[] Segments = ["Enterprise", "Mid-market", "SMB", "Enterprise"];

    private const string Watch = """
        window.longTasks = [];
        new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask', buffered: true });
        """;

    public static async Task<int> RunAsync(string program)
    {
        var folder = Directory.CreateTempSubdirectory("tracker-segments-panel-").FullName;
        var file = Path.Combine(folder, "board.jsonl");
        await File.WriteAllLinesAsync(file, Enumerable.Range(1, Epics).Select(Epic));
        using var service = Pairs.Start(program, ["serve", "--data", folder, "--urls", Address, "--file", file, "--segment-field", "segment"]);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
        });
        try
        {
            await service.StandardOutput.ReadLineAsync();
            var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
            await page.AddInitScriptAsync(Watch);
            await page.GotoAsync($"{Address}/#/board");
            await page.GetByTestId("card").First.WaitForAsync();
            await page.WaitForTimeoutAsync(1_000);
            await ReportAsync(page, "opening");
            await ScrollAsync(page);
            await ReportAsync(page, "scrolling three columns from end to end");
            await DragAsync(page);
            await ReportAsync(page, "dragging a card over every column and dropping it");
            await page.GetByRole(AriaRole.Searchbox).PressSequentiallyAsync("epic 19", new() { Delay = 60 });
            await page.WaitForTimeoutAsync(500);
            await ReportAsync(page, "filtering letter by letter");
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static string Epic(int number) => JsonSerializer.Serialize(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["key"] = $"BM-{number}",
        ["issuetype"] = "Epic",
        ["summary"] = $"Epic {number}, with a title that takes two lines on most cards of the board",
        ["status"] = "To Do",
        ["statusCategory"] = "new",
        ["storyPoints"] = number % 40,
        ["segment"] = Segments[number % Segments.Length],
    });

    private static async Task ScrollAsync(IPage page)
    {
        for (var column = 0; column < 3; column++)
        {
            await page.GetByTestId("column").Nth(column).HoverAsync();
            for (var i = 0; i < 60; i++)
            {
                await page.Mouse.WheelAsync(0, 700);
                await page.WaitForTimeoutAsync(16);
            }
        }
    }

    private static async Task DragAsync(IPage page)
    {
        var columns = page.GetByTestId("column");
        await columns.First.GetByTestId("card").Nth(3).HoverAsync();
        await page.Mouse.DownAsync();
        for (var column = 0; column < 3; column++)
        {
            var box = (await columns.Nth(column).BoundingBoxAsync())!;
            await page.Mouse.MoveAsync(box.X + 120, box.Y + 200, new() { Steps = 15 });
            await page.WaitForTimeoutAsync(200);
        }

        await page.Mouse.UpAsync();
        await page.GetByTestId("toast").First.WaitForAsync();
        await page.WaitForTimeoutAsync(500);
    }

    private static async Task ReportAsync(IPage page, string what)
    {
        var tasks = await page.EvaluateAsync<double[]>("window.longTasks.splice(0)");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {tasks.Length} tasks over 50 ms{(tasks.Length == 0 ? "" : $", the longest {tasks.Max():N0} ms")}"));
    }
}
