using System.Reflection;
using Microsoft.Playwright;
using TrackerSegments.Core;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Browser.Tests;

/// <summary>Cards as the official renderer draws them, in colours like those of Teams, which breaks long words and colours links. It knows no charts: what they give way to is seen.</summary>
public sealed class TeamsCardTests(Chromium chromium)
{
    private const string HostConfig = """
        {
          "supportsInteractivity": true,
          "fontFamily": "system-ui, sans-serif",
          "fontSizes": { "small": 12, "default": 14, "medium": 16, "large": 18, "extraLarge": 24 },
          "spacing": { "small": 4, "default": 8, "medium": 12, "large": 16, "extraLarge": 24, "padding": 16 },
          "separator": { "lineThickness": 1, "lineColor": "LINE" },
          "containerStyles": { "default": { "backgroundColor": "SURFACE", "foregroundColors": {
            "default": { "default": "TEXT", "subtle": "QUIET" }, "accent": { "default": "ACCENT", "subtle": "ACCENT" }, "good": { "default": "GOOD", "subtle": "GOOD" },
            "warning": { "default": "WARNING", "subtle": "WARNING" }, "attention": { "default": "ATTENTION", "subtle": "ATTENTION" } } } },
          "table": { "cellSpacing": 4 },
          "actions": { "maxActions": 6, "buttonSpacing": 8, "actionsOrientation": "horizontal", "actionAlignment": "left" }
        }
        """;

    private static readonly string Renderer =
        typeof(TeamsCardTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "AdaptiveCards").Value!;

    private static readonly (string Name, string Light, string Dark)[] Colors =
    [
        ("SURFACE", "#ffffff", "#292929"), ("TEXT", "#242424", "#ffffff"), ("QUIET", "#616161", "#adadad"), ("LINE", "#d1d1d1", "#525252"), ("ACCENT", "#5b5fc7", "#9299f7"),
        ("GOOD", "#237b4b", "#92c353"), ("WARNING", "#835b00", "#f8d22a"), ("ATTENTION", "#c4314b", "#e37d80"),
    ];

    public static TheoryData<string, ColorScheme> Looks { get; } = new(
        from name in new[] { "usual", "huge", "hostile", "alert" }
        from theme in new[] { ColorScheme.Light, ColorScheme.Dark }
        select (name, theme));

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_card_is_drawn_whole_at_every_width_and_runs_nothing(string name, ColorScheme theme)
    {
        var page = await chromium.Browser.NewPageAsync(new() { ColorScheme = theme });
        List<string> wrong = [];
        page.Dialog += (_, dialog) => wrong.Add(dialog.Message);
        page.Request += (_, request) => wrong.Add(request.Url);
        page.PageError += (_, error) => wrong.Add(error);
        await page.SetContentAsync($"<!doctype html><style>body {{ margin: 0; background: {Color("SURFACE", theme)}; overflow-wrap: anywhere }} a {{ color: {Color("ACCENT", theme)} }}</style><body></body>");
        await page.AddScriptTagAsync(new() { Path = Renderer });
        CardContext context = new()
        {
            Panel = new("https://segments.example/"),
            Links = new(new("https://segments.example/"), new("https://segments.example/"), [new("tracker.example", new("https://tracker.example/"))]),
            Audience = "Product leads",
            Before = MadeReports.Usual(smb: 60, asOf: MadeReports.AsOf.AddDays(-7)).Document,
            Now = MadeReports.AsOf.AddHours(3),
        };
        var isAlert = name == "alert";
        var card = isAlert ? Cards.Alert(MadeReports.Usual(), context) : Cards.Of(ReportOf(name), context);

        await page.EvaluateAsync(
            """
            ([card, config]) => {
              const adaptive = new AdaptiveCards.AdaptiveCard();
              adaptive.hostConfig = new AdaptiveCards.HostConfig(JSON.parse(config));
              adaptive.parse(JSON.parse(card));
              document.body.append(adaptive.render());
            }
            """,
            new[] { card.ToJsonString(), Colors.Aggregate(HostConfig, (text, color) => text.Replace(color.Name, Color(color.Name, theme), StringComparison.Ordinal)) });

        var seen = await page.Locator("body").InnerTextAsync();
        foreach (var words in isAlert ? (string[])["Drift alert", "changed state"] : ["Alignment index", "Worth knowing", "█"])
        {
            seen.ShouldContain(words);
        }

        foreach (var width in new[] { 300, 900 })
        {
            await page.SetViewportSizeAsync(width, 900);
            if (Environment.GetEnvironmentVariable("PICTURES") is { Length: > 0 } pictures)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, $"card-{name}-{width}-{theme}.png"), FullPage = true });
            }

            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
            (await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('button')].filter(b => b.getBoundingClientRect().right > innerWidth || b.getBoundingClientRect().left < 0).map(b => b.textContent || b.title)"))
                .ShouldBeEmpty("Every button can be reached.");
        }

        wrong.ShouldBeEmpty();
        await page.CloseAsync();
    }

    private static AlignmentReport ReportOf(string name) => name switch
    {
        "usual" => MadeReports.Usual(),
        "huge" => Cards.Huge(),
        _ => MadeReports.Of(
            [("<img src=x onerror=alert(1)>", 30), ("[Enterprise](javascript:alert(1)) **x**", 70)],
            [
                MadeReports.Epic("A-1", 61, "<img src=x onerror=alert(1)>"), MadeReports.Epic("A-2", 20, "[Enterprise](javascript:alert(1)) **x**"),
                MadeReports.Epic("A-3", 5) with { Title = "<script>alert(1)</script> \u202Ereversed {{DATE(2026-01-01T00:00:00Z,SHORT)}}" },
                MadeReports.Epic("A-4", null, "<img src=x onerror=alert(1)>"),
            ]),
    };

    private static string Color(string name, ColorScheme theme) => Colors.Where(c => c.Name == name).Select(c => theme == ColorScheme.Light ? c.Light : c.Dark).Single();
}
