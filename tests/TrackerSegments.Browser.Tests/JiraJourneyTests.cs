using Microsoft.Playwright;
using TrackerSegments.Browser.Tests.Pages;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using static Microsoft.Playwright.Assertions;

namespace TrackerSegments.Browser.Tests;

/// <summary>A person's way through the panel of a workspace that is read from Jira; Jira is simulated, everything else is what people get.</summary>
public sealed class JiraJourneyTests(Chromium chromium)
{
    [Theory]
    [InlineData(1600, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task From_the_first_reading_to_a_change_that_stands_in_Jira(int width, ColorScheme theme)
    {
        await using var site = await JiraSite.StartAsync();
        site.Fill("A", "B", 40);
        var search = new TaskCompletionSource();
        var pages = 0;
        site.Jira.BeforeHandling = request => request.Path.Contains("bulkfetch", StringComparison.Ordinal) && Interlocked.Increment(ref pages) > 1 ? search.Task : Task.CompletedTask;
        await using var panel = await OpenPanel.StartAsync(chromium, _ => Source(site), width, theme, access: Access());
        LiveTracker live = new(panel.Page);
        BoardPage board = new(panel.Page);
        var name = $"jira-{width}-{theme}";

        // Figures show while it is still being read, and say so.
        await Expect(live.Strip).ToContainTextAsync("items read: figures are partial.");
        await Expect(panel.Page.GetByTestId("headline")).ToBeVisibleAsync();
        await panel.PictureAsync($"{name}-reading");
        search.SetResult();
        await Expect(live.Strip).ToHaveCountAsync(0);
        await panel.Page.GetByTestId("provenance").ClickAsync();
        await Expect(live.Source).ToContainTextAsync("Apple");
        await Expect(live.Source).ToContainTextAsync("Customer segment");
        await Expect(live.Source).ToContainTextAsync("Story Points");
        await panel.PictureAsync($"{name}-alignment");
        await panel.Page.GetByTestId("provenance").ClickAsync();

        // Nothing is written until a person has read what would be.
        await board.OpenAsync();
        await Expect(live.Writing).ToContainTextAsync("switched off");
        await live.Writing.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(live.Confirm).ToContainTextAsync("Customer segment");
        await panel.PictureAsync($"{name}-confirm");
        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Turn on writing", Exact = true }).ClickAsync();
        await Expect(live.Confirm).ToHaveCountAsync(0);

        // A change on the board is a change in Jira.
        const string epic = "A-157";
        await board.Column("").ScrollIntoViewIfNeededAsync();
        await Expect(board.Card("", epic).GetByRole(AriaRole.Button).First).ToBeAttachedAsync();
        await board.Card("", epic).FocusAsync();
        await panel.Page.Keyboard.PressAsync("m");
        await Expect(board.Menu).ToContainTextAsync("Index");
        await board.Menu.GetByRole(AriaRole.Menuitem, new() { Name = "Mid-market" }).ClickAsync();
        await Expect(board.Toast.First).ToContainTextAsync("Mid-market");
        site.Data.Issue(epic).TextsOf(site.Data.Field(Backlogs.Field).Id).ShouldBe(["Mid-market"]);
        await panel.PictureAsync($"{name}-board");

        // And a change in Jira is one on the board, once it is read.
        site.Data.EditBy(site.Bob, epic, Backlogs.Field, "Enterprise");
        await live.SyncNow.ClickAsync();
        await board.Column("enterprise").ScrollIntoViewIfNeededAsync();
        await Expect(board.Card("enterprise", epic)).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Expect(board.Card("mid-market", epic)).ToHaveCountAsync(0);
    }

    private static Service.Workspaces.WorkspaceSource Source(JiraSite site) => new(new BacklogRequest
    {
        Files = [],
        SegmentField = Backlogs.Field,
        Segments = [.. ((string[])["Enterprise", "Mid-market", "SMB"]).Select(s => (s, (IReadOnlyList<string>)[s]))],
        Targets = [("Enterprise", 30), ("Mid-market", 20), ("SMB", 50)],
    })
    {
        Connections = [site.Settings("A")],
    };

    private static Service.Sync.TrackerAccess Access() =>
        new() { Secrets = new(new(JiraSite.Token), null), Pace = new() { Every = TimeSpan.FromHours(1) } };
}
