using static TrackerSegments.Core.Tests.Backlogs;

namespace TrackerSegments.Core.Tests;

public sealed class SuggestionTests
{
    private static readonly Lens Sizes = Lens("SMB", "Enterprise");

    [Theory]
    [InlineData("title", RuleOperator.Contains, "AUDIT", true)]
    [InlineData("title", RuleOperator.Is, "audit", false)]
    [InlineData("Label", RuleOperator.Is, "soc2", true)]
    [InlineData("label", RuleOperator.Is, "soc", false)]
    [InlineData("component", RuleOperator.Is, "Admin console", true)]
    [InlineData("area", RuleOperator.Under, "Shop\\Enterprise", true)]
    [InlineData("area", RuleOperator.Under, "shop\\enterprise\\sso", true)]
    [InlineData("area", RuleOperator.Under, "Shop\\", true)]
    [InlineData("area", RuleOperator.Under, "Shop\\Enter", false)]
    [InlineData("project", RuleOperator.Is, "a", true)]
    [InlineData("key", RuleOperator.Is, "A-1", true)]
    [InlineData("type", RuleOperator.Is, "epic", true)]
    [InlineData("team", RuleOperator.Is, "Falcon", true)]
    [InlineData("assignee", RuleOperator.Is, "Ada", false)]
    [InlineData("status", RuleOperator.Is, "Ready", true)]
    [InlineData("Customer", RuleOperator.Contains, "bank", true)]
    [InlineData("Nothing", RuleOperator.Contains, "bank", false)]
    public void A_condition_looks_at_what_it_names(string field, RuleOperator compares, string text, bool holds)
    {
        var epic = Epic("A-1", 5) with
        {
            Title = "Audit log",
            Team = "Falcon",
            Status = "Ready",
            Fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
            {
                ["Labels"] = ["SOC2", "q3"],
                ["Component/s"] = ["Admin console"],
                ["System.AreaPath"] = ["Shop\\Enterprise\\SSO"],
                ["Customer"] = ["First Bank"],
            },
        };

        Preview([epic], new SuggestionRule("r", [new(field, compares, text)], "smb")).Suggested.Count.ShouldBe(holds ? 1 : 0);
        Preview([epic], new SuggestionRule("r", [new(field, compares, text, IsNot: true)], "smb")).Suggested.Count.ShouldBe(holds ? 0 : 1);
    }

    [Fact]
    public void The_first_rule_that_holds_decides_and_what_others_say_is_shown()
    {
        var preview = Preview(
            [Epic("A-1", 5) with { Title = "Audit log for everybody" }],
            Rule("log", "smb"),
            Rule("Audit", "enterprise"),
            Rule("everybody", "smb"));

        var suggestion = preview.Suggested.ShouldHaveSingleItem();
        suggestion.ShouldSatisfyAllConditions(s => s.Segment.ShouldBe("smb"), s => s.Rule.ShouldBe("log"), s => s.Others.ShouldBe(["enterprise"]));
    }

    [Fact]
    public void Every_epic_is_accounted_for_and_a_persons_tag_is_never_touched()
    {
        var preview = Preview(
            [
                Epic("A-1", 30, "SMB") with { Title = "audit" }, Epic("A-2", 30, "Enterprise") with { Title = "audit" },
                Epic("A-3", 10) with { Title = "audit" }, Epic("A-4", 10), Epic("A-5", 10, "SMB"),
            ],
            Rule("audit", "enterprise"));

        preview.Suggested.Select(s => s.Key).ShouldBe(["A-3"]);
        preview.Agreeing.ShouldBe(["A-2"]);
        preview.Differing.Select(s => (s.Key, s.Segment)).ShouldBe([("A-1", "enterprise")]);
        preview.Unmatched.ShouldBe(["A-4"]);
        preview.Effect.SplitAfter.Segments.Select(s => s.Effort.Units).ShouldBe([40m, 40m]);
        preview.Effect.SplitBefore.Segments.Select(s => s.Effort.Units).ShouldBe([40m, 30m]);
    }

    [Fact]
    public void All_conditions_of_a_rule_have_to_hold()
    {
        SuggestionRule rule = new("both", [new("title", RuleOperator.Contains, "audit"), new("project", RuleOperator.Is, "A")], "smb");

        Preview([Epic("A-1", 5) with { Title = "audit" }, Epic("B-1", 5) with { Title = "audit" }], rule).Suggested.Select(s => s.Key).ShouldBe(["A-1"]);
    }

    [Fact]
    public void Rules_that_cannot_be_are_refused()
    {
        Refusal(new("r", [], "smb")).ShouldBe("The rule \"r\" has no condition and would hold for every epic. Give it at least one.");
        Refusal(new("r", [new("title", RuleOperator.Contains, " ")], "smb")).ShouldBe("The rule \"r\" compares title with nothing. Say what with.");
        Refusal(Rule("r", "tiny")).ShouldBe("The rule \"r\" cannot be used. There is no segment \"tiny\" in Customer segment. Look at the list again.");
    }

    private static string Refusal(SuggestionRule rule) => Should.Throw<SchemeException>(() => Preview([], rule)).Message;

    private static SuggestionRule Rule(string text, string segment) => new(text, [new("title", RuleOperator.Contains, text)], segment);

    private static SuggestionPreview Preview(WorkItem[] items, params SuggestionRule[] rules) =>
        Suggestions.Preview(new(Sizes, Tagging.Tag(Sizes, RollUp.Compute(Backlog.Build(items), new()))), rules, Strategy(50, 50));
}
