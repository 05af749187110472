using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TrackerSegments.Service.Trackers.Jira;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

public class JiraWebhookTests
{
    private const string Secret = "a shared secret";

    private static readonly byte[] Body = """{"webhookEvent":"jira:issue_updated","issue":{"id":"10042","key":"FW-42"}}"""u8.ToArray();

    [Fact]
    public void A_body_signed_with_the_secret_is_accepted()
    {
        JiraWebhook.IsSigned(Body, Signed(Body, Secret), Secret).ShouldBeTrue();
        JiraWebhook.IsSigned(Body, Signed(Body, Secret).ToUpperInvariant(), Secret).ShouldBeTrue();
    }

    [Fact]
    public void Any_other_signature_is_refused()
    {
        string?[] wrong =
        [
            null, "", "sha256=", "sha1=abc", Signed(Body, "another secret"), Signed([.. Body, 0x20], Secret), Signed(Body, Secret)[..^1],
            Signed(Body, Secret).Replace("sha256=", "", StringComparison.Ordinal),
        ];

        foreach (var signature in wrong)
        {
            JiraWebhook.IsSigned(Body, signature, Secret).ShouldBeFalse(signature);
        }
    }

    [Fact]
    public void The_issue_an_event_is_about_is_found()
    {
        JiraWebhook.Parse(Body).ShouldBe(new JiraEvent("10042", "FW-42", "jira:issue_updated", "FW"));
        JiraWebhook.Parse("""{"issue":{"id":7}}"""u8.ToArray()).ShouldBe(new JiraEvent("7", null, "", null));
        JiraWebhook.Parse("""{"eventType":"avi:jira:deleted:issue","issue":{"id":"7","key":"A-B-1"},"changelog":[]}"""u8.ToArray())
            .ShouldBe(new JiraEvent("7", "A-B-1", "avi:jira:deleted:issue", "A-B"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"webhookEvent":"sprint_started"}""")]
    [InlineData("""{"issue":[]}""")]
    [InlineData("""{"issue":{"id":{}}}""")]
    [InlineData("""{"issue":{"key":"FW-1"}}""")]
    public void An_event_about_no_issue_is_none(string body) => JiraWebhook.Parse(Encoding.UTF8.GetBytes(body)).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("<html>")]
    public void A_body_that_is_no_JSON_is_refused(string body) =>
        Should.Throw<JsonException>(() => JiraWebhook.Parse(Encoding.UTF8.GetBytes(body)));

    private static string Signed(byte[] body, string secret) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";
}
