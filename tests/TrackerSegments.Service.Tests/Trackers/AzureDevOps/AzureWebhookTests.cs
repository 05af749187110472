using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Trackers.AzureDevOps;

public class AzureWebhookTests
{
    private const string Secret = "planted-hook-secret";

    private static readonly AzureWebhook Webhook = new();

    [Fact]
    public void Who_brings_the_secret_in_the_header_or_as_a_password_is_trusted()
    {
        IsTrusted(new() { ["X-TrackerSegments-Secret"] = Secret }).ShouldBeTrue();
        IsTrusted(new() { ["Authorization"] = Basic($"anybody:{Secret}") }).ShouldBeTrue();
    }

    [Fact]
    public void Who_brings_anything_else_is_not()
    {
        IsTrusted([]).ShouldBeFalse();
        IsTrusted(new() { ["X-TrackerSegments-Secret"] = "" }).ShouldBeFalse();
        IsTrusted(new() { ["X-TrackerSegments-Secret"] = Secret + "x" }).ShouldBeFalse();
        IsTrusted(new() { ["X-TrackerSegments-Secret"] = Secret[..^1] }).ShouldBeFalse();
        IsTrusted(new() { ["X-TrackerSegments-Secret"] = new([Secret, Secret]) }).ShouldBeFalse();
        IsTrusted(new() { ["Authorization"] = Basic($"{Secret}:") }).ShouldBeFalse();
        IsTrusted(new() { ["Authorization"] = Basic(Secret) }).ShouldBeFalse();
        IsTrusted(new() { ["Authorization"] = "Basic not base 64" }).ShouldBeFalse();
        IsTrusted(new() { ["Authorization"] = $"Bearer {Secret}" }).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"id":"a","eventType":"workitem.updated","resource":{"id":9,"workItemId":42,"rev":3}}""", "42")]
    [InlineData("""{"id":"a","eventType":"workitem.updated","resource":{"id":9,"revision":{"id":42}}}""", "42")]
    [InlineData("""{"id":"a","eventType":"workitem.created","resource":{"id":42}}""", "42")]
    [InlineData("""{"id":"a","eventType":"workitem.deleted","resource":{"id":42}}""", "42")]
    [InlineData("""{"id":"a","eventType":"workitem.restored","resource":{"id":42}}""", "42")]
    [InlineData("\uFEFF" + """{"id":"a","eventType":"workitem.commented","resource":{"id":42}}""", "42")]
    public void An_event_names_its_work_item(string body, string item) => Parse(body).ShouldBe(new TrackerEvent(item, "a"));

    [Theory]
    [InlineData("""{"eventType":"workitem.updated","resource":{"id":9}}""")]
    [InlineData("""{"eventType":"build.complete","resource":{"id":9}}""")]
    [InlineData("""{"eventType":"workitem.created","resource":{"id":"9"}}""")]
    [InlineData("""{"eventType":"workitem.created","resource":{"id":-1}}""")]
    [InlineData("""{"eventType":7,"resource":[]}""")]
    [InlineData("[]")]
    [InlineData("7")]
    public void An_event_about_no_work_item_is_none(string body) => Parse(body).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("<html>")]
    public void A_body_that_is_no_JSON_is_refused(string body) => Should.Throw<JsonException>(() => Parse(body));

    [Fact]
    public async Task Every_event_that_Azure_DevOps_sends_is_understood()
    {
        await using var organization = await AzureOrganization.StartAsync();
        var hooks = organization.Azure.RegisterHook(new("http://127.0.0.1:1/"), collects: true);
        organization.Data.Add("Apple", "Epic", "One");
        organization.Data.Add("Apple", "Epic", "Two");
        organization.Data.Edit(2, AzureFieldNames.Title, "Edited");
        organization.Data.Delete(2);
        organization.Data.Restore(2);

        hooks.PendingEvents.Select(call => Webhook.Parse(new HeaderDictionary(), call.Body)).ShouldBe(
            hooks.PendingEvents.Select(call => new TrackerEvent($"{call.Event.Item.Id}", $"{call.Id}")));
        hooks.PendingEvents.Count.ShouldBe(5);
    }

    private static bool IsTrusted(HeaderDictionary headers) => Webhook.IsTrusted(headers, "{}"u8, Secret);

    private static TrackerEvent? Parse(string body) => Webhook.Parse(new HeaderDictionary(), Encoding.UTF8.GetBytes(body));

    private static string Basic(string text) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}";
}
