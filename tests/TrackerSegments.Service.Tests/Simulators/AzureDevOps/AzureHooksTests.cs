using System.Net;
using System.Text.Json.Nodes;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Simulators.AzureDevOps;

public class AzureHooksTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    [Fact]
    public async Task Every_change_is_told_and_only_of_an_update_is_the_resource_the_update()
    {
        await using var azure = await StartAsync();
        var hooks = azure.RegisterHook(Nowhere, collects: true);
        var epic = azure.Data.Item(1);

        azure.Data.Add("Fabrikam", "Feature", "Two", epic);
        azure.Data.Edit(1, "Title", "First");
        azure.Data.Delete(2);
        azure.Data.Restore(2);

        var bodies = hooks.PendingEvents.Select(e => JsonNode.Parse(e.Body.Span)!).ToList();
        bodies.Select(b => b["eventType"]!.GetValue<string>()).ShouldBe(["workitem.created", "workitem.updated", "workitem.deleted", "workitem.restored"]);
        bodies.Select(b => b["resource"]!["workItemId"]?.GetValue<int>()).ShouldBe([null, 1, null, null]);
        bodies.Select(b => b["resource"]!["id"]!.GetValue<int>()).ShouldBe([2, 3, 2, 2]);
        bodies[1]["resource"]!["fields"]!["System.Title"]!.ToJsonString().ShouldBe("""{"oldValue":"One","newValue":"First"}""");
        bodies[1]["resource"]!["rev"]!.GetValue<int>().ShouldBe(2);
        bodies[1]["resource"]!["revision"]!["fields"]!["System.Title"]!.GetValue<string>().ShouldBe("First");
        bodies[1]["publisherId"]!.GetValue<string>().ShouldBe("tfs");
        bodies[1]["resourceContainers"]!["project"]!["id"]!.GetValue<string>().ShouldBe(azure.Data.Project("Fabrikam").Id.ToString());
    }

    [Fact]
    public async Task Calls_carry_the_secret_and_are_sent_in_the_order_the_test_wants()
    {
        using var listener = new HttpListener();
        var address = new Uri($"http://127.0.0.1:{FreePort()}/hook/");
        listener.Prefixes.Add(address.AbsoluteUri);
        listener.Start();
        var receiving = ReceiveAsync(listener, 4);
        await using var azure = await StartAsync();
        var sent = azure.RegisterHook(address, ("X-Secret", "hush"), ("hook", "pass"));
        var kept = azure.RegisterHook(address, collects: true);

        azure.Data.Edit(1, "Title", "Second");
        azure.Data.Edit(1, "Title", "Third");
        await sent.SettledAsync();
        await kept.SendPendingAsync(calls => calls.Reverse(), TestContext.Current.CancellationToken);

        var calls = await receiving;
        calls.Select(c => c.Title).ShouldBe(["Second", "Third", "Third", "Second"]);
        calls.Select(c => c.Secret).ShouldBe(["hush", "hush", null, null]);
        calls[0].Authorization.ShouldBe($"Basic {Convert.ToBase64String("hook:pass"u8)}");
        sent.Answers.ShouldBe([200, 200]);
    }

    [Fact]
    public async Task Calls_are_lost_or_come_twice_where_a_test_wants_it()
    {
        await using var azure = await StartAsync();
        var hooks = azure.RegisterHook(Nowhere, collects: true);
        hooks.Drops = call => call.Event.Kind == AzureEventKind.Created;
        hooks.Copies = call => call.Event.Kind == AzureEventKind.Updated ? 2 : 1;

        azure.Data.Add("Fabrikam", "Epic", "Two");
        azure.Data.Edit(1, "Title", "First");

        hooks.PendingEvents.Count.ShouldBe(2);
        hooks.PendingEvents.Select(e => e.Id).Distinct().ShouldHaveSingleItem();
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private static async Task<List<(string Title, string? Secret, string? Authorization)>> ReceiveAsync(HttpListener listener, int count)
    {
        List<(string, string?, string?)> calls = [];
        while (calls.Count < count)
        {
            var context = await listener.GetContextAsync();
            var body = (await JsonNode.ParseAsync(context.Request.InputStream, cancellationToken: TestContext.Current.CancellationToken))!;
            calls.Add((
                body["resource"]!["revision"]!["fields"]!["System.Title"]!.GetValue<string>(), context.Request.Headers["X-Secret"], context.Request.Headers["Authorization"]));
            context.Response.Close();
        }

        return calls;
    }

    private static async Task<AzureSimulator> StartAsync()
    {
        var azure = await AzureSimulator.StartAsync(null, TestContext.Current.CancellationToken);
        azure.Data.AddProject("Fabrikam");
        azure.Data.Add("Fabrikam", "Epic", "One");
        return azure;
    }
}
