using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace TrackerSegments.Browser.Tests.Pages;

/// <summary>Lets the panel believe that its workspace has a past and a second lens: answers what the service would say of them.</summary>
internal sealed class Insights(IPage page)
{
    private static readonly (string Key, string Name, string Color, double Target)[] Segments =
        [("enterprise", "Enterprise", "#0072B2", 30), ("mid-market", "Mid-market", "#D55E00", 20), ("smb", "SMB", "#009E73", 50)];

    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static string Hash => new('f', 64);

    /// <summary>How often a plan was asked for.</summary>
    public int Plans { get; private set; }

    public async Task AnswerAsync()
    {
        await page.RouteAsync("**/api/workspace", AnswerWorkspaceAsync);
        await page.RouteAsync("**/api/trend?*", route => AnswerAsync(route, Trend()));
        await page.RouteAsync("**/api/trend/drift?*", route => AnswerAsync(route, Drift()));
        await page.RouteAsync("**/api/findings?*", route => AnswerAsync(route, Findings()));
        await page.RouteAsync("**/api/matrix?*", route => AnswerAsync(route, Matrix()));
        await page.RouteAsync("**/api/plan", route =>
        {
            Plans++;
            return AnswerAsync(route, Plan());
        });
    }

    private static async Task AnswerWorkspaceAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        var workspace = JsonNode.Parse(await answer.TextAsync())!.AsObject();
        workspace["lenses"]!.AsArray().Add(JsonNode.Parse("""{ "key": "region", "name": "Region", "primary": false }"""));
        await route.FulfillAsync(new() { Response = answer, Body = workspace.ToJsonString() });
    }

    private static Task AnswerAsync(IRoute route, JsonNode body) =>
        route.FulfillAsync(new() { ContentType = "application/json", Body = body.ToJsonString() });

    private static string DayOf(int ago) => Today.AddDays(-ago).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Seven weeks with a gap, in which SMB rises slowly and its target once.</summary>
    private static JsonObject Trend() => new()
    {
        ["schema"] = 1,
        ["lens"] = Lens(),
        ["asOf"] = TimeProvider.System.GetUtcNow().ToString("O"),
        ["unit"] = "points",
        ["from"] = DayOf(89),
        ["to"] = DayOf(0),
        ["step"] = "day",
        ["segments"] = Each(s => new() { ["key"] = s.Key, ["name"] = s.Name, ["color"] = s.Color, ["current"] = true }),
        ["points"] = new JsonArray([.. Enumerable.Range(0, 50).Where(i => i is < 20 or > 26).Select(Point)]),
        ["gaps"] = new JsonArray(new JsonObject { ["first"] = DayOf(29), ["last"] = DayOf(23) }),
        ["alerts"] = new JsonArray(new JsonObject
        {
            ["day"] = DayOf(4),
            ["since"] = DayOf(5),
            ["code"] = "stateChanged",
            ["severity"] = "warning",
            ["text"] = "Mid-market went from under its target to on it.",
            ["items"] = new JsonArray("mid-market"),
            ["action"] = "See what moved it.",
        }),
        ["alertCount"] = 1,
        ["hash"] = Hash,
    };

    private static JsonNode Point(int i)
    {
        var shares = new[] { 0.62 - (i * 0.002), 0.16 + (0.02 * Math.Sin(i / 6.0)), 0 };
        shares[2] = 1 - shares[0] - shares[1];
        return new JsonObject
        {
            ["day"] = DayOf(49 - i),
            ["first"] = DayOf(49 - i),
            ["last"] = DayOf(49 - i),
            ["index"] = 62 + (i * 0.3),
            ["indexMin"] = 58 + (i * 0.3),
            ["indexMax"] = 68 + (i * 0.25),
            ["state"] = "misaligned",
            ["certain"] = true,
            ["coverage"] = 0.9,
            ["effort"] = 2650,
            ["epics"] = 122,
            ["unassigned"] = 20,
            ["unassignedEffort"] = 255,
            ["unestimated"] = 13,
            ["segments"] = Each(s => Value(s.Key, shares[Array.IndexOf(Segments, s)], s.Key == "smb" && i < 15 ? 40 : s.Key == "enterprise" && i < 15 ? 40 : s.Target)),
        };
    }

    private static JsonObject Drift() => new()
    {
        ["schema"] = 1,
        ["unit"] = "points",
        ["from"] = new JsonObject { ["day"] = DayOf(49) },
        ["to"] = new JsonObject { ["day"] = DayOf(0) },
        ["comparable"] = true,
        ["sentence"] = "",
        ["segments"] = new JsonArray(
            Moved(0, 0.62, 0.522, ("newScope", -6.1), ("completion", -4.2), ("reEstimate", 0.5)),
            Moved(1, 0.16, 0.179, ("reTag", 1.9)),
            Moved(2, 0.22, 0.299, ("newScope", 5.4), ("reTag", 3.1), ("completion", -0.6))),
        ["migration"] = new JsonObject
        {
            ["places"] = new JsonArray(
            [
                .. Segments.Select(s => Place(s.Key, "segment", s.Name, s.Color)),
                Place(":unassigned", "unassigned", "Unassigned", null),
                Place(":outside", "outside", "Not in the plan", null),
            ]),
            ["flows"] = new JsonArray(
                Flow("enterprise", "enterprise", 1300), Flow("enterprise", "smb", 90), Flow("mid-market", "mid-market", 390), Flow("smb", "smb", 420),
                Flow(":unassigned", "mid-market", 34), Flow(":outside", "smb", 60), Flow("enterprise", ":outside", 120)),
        },
        ["hash"] = Hash,
    };

    private static JsonObject Moved(int at, double before, double after, params (string Cause, double Change)[] parts)
    {
        var (key, name, color, _) = Segments[at];
        return new()
        {
            ["key"] = key,
            ["name"] = name,
            ["color"] = color,
            ["before"] = new JsonObject { ["effort"] = before * 2400, ["share"] = before },
            ["after"] = new JsonObject { ["effort"] = after * 2400, ["share"] = after },
            ["change"] = (after - before) * 100,
            ["shown"] = Math.Round((after - before) * 100, 1),
            ["parts"] = new JsonArray([.. parts.Select(p => new JsonObject
            {
                ["cause"] = p.Cause,
                ["effort"] = p.Change * 24,
                ["change"] = p.Change,
                ["shown"] = p.Change,
                ["epics"] = Epics(),
                ["epicCount"] = 2,
            })]),
        };
    }

    private static JsonObject Place(string id, string kind, string name, string? color) => new()
    {
        ["id"] = id,
        ["kind"] = kind,
        ["name"] = name,
        ["color"] = color,
        ["before"] = 100,
        ["after"] = 100,
    };

    private static JsonObject Flow(string from, string to, double effort) => new()
    {
        ["from"] = from,
        ["to"] = to,
        ["effort"] = effort,
        ["byScheme"] = 0,
        ["epics"] = Epics(),
        ["epicCount"] = 2,
    };

    private static JsonArray Epics() => new(
        new JsonObject { ["key"] = "FW-301", ["title"] = "Customer-managed encryption keys", ["url"] = null, ["effort"] = 56 },
        new JsonObject { ["key"] = "FW-9999", ["title"] = null, ["url"] = null, ["effort"] = 3 });

    private static JsonObject Findings() => new()
    {
        ["schema"] = 1,
        ["unit"] = "points",
        ["findings"] = new JsonArray(new JsonObject
        {
            ["code"] = "unmappedValues",
            ["severity"] = "warning",
            ["text"] = "1 value of Customer segment means no segment: \"Partner\" (4 epics).",
            ["items"] = new JsonArray("Partner"),
            ["itemCount"] = 1,
            ["action"] = "Say which segment each value means, or correct it on the epics.",
        }),
        ["health"] = new JsonArray(
            Check("measurable", "Measurable", "warn", "Only 90.4 % of the effort names a segment.", "Tag the largest epics without a segment.", "PULSE-7", "FW-36"),
            Check("substantial", "Substantial", "pass", "Every segment has a share or a target of 5 % or more.", ""),
            Check("accessible", "Accessible", "fail", "3 segments have no owner or do not say how they are reached.", "Name an owner of each, and how it is reached.", "Enterprise", "Mid-market", "SMB")),
        ["conflicts"] = new JsonArray(new JsonObject
        {
            ["key"] = "FW-301",
            ["title"] = "Customer-managed encryption keys",
            ["url"] = null,
            ["effort"] = 56,
            ["helps"] = new JsonArray("enterprise"),
            ["harms"] = new JsonArray("smb"),
            ["open"] = true,
        }),
        ["hash"] = Hash,
    };

    private static JsonObject Check(string code, string name, string outcome, string text, string action, params string[] items) => new()
    {
        ["code"] = code,
        ["name"] = name,
        ["outcome"] = outcome,
        ["figure"] = 0.9,
        ["text"] = text,
        ["items"] = new JsonArray([.. items.Select(i => JsonValue.Create(i))]),
        ["itemCount"] = items.Length,
        ["action"] = action,
    };

    private static JsonObject Plan() => new()
    {
        ["schema"] = 1,
        ["unit"] = "points",
        ["capacity"] = 400,
        ["aim"] = "targets",
        ["sentence"] = "",
        ["bound"] = "",
        ["closest"] = true,
        ["bestRanked"] = false,
        ["distance"] = 3,
        ["atLeast"] = 3,
        ["effort"] = 397.5,
        ["commit"] = new JsonArray(Planned("FW-301", 56, isFixed: true), Planned("FW-84", 51), Planned("FW-56", 47.5), Planned("PULSE-230", 38)),
        ["in"] = new JsonArray("FW-56"),
        ["out"] = new JsonArray(Planned("FW-370", 52)),
        ["unknown"] = new JsonArray(),
        ["before"] = Stand(70, 0.6, 0.18, 0.22),
        ["after"] = Stand(92, 0.34, 0.22, 0.44),
        ["hash"] = Hash,
    };

    private static JsonObject Planned(string key, double effort, bool isFixed = false) => new()
    {
        ["key"] = key,
        ["title"] = "Accessible app: screen reader, contrast, large text",
        ["url"] = "https://tracker.example/browse/" + key,
        ["effort"] = effort,
        ["segments"] = new JsonArray("enterprise", "smb"),
        ["fixed"] = isFixed,
    };

    private static JsonObject Stand(double index, params double[] shares) => new()
    {
        ["index"] = index,
        ["indexMin"] = index,
        ["indexMax"] = index,
        ["state"] = "misaligned",
        ["certain"] = true,
        ["effort"] = 400,
        ["unassignedEffort"] = 0,
        ["segments"] = Each(s => Value(s.Key, shares[Array.IndexOf(Segments, s)], s.Target)),
    };

    private static JsonObject Matrix() => new()
    {
        ["schema"] = 1,
        ["rows"] = new JsonObject { ["lens"] = Lens(), ["segments"] = Sides(Segments, 437, 424, 536) },
        ["columns"] = new JsonObject
        {
            ["lens"] = new JsonObject { ["key"] = "region", ["name"] = "Region" },
            ["segments"] = Sides([("north", "Northern Europe", "#56B4E9", 0), ("south", "Southern Europe", "#E69F00", 0)], 900, 497),
        },
        ["unit"] = "points",
        ["effort"] = 1412,
        ["redundant"] = false,
        ["cells"] = new JsonArray(
            Cell("enterprise", "north", 400), Cell("enterprise", "south", 37), Cell("mid-market", "north", 200), Cell("mid-market", "south", 224),
            Cell("smb", "north", 300), Cell("smb", "south", 236), Cell(null, null, 15)),
        ["hash"] = Hash,
    };

    private static JsonArray Sides((string Key, string Name, string Color, double Target)[] segments, params double[] efforts) => new(
    [
        .. segments.Select((s, i) => new JsonObject { ["key"] = s.Key, ["name"] = s.Name, ["color"] = s.Color, ["effort"] = efforts[i], ["epics"] = 9 }),
        new JsonObject { ["key"] = null, ["name"] = "Unassigned", ["color"] = null, ["effort"] = 15, ["epics"] = 1 },
    ]);

    private static JsonObject Cell(string? row, string? column, double effort) => new()
    {
        ["row"] = row,
        ["column"] = column,
        ["effort"] = effort,
        ["share"] = effort / 1412,
        ["epics"] = Epics(),
        ["epicCount"] = 2,
    };

    private static JsonObject Lens() => new() { ["key"] = "customer-segment", ["name"] = "Customer segment" };

    private static JsonObject Value(string key, double share, double target) => new()
    {
        ["key"] = key,
        ["effort"] = share * 2400,
        ["epics"] = 40,
        ["share"] = share,
        ["target"] = target,
        ["tolerance"] = 5,
        ["delta"] = (share * 100) - target,
        ["state"] = "under",
    };

    private static JsonArray Each(Func<(string Key, string Name, string Color, double Target), JsonObject> make) => new([.. Segments.Select(make)]);
}
