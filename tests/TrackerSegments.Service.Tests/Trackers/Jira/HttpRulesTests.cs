using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.Jira;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

public class HttpRulesTests
{
    private static readonly string[] Reasons =
        ["jira-quota-global-based", "jira-quota-tenant-based", "jira-cost-based", "jira-burst-based", "jira-per-issue-on-write"];

    private static readonly TrackerRules Rules = new(JiraDialect.Own);

    [Fact]
    public void Every_reason_of_a_limit_has_exactly_one_row()
    {
        foreach (var reason in Reasons)
        {
            Rules.All.Count(rule => rule.Reason is not null && rule.IsFor(429, reason)).ShouldBe(1, $"{reason}: give it one row in TrackerRules");
        }
    }

    [Theory]
    [InlineData("jira-quota-global-based", "Tenant")]
    [InlineData("jira-quota-tenant-based", "Tenant")]
    [InlineData("jira-cost-based", "Tenant")]
    [InlineData("jira-burst-based", "Endpoint")]
    [InlineData("jira-per-issue-on-write", "Item")]
    [InlineData("something-new", "Endpoint")]
    [InlineData(null, "Endpoint")]
    public void A_limit_makes_wait_what_it_is_about(string? reason, string pause) => Rules.Of(429, reason).Pause.ToString().ShouldBe(pause);

    [Fact]
    public void A_status_that_HTTP_does_not_know_is_the_trackers_fault() => Rules.Of(777, null).Code.ShouldBe("trackerFailed");
}
