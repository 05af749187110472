using System.Globalization;
using Microsoft.Playwright;
using TrackerSegments.Service.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace TrackerSegments.Browser.Tests;

public sealed class AlignmentViewTests(Chromium chromium)
{
    [Fact]
    public async Task The_answer_comes_first_with_the_figures_of_the_document()
    {
        await using var panel = await OpenPanel.StartAsync(chromium);
        var document = await panel.AlignmentAsync();
        var alignment = document.GetProperty("alignment");

        await Expect(panel.Page.GetByTestId("headline")).ToContainTextAsync(document.GetProperty("headline").GetString()!);
        await Expect(panel.Page.GetByTestId("index-value")).ToContainTextAsync(
            Math.Round(alignment.GetProperty("index").GetDouble(), MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture));
        var rows = panel.Page.GetByTestId("segment-row");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.Nth(0)).ToContainTextAsync("Enterprise");
        await Expect(rows.Nth(0)).ToContainTextAsync("59.9");
        await Expect(rows.Nth(0)).ToContainTextAsync("+29.9");
        await Expect(rows.Nth(0)).ToContainTextAsync("Over");
        await Expect(rows.Nth(2)).ToContainTextAsync("Under");
        await Expect(panel.Page.GetByTestId("unassigned-row")).ToContainTextAsync("9.6");
        await Expect(panel.Page.GetByTestId("sample-notice")).ToContainTextAsync("invented");
    }

    [Fact]
    public async Task A_segment_opens_to_its_epics_and_their_CSV_runs_no_formula()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, folder => Backlogs.Source(Backlogs.Write(
            folder, "a.jsonl", Backlogs.Epic("A-1", 5, "SMB").Replace("Title of A-1", "=HYPERLINK(0)", StringComparison.Ordinal), Backlogs.Epic("A-2", 3, "SMB", "Enterprise"))));

        await panel.Page.GetByTestId("segment-row").Nth(2).GetByRole(AriaRole.Button).First.ClickAsync();
        var list = panel.Page.GetByTestId("epic-list");
        await Expect(list).ToContainTextAsync("A-1");
        await Expect(list).ToContainTextAsync("A-2");
        await Expect(list).ToContainTextAsync("1.5");

        var download = await panel.Page.RunAndWaitForDownloadAsync(() => list.GetByTestId("csv").ClickAsync());
        var csv = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        csv.ShouldContain("'=HYPERLINK(0)");
        csv.ShouldNotContain(",=HYPERLINK");
    }

    [Fact]
    public async Task Where_the_numbers_come_from_is_one_click_away_with_the_hash()
    {
        await using var panel = await OpenPanel.StartAsync(chromium);

        await panel.Page.GetByTestId("provenance").ClickAsync();

        await Expect(panel.Page.GetByTestId("provenance-details")).ToContainTextAsync(
            (await panel.AlignmentAsync()).GetProperty("hash").GetString()!);
    }

    [Fact]
    public async Task Outside_text_stays_text()
    {
        const string Hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        await using var panel = await OpenPanel.StartAsync(chromium, folder => Backlogs.Source(Backlogs.Write(
            folder,
            "a.jsonl",
            Backlogs.Line(new(StringComparer.Ordinal) { ["key"] = "A-1", ["issuetype"] = "Epic", ["summary"] = Hostile, ["status"] = Hostile, ["assignee"] = Hostile, ["storyPoints"] = 3, [Backlogs.Field] = new[] { Hostile } }),
            Backlogs.Epic("A-2", 3, "SMB"))));

        await Expect(panel.Page.GetByText(Hostile).First).ToBeVisibleAsync();
        await panel.Page.GotoAsync("/#/board");
        await new Pages.BoardPage(panel.Page).OpenAsync();
        await Expect(panel.Page.GetByText(Hostile).First).ToBeVisibleAsync();
        (await panel.Page.Locator("img[src=x]").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_service_that_fails_is_said_with_what_to_do_and_another_try_helps()
    {
        await using var panel = await OpenPanel.StartAsync(chromium);
        await Expect(panel.Page.GetByTestId("headline")).ToBeVisibleAsync();
        await panel.Page.RouteAsync("**/api/**", route => route.AbortAsync());

        await panel.Page.ReloadAsync();
        await Expect(panel.Page.GetByTestId("failure")).ToContainTextAsync("Check that it is running");
        await panel.Page.UnrouteAllAsync();
        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(panel.Page.GetByTestId("headline")).ToBeVisibleAsync();
        panel.Complaints.ShouldAllBe(c => c.Contains("net::ERR_FAILED", StringComparison.Ordinal));
        panel.Complaints.Clear();
    }

    [Fact]
    public async Task The_first_view_needs_at_most_45_KB_of_compressed_script()
    {
        await using var panel = await OpenPanel.StartAsync(chromium, address: "about:blank");
        List<IResponse> scripts = [];
        panel.Page.Response += (_, response) => scripts.Add(response);

        await panel.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });

        long sent = 0;
        foreach (var script in scripts.Where(s => s.Url.EndsWith(".js", StringComparison.Ordinal)))
        {
            sent += (await script.Request.SizesAsync()).ResponseBodySize;
            script.Headers["content-encoding"].ShouldBeOneOf("br", "gzip");
        }

        sent.ShouldBeInRange(1, 45 * 1024);
    }
}
