using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Simulators.Jira.Specification;

namespace TrackerSegments.Service.Tests.Reports.Teams;

public class CardSchemaTests
{
    public static TheoryData<string> Names { get; } = ["usual", "huge", "empty", "without a strategy", "an alert", "a huge alert"];

    /// <summary>The types write the width in small letters, Teams' own documentation with a capital one.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_is_one_that_Teams_knows(string name)
    {
        var card = Card(name);
        card["msteams"]!["width"]!.ToString().ShouldBe("Full");
        card["msteams"]!["width"] = "full";

        Violations("teams-card-from-types.json", card).ShouldBeEmpty();
    }

    /// <summary>The official schema knows neither charts nor what is Teams' own, and misspells the property of tables that every renderer reads.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_is_an_Adaptive_Card_of_version_1_5_where_its_charts_give_way(string name)
    {
        var card = Card(name);
        card.Remove("msteams");
        Violations("adaptive-card-1.5.0.json", Plain(card)!).ShouldBeEmpty();
    }

    [Fact]
    public void A_card_that_is_wrong_is_found_by_both()
    {
        var card = Card("usual");
        card["msteams"]!["width"] = "full";
        card["body"]![0]!["wrong"] = 1;

        Violations("teams-card-from-types.json", card.DeepClone().AsObject()).ShouldNotBeEmpty();
        card.Remove("msteams");
        Violations("adaptive-card-1.5.0.json", Plain(card)!).ShouldNotBeEmpty();
    }

    private static JsonObject Card(string name) => name switch
    {
        "an alert" => Cards.Alert(MadeReports.Usual(), new() { Links = Cards.Links, Audience = "Product leads" }),
        "a huge alert" => Cards.Alert(Cards.Huge(), new() { Links = Cards.Links }),
        _ => Report(name),
    };

    private static JsonObject Report(string name) => Cards.Of(
        name switch
        {
            "usual" => MadeReports.Usual(),
            "huge" => Cards.Huge(),
            "empty" => MadeReports.Of([("Enterprise", 100)], []),
            _ => MadeReports.Of([("Enterprise", null)], [MadeReports.Epic("A-1", 5, "Enterprise")]),
        },
        new() { Links = Cards.Links, Moved = "SMB fell by 4.2 points.", Moves = "Defer A-1 (3 points), and every segment is within its tolerance.", Before = MadeReports.Usual(smb: 60).Document, Note = "Posted late." });

    private static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonObject some when some["type"]?.ToString().StartsWith("Chart.", StringComparison.Ordinal) is true => Plain(some["fallback"]),
        JsonObject some => new JsonObject(some.Select(property => KeyValuePair.Create(
            property.Key == "firstRowAsHeaders" ? "firstRowAsHeader" : property.Key, Plain(property.Value)))),
        JsonArray some => new JsonArray([.. some.Select(Plain)]),
        _ => node?.DeepClone(),
    };

    private static IReadOnlyList<string> Violations(string file, JsonNode card)
    {
        var folder = Environment.GetEnvironmentVariable(JiraSpecification.Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{JiraSpecification.Variable} names no folder with the schemas.");
        var text = JsonNode.Parse(File.ReadAllText(Path.Combine(folder!, file)))!.AsObject();
        text.Remove("$schema");
        text.Remove("id");
        var schema = JsonSchema.FromText(text.ToJsonString(), new() { SchemaRegistry = new(), Dialect = Dialect.Draft06 });
        using var document = JsonDocument.Parse(card.ToJsonString());
        var results = schema.Evaluate(document.RootElement, new() { OutputFormat = OutputFormat.List });
        return results.IsValid
            ? []
            : [.. results.Details!.Where(detail => detail.Errors is not null).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Key} {error.Value}"))];
    }
}
