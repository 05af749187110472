using System.Net;
using System.Text.Json.Nodes;
using TrackerSegments.Service.Trackers.Jira;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Simulators.Jira;

public class JiraWebhooksTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    [Fact]
    public async Task Every_change_is_told_with_what_changed()
    {
        await using var jira = await StartAsync();
        var webhooks = jira.RegisterWebhook(Nowhere, "secret", collects: true);

        jira.Data.AddIssue("FW", "Epic", "Two");
        jira.Data.Edit("FW-1", "labels", "x");
        jira.Data.Delete("FW-2");

        var bodies = webhooks.PendingEvents.Select(e => JsonNode.Parse(e.Body.Span)!).ToList();
        bodies.Select(b => b["webhookEvent"]!.GetValue<string>()).ShouldBe(["jira:issue_created", "jira:issue_updated", "jira:issue_deleted"]);
        bodies[1]["changelog"]!["items"]![0]!["toString"]!.GetValue<string>().ShouldBe("x");
        JiraWebhook.Parse(webhooks.PendingEvents[1].Body)!.IssueKey.ShouldBe("FW-1");
    }

    [Fact]
    public async Task Calls_are_signed_and_sent_in_order_to_the_address()
    {
        await using var jira = await StartAsync();
        using var listener = new HttpListener();
        var address = new Uri($"http://127.0.0.1:{FreePort()}/hook/");
        listener.Prefixes.Add(address.AbsoluteUri);
        listener.Start();
        var received = ReceiveAsync(listener, 2);
        var webhooks = jira.RegisterWebhook(address, "secret", omitsFields: true);

        jira.Data.Edit("FW-1", "labels", "x");
        jira.Data.Edit("FW-1", "labels", "y");

        var calls = await received;
        await webhooks.SettledAsync();
        calls.ShouldAllBe(c => JiraWebhook.IsSigned(c.Body, c.Signature, "secret"));
        calls.Select(c => c.Identifier).Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
        JsonNode.Parse(calls[1].Body)!["changelog"]!["items"]![0]!["toString"]!.GetValue<string>().ShouldBe("y");
        webhooks.Answers.ShouldBe([200, 200]);
    }

    [Fact]
    public async Task Calls_are_lost_or_come_twice_where_a_test_wants_it()
    {
        await using var jira = await StartAsync();
        var webhooks = jira.RegisterWebhook(Nowhere, "secret", collects: true);
        webhooks.Drops = call => call.Event.Kind == JiraEventKind.Created;
        webhooks.Copies = call => call.Event.Kind == JiraEventKind.Updated ? 2 : 1;

        jira.Data.AddIssue("FW", "Epic", "Two");
        jira.Data.Edit("FW-1", "labels", "x");

        webhooks.PendingEvents.Select(e => e.Identifier).ShouldBe([webhooks.PendingEvents[0].Identifier, webhooks.PendingEvents[0].Identifier]);
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private static async Task<List<(byte[] Body, string? Signature, string? Identifier)>> ReceiveAsync(HttpListener listener, int count)
    {
        List<(byte[], string?, string?)> calls = [];
        while (calls.Count < count)
        {
            var context = await listener.GetContextAsync();
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body, TestContext.Current.CancellationToken);
            calls.Add((body.ToArray(), context.Request.Headers[JiraWebhook.SignatureHeader], context.Request.Headers[JiraWebhook.DeliveryHeader]));
            context.Response.Close();
        }

        return calls;
    }

    private static async Task<JiraSimulator> StartAsync()
    {
        var jira = await JiraSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        jira.Data.AddProject("FW", "Firework");
        jira.Data.AddIssue("FW", "Epic", "One");
        return jira;
    }
}
