using TrackerSegments.Service.Reports;

namespace TrackerSegments.Service.Tests.Reports;

/// <summary>Where reports lead to: the panel, the tracker itself, and nowhere else.</summary>
public class ReportLinksTests
{
    [Theory]
    [InlineData("https://example.atlassian.net/issues/?jql=x", "https://example.atlassian.net", null, true)]
    [InlineData("https://EXAMPLE.atlassian.net/issues/?jql=x", "https://example.atlassian.net", null, true)]
    [InlineData("https://example.atlassian.net/issues/?jql=x", "https://api.atlassian.com/ex/jira/1", "example.atlassian.net", true)]
    [InlineData("https://example.atlassian.net/issues/?jql=x", "https://api.atlassian.com/ex/jira/1", null, false)]
    [InlineData("https://evil.example/issues/?jql=x", "https://example.atlassian.net", "example.atlassian.net", false)]
    [InlineData("https://example.atlassian.net.evil.example/issues/?jql=x", "https://example.atlassian.net", null, false)]
    [InlineData("https://example.atlassian.net@evil.example/?jql=x", "https://example.atlassian.net", null, false)]
    [InlineData("https://evil@example.atlassian.net/?jql=x", "https://example.atlassian.net", null, false)]
    [InlineData("http://example.atlassian.net/issues/?jql=x", "http://example.atlassian.net", null, false)]
    [InlineData("javascript:alert(1)", "https://example.atlassian.net", null, false)]
    [InlineData(null, "https://example.atlassian.net", null, false)]
    public void A_query_is_linked_over_https_at_the_trackers_own_host_alone(string? url, string address, string? host, bool isLinked) =>
        (TrackerLink.Of(new("jira", "example", "jql", new("x", url), [], new("y", null)), address, host) is not null).ShouldBe(isLinked);

    [Theory]
    [InlineData("https://segments.example.com", "https://segments.example.com/#/alignment?lens=a%26b")]
    [InlineData("https://segments.example.com/panel/?x=1#/board", "https://segments.example.com/panel/?x=1#/alignment?lens=a%26b")]
    public void The_panel_opens_with_the_lens(string panel, string expected) =>
        ReportLinks.At(new(panel), $"/alignment?lens={Uri.EscapeDataString("a&b")}")!.AbsoluteUri.ShouldBe(expected);
}
