using Microsoft.Playwright;
using TrackerSegments.Browser.Tests.Pages;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Browser.Tests;

/// <summary>What holds for every view, in light and dark, wide and narrow.</summary>
public sealed class EveryViewTests(Chromium chromium)
{
    [Theory]
    [InlineData("alignment")]
    [InlineData("board")]
    [InlineData("menu")]
    [InlineData("selection")]
    [InlineData("no-strategy")]
    [InlineData("nothing")]
    [InlineData("reading")]
    [InlineData("trouble")]
    [InlineData("writing-off")]
    public async Task Nothing_overflows_or_overlaps_and_axe_finds_nothing_serious(string view)
    {
        var isLive = view is "reading" or "trouble" or "writing-off";
        await using var panel = await OpenPanel.StartAsync(chromium, SourceOf(view), address: isLive ? "about:blank" : "/");
        await (isLive ? OpenLiveAsync(panel.Page, view) : OpenAsync(panel.Page, view));
        await panel.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        await panel.ShouldBeFineAsync(view, Look.NarrowAndWide);
    }

    private static async Task OpenAsync(IPage page, string view)
    {
        if (view is not ("board" or "menu" or "selection"))
        {
            await page.GetByRole(AriaRole.Heading).First.WaitForAsync();
            return;
        }

        BoardPage board = new(page);
        await board.OpenAsync();
        if (view == "menu")
        {
            await page.GetByTestId("card").First.FocusAsync();
            await page.Keyboard.PressAsync("m");
            await board.Menu.WaitForAsync();
        }
        else if (view == "selection")
        {
            await page.GetByTestId("choose-all").ClickAsync();
            await board.Selection.WaitForAsync();
        }
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
