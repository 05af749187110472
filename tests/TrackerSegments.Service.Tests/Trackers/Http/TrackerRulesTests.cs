using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.AzureDevOps;
using TrackerSegments.Service.Trackers.Jira;

namespace TrackerSegments.Service.Tests.Trackers.Http;

/// <summary>What holds for the table of errors of every tracker.</summary>
public class TrackerRulesTests
{
    public static TheoryData<string> Products { get; } = ["Jira", "Azure DevOps"];

    [Theory]
    [MemberData(nameof(Products))]
    public void Every_status_has_exactly_one_row(string product)
    {
        for (var status = 300; status <= 599; status++)
        {
            Of(product).Count(rule => rule.Reason is null && rule.IsFor(status, null)).ShouldBe(1, $"status {status}: give it one row in the table");
        }
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Every_row_says_where_and_what_in_a_sentence(string product)
    {
        foreach (var rule in Of(product))
        {
            rule.Text.ShouldContain("{host}");
            rule.Text.ShouldContain("{purpose}");
            rule.Text.ShouldEndWith(".");
            rule.Code.ShouldMatch("^[a-z][A-Za-z]+$");
        }
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void A_write_is_never_repeated_after_an_answer_that_leaves_open_whether_it_was_carried_out(string product)
    {
        foreach (var rule in Of(product).Where(rule => rule.From >= 500 || rule.From == 408))
        {
            rule.Repeat.ShouldNotBe(CallRepeat.Always, $"status {rule.From}");
        }
    }

    private static IReadOnlyList<TrackerRule> Of(string product) => (product == "Jira" ? new(JiraDialect.Own) : AzureRules.Table).All;
}
