using Microsoft.Playwright;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Browser.Tests;

public sealed class HtmlReportTests(Chromium chromium)
{
    [Fact]
    public async Task The_report_is_a_page_of_its_own_that_loads_nothing_and_fits_every_width()
    {
        using TemporaryFolder folder = new();
        var backlog = Backlogs.Write(
            folder,
            "a.jsonl",
            Backlogs.Epic("A-1", 61, "Enterprise"), Backlogs.Epic("A-2", 18, "<script>alert(1)</script>"), Backlogs.Epic("A-3", 9));
        await using var output = new StringWriter();
        (await CommandLine.RunAsync(
            ["analyze", backlog, "--segment-field", Backlogs.Field, "--targets", "Enterprise=30,<script>alert(1)</script>=70", "--format", "html"],
            new(output, TextWriter.Null, ShowsProgress: false, new FixedClock()))).ShouldBe(0);
        var page = await chromium.Browser.NewPageAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        List<string> requests = [];
        page.Request += (_, request) => requests.Add(request.Url);
        page.Dialog += (_, dialog) => requests.Add(dialog.Message);

        var address = new Uri(folder.Write("report.html", output.ToString())).AbsoluteUri;
        await page.GotoAsync(address);

        requests.ShouldBe([address]);
        (await page.GetByText("<script>alert(1)</script>").First.IsVisibleAsync()).ShouldBeTrue();
        foreach (var look in Look.NarrowAndWide)
        {
            await look.ShowAsync(page);
            (await PageChecks.WrongWithAsync(page)).ShouldBeEmpty($"{look}");
        }

        await page.CloseAsync();
    }
}
