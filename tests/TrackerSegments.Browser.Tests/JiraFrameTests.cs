using TrackerSegments.Browser.Tests.Pages;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using static Microsoft.Playwright.Assertions;

namespace TrackerSegments.Browser.Tests;

/// <summary>The app inside Jira, from its first call to a change that stands in Jira; Jira and its bridge are simulated, everything else is what people get.</summary>
public sealed class JiraFrameTests(Chromium chromium)
{
    private static readonly string[] Smb = ["smb"];

    [Fact]
    public async Task From_the_first_call_of_the_app_to_a_change_in_Jira_that_a_gadget_agrees_with()
    {
        await using var site = await JiraSite.StartAsync();
        site.Fill("A", "B", 12);
        string[] untagged = [.. site.Data.Issues.Where(i => i.Type.Name == "Epic" && i.TextsOf(site.Data.Field(Backlogs.Field).Id).Count == 0).Select(i => i.Key)];
        await using var jira = await ForgePage.StartAsync(
            chromium,
            new(new BacklogRequest { Files = [], SegmentField = Backlogs.Field }) { Connections = [site.Settings("A") with { Email = null }] },
            new() { Secrets = new(new(null), null), Pace = new() { Every = TimeSpan.FromHours(1) } },
            """{ "default": "viewer", "subjects": { "app": "editor", "bob": "admin" } }""",
            new(StringComparer.Ordinal) { ["bob"] = site.Bob.Token });
        FramedPanel panel = new(jira.Page, jira.Frame);

        // The app's first call brings the token to read with.
        (await jira.TickAsync(JiraSite.Token)).ShouldBe(202);
        await jira.GoAsync("segments-project", "bob");
        await panel.BeginAsync(12);
        var before = await panel.Index.InnerTextAsync();
        await jira.PictureAsync("forge-alignment");

        // A change on the board is a change in Jira, by whoever moved the card.
        await panel.TurnOnWritingAsync();
        await panel.DragAsync(untagged[0]);
        await panel.MoveByKeyboardAsync(untagged[1]);
        await jira.PictureAsync("forge-board");
        SegmentsOf(untagged[0]).ShouldBe(["Mid-market"]);
        SegmentsOf(untagged[1]).ShouldBe(["SMB"]);
        site.Jira.Requests.Where(r => r.Method == "PUT").ShouldNotBeEmpty();
        var after = await panel.ReadIndexAsync();
        string.Equals(after, before, StringComparison.Ordinal).ShouldBeFalse("the alignment moved");

        // The gadget says the same, dark as Jira is.
        await jira.GoAsync("segments-gadget", "eve", isDark: true, width: 400);
        await Expect(jira.Frame.Locator(".glance-index")).ToContainTextAsync(after);
        await Expect(jira.Frame).ToHaveCSSAsync("background-color", "rgb(31, 31, 33)");
        await jira.PictureAsync("forge-gadget");

        // On the epic itself one click changes it.
        await jira.GoAsync("segments-epic", "bob", issue: untagged[2], width: 420);
        await Expect(jira.Frame.Locator("button[data-key=smb]")).ToContainTextAsync("Index");
        await jira.PictureAsync("forge-epic");
        await jira.Frame.Locator("button[data-key=enterprise]").ClickAsync();
        await Expect(jira.Frame.Locator("button[data-key=enterprise]")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(jira.Frame.Locator("button[data-key=enterprise]")).ToHaveAttributeAsync("aria-disabled", "false");
        SegmentsOf(untagged[2]).ShouldBe(["Enterprise"]);

        await jira.GoAsync("segments-admin", "bob");
        await Expect(jira.Frame.GetByTestId("source")).ToContainTextAsync("Apple");
        await Expect(jira.Frame.GetByTestId("publish")).ToBeVisibleAsync();
        await jira.Frame.GetByTestId("report-add").ClickAsync();
        await Expect(jira.Frame.GetByLabel("Where readers open the panel")).ToHaveValueAsync("");
        await jira.PictureAsync("forge-admin");

        // Who may only look is offered nothing, and gets nothing by force.
        await jira.GoAsync("segments-project", "eve");
        await panel.Board.OpenAsync();
        await Expect(panel.Board.Card("", untagged[3])).ToBeVisibleAsync();
        await Expect(jira.Frame.Locator("[aria-keyshortcuts]")).ToHaveCountAsync(0);
        (await jira.ForceAsync(
            $"/api/epics/{untagged[3]}/segments",
            new { lens = Backlogs.Lens, add = Smb, remove = Array.Empty<string>(), expectedRevision = "1", idempotencyKey = "by-force" })).ShouldBe(403);
        SegmentsOf(untagged[3]).ShouldBeEmpty();

        jira.Complaints.ShouldBeEmpty("The browser complained.");
        jira.Asked.ShouldAllBe(path => path == "index.html" || path.StartsWith("assets/", StringComparison.Ordinal));

        IReadOnlyList<string> SegmentsOf(string key) => site.Data.Issue(key).TextsOf(site.Data.Field(Backlogs.Field).Id);
    }
}
