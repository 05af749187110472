using TrackerSegments.Browser.Tests.Pages;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using static Microsoft.Playwright.Assertions;

namespace TrackerSegments.Browser.Tests;

/// <summary>The extension inside Azure DevOps, from the first opening to a change that stands there.</summary>
public sealed class AzureDevOpsJourneyTests(Chromium chromium)
{
    private static readonly string[] Smb = ["smb"];

    private const string Bob = "planted-token-of-bob";

    [Fact]
    public async Task From_the_first_opening_to_a_change_in_Azure_DevOps_that_a_widget_agrees_with()
    {
        await using var site = await AzureOrganization.StartAsync();
        site.Data.AddUser("Bob", "bob@example.com", Bob);
        site.Fill("Apple", 12);
        string[] untagged = [.. site.Data.Items.Where(i => i.Latest.Type.Name == "Epic" && SegmentsOf($"{i.Id}").Length == 0).Select(i => $"{i.Id}")];
        await using var azure = await AzureDevOpsPage.StartAsync(
            chromium,
            new(new BacklogRequest { Files = [], SegmentField = Backlogs.Field }) { Connections = [site.Settings("Apple")] },
            new() { Secrets = new(new(AzureOrganization.Token), null), Pace = new() { Every = TimeSpan.FromHours(1) } },
            """{ "default": "viewer", "subjects": { "bob": "admin" } }""");
        FramedPanel panel = new(azure.Page, azure.Frame.Locator("body"));

        await azure.GoAsync("hub.html", "bob", Bob);
        await panel.BeginAsync(12);
        var before = await panel.Index.InnerTextAsync();
        await azure.PictureAsync("azure-alignment");

        await panel.TurnOnWritingAsync();
        await panel.DragAsync(untagged[0]);
        await panel.MoveByKeyboardAsync(untagged[1]);
        await azure.PictureAsync("azure-board");
        SegmentsOf(untagged[0]).ShouldBe("Mid-market");
        SegmentsOf(untagged[1]).ShouldBe("SMB");
        site.Data.Item(int.Parse(untagged[0], System.Globalization.CultureInfo.InvariantCulture)).Latest.ChangedBy.Name.ShouldBe("Bob", "the person's own rights decide a write");
        var after = await panel.ReadIndexAsync();
        string.Equals(after, before, StringComparison.Ordinal).ShouldBeFalse("the alignment moved");

        await azure.GoAsync(
            "widget.html", "eve", background: "rgb(32, 31, 30)", asks: "[\"load\", { \"name\": \"Where we work\", \"customSettings\": { \"data\": null } }]", width: 310);
        await Expect(azure.Frame.Locator(".glance-index")).ToContainTextAsync(after);
        await azure.PictureAsync("azure-widget-dark");

        await azure.GoAsync("hub.html", "eve", "planted-token-of-nobody");
        await panel.Board.OpenAsync();
        await Expect(panel.Board.Card("", untagged[3])).ToBeVisibleAsync();
        await Expect(azure.Frame.Locator("[aria-keyshortcuts]")).ToHaveCountAsync(0);
        azure.Complaints.ShouldBeEmpty("The browser complained.");
        (await azure.ForceAsync(
            $"/api/epics/{untagged[3]}/segments",
            new { lens = Backlogs.Lens, add = Smb, remove = Array.Empty<string>(), expectedRevision = "1", idempotencyKey = "by-force" })).ShouldBe(403);
        SegmentsOf(untagged[3]).ShouldBe("");

        string SegmentsOf(string id) => site.Data.Item(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)).Text(site.Data.Field(Backlogs.Field).ReferenceName) ?? "";
    }
}
