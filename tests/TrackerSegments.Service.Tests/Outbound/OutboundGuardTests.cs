using System.Net;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.Jira;

namespace TrackerSegments.Service.Tests.Outbound;

/// <summary>Which hosts a service that works for others calls, and which addresses they may stand for.</summary>
public sealed class OutboundGuardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://example.atlassian.net", nameof(OutboundPurpose.Jira))]
    [InlineData("https://EXAMPLE.Atlassian.NET/rest", nameof(OutboundPurpose.Jira))]
    [InlineData("https://api.atlassian.com/ex/jira/1", nameof(OutboundPurpose.Jira))]
    [InlineData("https://dev.azure.com/fabrikam", nameof(OutboundPurpose.AzureDevOps))]
    [InlineData("https://fabrikam.visualstudio.com", nameof(OutboundPurpose.AzureDevOps))]
    [InlineData("https://prod-12.westeurope.logic.azure.com:443/workflows/1", nameof(OutboundPurpose.Teams))]
    [InlineData("https://default1.ab.environment.api.powerplatform.com/powerautomate", nameof(OutboundPurpose.Teams))]
    [InlineData("https://jira.example.com", nameof(OutboundPurpose.Jira))]
    [InlineData("https://tfs.example.com:8443/tfs/Main", nameof(OutboundPurpose.AzureDevOps))]
    [InlineData("https://10.1.2.3", nameof(OutboundPurpose.Jira))]
    public void The_trackers_own_hosts_and_those_it_was_told_of_are_called(string address, string purpose) =>
        OutboundGuard.For("jira.example.com, tfs.example.com:8443,10.1.2.3").Refusal(new(address), Enum.Parse<OutboundPurpose>(purpose)).ShouldBeNull();

    [Theory]
    [InlineData("http://example.atlassian.net")]
    [InlineData("https://atlassian.net")]
    [InlineData("https://evilatlassian.net")]
    [InlineData("https://example.atlassian.net.evil.example")]
    [InlineData("https://example.atlassian.net.")]
    [InlineData("https://evil.example/example.atlassian.net")]
    [InlineData("https://evil.example?.atlassian.net")]
    [InlineData("https://evil.example#.atlassian.net")]
    [InlineData("https://user@example.atlassian.net")]
    [InlineData("https://example.atlassian.net:8443")]
    [InlineData("https://example.atlassian.net:22")]
    [InlineData("https://еxample.atlassian.nеt")]
    [InlineData("https://localhost")]
    [InlineData("https://127.0.0.1")]
    [InlineData("https://2130706433")]
    [InlineData("https://0177.0.0.1")]
    [InlineData("https://0x7f.1")]
    [InlineData("https://[::1]")]
    [InlineData("https://[::ffff:169.254.169.254]")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://dev.azure.com/fabrikam")]
    [InlineData("https://prod-12.westeurope.logic.azure.com")]
    [InlineData("https://jira.example.com:8443")]
    [InlineData("https://other.example.com")]
    public void Everything_else_is_not_and_the_refusal_says_what_would_be(string address) =>
        OutboundGuard.For("jira.example.com").Refusal(new(address), OutboundPurpose.Jira).ShouldNotBeNull().ShouldEndWith(".");

    [Fact]
    public void Only_a_host_of_this_computer_that_was_named_so_is_called_unencrypted()
    {
        var guard = OutboundGuard.For("http://127.0.0.1:8080,127.0.0.1:9090");

        guard.Refusal(new("http://127.0.0.1:8080/jira"), OutboundPurpose.Jira).ShouldBeNull();
        guard.Refusal(new("http://127.0.0.1:8081"), OutboundPurpose.Jira).ShouldNotBeNull();
        guard.Refusal(new("https://127.0.0.1:8080"), OutboundPurpose.Jira).ShouldNotBeNull();
        guard.Refusal(new("http://127.0.0.1:9090"), OutboundPurpose.Jira).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("https://jira.example.com")]
    [InlineData("jira.example.com/path")]
    [InlineData("user@jira.example.com")]
    [InlineData("http://jira.example.com")]
    [InlineData("a b")]
    public void A_host_that_is_none_is_said_at_the_start(string hosts) =>
        Should.Throw<UsageException>(() => OutboundGuard.For(hosts)).Message.ShouldContain("no host");

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("192.0.2.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:db8::1")]
    [InlineData("ff02::1")]
    public async Task A_name_that_stands_for_no_public_address_is_not_connected_to(string address)
    {
        PublicAddresses.Contain(IPAddress.Parse(address)).ShouldBeFalse();
        var guard = OutboundGuard.For(null, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("1.1.1.1"), IPAddress.Parse(address)]));

        await Should.ThrowAsync<OutboundRefusedException>(() => guard.FindAsync("example.atlassian.net", 443, Cancel));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("11.0.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:1.1.1.1")]
    public async Task A_public_address_is(string address)
    {
        var guard = OutboundGuard.For(null, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]));

        (await guard.FindAsync("example.atlassian.net", 443, Cancel)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_name_that_stands_for_another_address_later_is_looked_at_again()
    {
        var inside = false;
        var guard = OutboundGuard.For(null, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(inside ? "127.0.0.1" : "1.1.1.1")]));
        await guard.FindAsync("example.atlassian.net", 443, Cancel);

        inside = true;

        await Should.ThrowAsync<OutboundRefusedException>(() => guard.FindAsync("example.atlassian.net", 443, Cancel));
    }

    [Fact]
    public async Task A_tracker_at_a_host_that_may_not_be_called_is_told_in_a_sentence_and_gets_no_token()
    {
        var guard = OutboundGuard.For(null, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        using var inside = new JiraTracker(Settings("https://example.atlassian.net"), new("secret"), new Off(), new FixedClock(), guard);
        using var other = new JiraTracker(Settings("https://jira.example.com"), new("secret"), new Off(), new FixedClock(), guard);

        (await Should.ThrowAsync<TrackerException>(() => inside.ConnectAsync(Cancel))).Problem.ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe("hostNotAllowed"),
            p => p.Text.ShouldContain("not on the public Internet"));
        (await Should.ThrowAsync<TrackerException>(() => other.ConnectAsync(Cancel))).Problem.ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe("hostNotAllowed"),
            p => p.Text.ShouldContain("does not call jira.example.com"));
    }

    private static ConnectionSettings Settings(string address) =>
        new() { Tracker = TrackerKinds.Jira, Address = address, SegmentField = "Segment", Projects = ["A"] };

    private sealed class Off : IWriteSwitch
    {
        public Task DemandAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
