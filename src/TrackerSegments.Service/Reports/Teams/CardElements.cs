using System.Text.Json.Nodes;

namespace TrackerSegments.Service.Reports.Teams;

/// <summary>The elements that a card is made of.</summary>
internal static class CardElements
{
    /// <summary>A query of a tracker that still opens; what is longer than this is not.</summary>
    private const int LongestAddress = 2_000;

    /// <summary>This many buttons stand beside each other where a card is narrow; the others are behind the last one.</summary>
    private const int MostButtons = 2;

    /// <summary>A card with the links that lead out of it.</summary>
    public static JsonObject Card(string fallback, IEnumerable<JsonNode> body, CardContext context)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["msteams"] = new JsonObject { ["width"] = "Full" },
            ["fallbackText"] = fallback,
            ["body"] = new JsonArray([.. body]),
        };
        JsonObject[] actions = [.. context.Links.All.Select(link => Open(link.Address, link.Name)).OfType<JsonObject>()];
        return actions.Length == 0 ? card : With(card, "actions", new JsonArray([.. actions.Select((action, i) => i < MostButtons ? action : With(action, "mode", "secondary"))]));
    }

    /// <summary>Whom a card is for.</summary>
    public static string For(CardContext context, CardText text) => string.IsNullOrWhiteSpace(context.Audience) ? "" : $" · {text.Name(context.Audience)}";

    public static JsonObject Text(params IEnumerable<JsonNode> runs) => new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray([.. runs]) };

    public static JsonObject Heading(string text) => With(Text(Run(text, weight: "Bolder")), "spacing", "Large");

    public static JsonObject Run(
        string text, string? weight = null, string? size = null, string? color = null, bool isSubtle = false, bool isMonospace = false, Uri? address = null)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = text };
        Add("weight", weight);
        Add("size", size);
        Add("color", color);
        Add("fontType", isMonospace ? "Monospace" : null);
        if (isSubtle)
        {
            run["isSubtle"] = true;
        }

        if (Open(address) is { } open)
        {
            run["selectAction"] = open;
        }

        return run;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                run[name] = value;
            }
        }
    }

    /// <summary>
    /// A table whose columns have these widths, relative to each other; its first row is the header, unless it has none. A cell has lines: what
    /// belongs together stands one below the other, so that words stay whole where a card is narrow.
    /// </summary>
    public static JsonObject Table(IEnumerable<int> widths, bool hasHeader, IEnumerable<JsonNode[][]> rows) => new()
    {
        ["type"] = "Table",
        ["columns"] = new JsonArray([.. widths.Select(width => new JsonObject { ["width"] = width })]),
        ["firstRowAsHeaders"] = hasHeader,
        ["showGridLines"] = false,
        ["rows"] = new JsonArray([.. rows.Select(Row)]),
    };

    /// <summary>A link to a web page; null where the address is none, or too long for a card.</summary>
    public static JsonObject? Open(Uri? address, string? title = null)
    {
        if (address is not { IsAbsoluteUri: true, Scheme: "http" or "https", AbsoluteUri.Length: <= LongestAddress })
        {
            return null;
        }

        var action = new JsonObject { ["type"] = "Action.OpenUrl", ["url"] = address.AbsoluteUri };
        return title is null ? action : With(action, "title", title);
    }

    public static JsonObject With(JsonObject element, string name, JsonNode value)
    {
        element[name] = value;
        return element;
    }

    private static JsonObject Row(JsonNode[][] cells) => new()
    {
        ["type"] = "TableRow",
        ["cells"] = new JsonArray([.. cells.Select(cell => new JsonObject
        {
            ["type"] = "TableCell",
            ["items"] = new JsonArray([.. cell.Select((line, i) => i == 0 ? Text(line) : With(Text(line), "spacing", "None"))]),
        })]),
    };
}
