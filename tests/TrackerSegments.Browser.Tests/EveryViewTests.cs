using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TrackerSegments.Browser.Tests.Pages;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Browser.Tests;

/// <summary>What holds for every view, in light and dark, wide and narrow.</summary>
public sealed class EveryViewTests(Chromium chromium)
{
    public static TheoryData<string, int, ColorScheme> Views { get; } = new(
        from view in new[] { "alignment", "board", "menu", "selection", "no-strategy", "nothing", "reading", "trouble", "writing-off" }
        from width in new[] { 360, 1280 }
        from theme in new[] { ColorScheme.Light, ColorScheme.Dark }
        select (view, width, theme));

    [Theory]
    [MemberData(nameof(Views))]
    public async Task The_page_never_scrolls_sideways_and_axe_finds_nothing_serious(string view, int width, ColorScheme theme)
    {
        await using var panel = await OpenAsync(view, width, theme);
        await panel.PictureAsync($"{view}-{width}-{theme}");

        (await panel.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        var result = await panel.Page.RunAxe();

        result.Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{v.Id}: {v.Help} ({string.Join("; ", v.Nodes.Select(n => n.Html))})").ShouldBeEmpty();
    }

    private async Task<OpenPanel> OpenAsync(string view, int width, ColorScheme theme)
    {
        var isLive = view is "reading" or "trouble" or "writing-off";
        var panel = await OpenPanel.StartAsync(chromium, SourceOf(view), width, theme, isLive ? "about:blank" : "/");
        if (isLive)
        {
            await OpenLiveAsync(panel.Page, view);
        }
        else if (view is "board" or "menu" or "selection")
        {
            BoardPage board = new(panel.Page);
            await board.OpenAsync();
            if (view == "menu")
            {
                await panel.Page.GetByTestId("card").First.FocusAsync();
                await panel.Page.Keyboard.PressAsync("m");
                await board.Menu.WaitForAsync();
            }
            else if (view == "selection")
            {
                await panel.Page.GetByTestId("choose-all").ClickAsync();
                await board.Selection.WaitForAsync();
            }
        }
        else
        {
            await panel.Page.GetByRole(AriaRole.Heading).First.WaitForAsync();
        }

        await panel.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return panel;
    }

    private static async Task OpenLiveAsync(IPage page, string view)
    {
        LiveTracker tracker = new(page);
        switch (view)
        {
            case "reading":
                await tracker.OpenAsync(change: LiveTracker.Reading);
                await tracker.Strip.WaitForAsync();
                break;
            case "trouble":
                await tracker.OpenAsync(change: LiveTracker.Trouble);
                await page.GetByTestId("provenance").ClickAsync();
                await tracker.Strip.GetByRole(AriaRole.Button).ClickAsync();
                await tracker.Source.WaitForAsync();
                break;
            default:
                await tracker.OpenAsync("/#/board", LiveTracker.WritingOff);
                await tracker.Writing.GetByRole(AriaRole.Button).ClickAsync();
                await tracker.Confirm.WaitForAsync();
                break;
        }
    }

    private static Func<TemporaryFolder, Service.Workspaces.WorkspaceSource>? SourceOf(string view) => view switch
    {
        "no-strategy" => folder => new(new Service.Commands.BacklogRequest
        {
            Files = [Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 3, "SMB"), Backlogs.Epic("A-2", 5, "Enterprise"))],
            SegmentField = Backlogs.Field,
        }),
        "nothing" => folder => Backlogs.Source(Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", null))),
        _ => null,
    };
}
