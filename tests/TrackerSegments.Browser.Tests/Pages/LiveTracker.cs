using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace TrackerSegments.Browser.Tests.Pages;

/// <summary>Lets the panel believe that its workspace is read from Jira: answers what a live tracker would say, and hands all else on.</summary>
internal sealed class LiveTracker(IPage page)
{
    private bool allowed = true;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>The document that the panel is told.</summary>
    public JsonObject Sync { get; private set; } = [];

    public ILocator Strip => page.GetByTestId("sync-strip");

    public ILocator Problems => page.GetByTestId("sync-problems");

    public ILocator Source => page.GetByTestId("source");

    public ILocator SyncNow => page.GetByTestId("sync-now");

    public ILocator Writing => page.GetByTestId("writing");

    public ILocator Confirm => page.GetByTestId("confirm-writing");

    /// <summary>How often the panel asked for a reading.</summary>
    public int Asked { get; private set; }

    public async Task OpenAsync(string address = "/", Action<JsonObject>? change = null)
    {
        Sync = AllWell();
        change?.Invoke(Sync);
        allowed = Sync["writing"]!["allowed"]!.GetValue<bool>();
        await page.RouteAsync("**/api/workspace", AnswerWorkspaceAsync);
        await page.RouteAsync("**/api/sync", AnswerSyncAsync);
        await page.RouteAsync("**/api/sync/writing", SwitchAsync);
        await page.GotoAsync(address);
        await SyncNow.WaitForAsync();
    }

    public static JsonObject AllWell() => JsonNode.Parse(
        $$"""
        {
          "schema": 1, "tracker": { "kind": "jira-cloud", "name": "fernway.atlassian.net" }, "state": "waiting",
          "read": 5000, "total": 5000, "isComplete": true, "asOf": "{{Now:O}}",
          "scopes": [
            { "tracker": "fernway.atlassian.net", "key": "FW", "name": "Firework", "phase": "idle", "read": 3000, "total": 3000, "asOf": "{{Now:O}}", "lastFull": null, "problem": null },
            { "tracker": "fernway.atlassian.net", "key": "PULSE", "name": "Pulsetime", "phase": "idle", "read": 2000, "total": 2000, "asOf": "{{Now:O}}", "lastFull": null, "problem": null }
          ],
          "problem": null,
          "fields": [
            { "tracker": "fernway.atlassian.net", "role": "segment", "id": "customfield_10050", "name": "Customer segment", "kind": "multi-select", "canWrite": true },
            { "tracker": "fernway.atlassian.net", "role": "effort", "id": "customfield_10016", "name": "Story point estimate", "kind": "number", "canWrite": false }
          ],
          "findings": [],
          "writing": { "allowed": true, "canSwitch": true, "changedAt": null, "text": "" },
          "pendingEvents": 0
        }
        """)!.AsObject();

    /// <summary>The first reading, under way.</summary>
    public static void Reading(JsonObject sync)
    {
        sync["state"] = "reading";
        sync["read"] = 1200;
        sync["isComplete"] = false;
    }

    /// <summary>A project that cannot be read.</summary>
    public static void Trouble(JsonObject sync) => sync["scopes"]![0]!["problem"] = JsonNode.Parse(
        $$"""
        {
          "code": "mayNotBrowse", "text": "The account that reads Jira may not browse the project FW.", "blame": "administrator",
          "since": "{{Now.AddMinutes(-20):O}}", "attempts": 4, "nextAttempt": "{{Now.AddMinutes(5):O}}"
        }
        """);

    /// <summary>Writing that was not turned on yet.</summary>
    public static void WritingOff(JsonObject sync)
    {
        sync["writing"]!["allowed"] = false;
        sync["writing"]!["text"] = "Writing to Jira has not been turned on here.";
    }

    private async Task AnswerWorkspaceAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        var workspace = JsonNode.Parse(await answer.TextAsync())!.AsObject();
        workspace["tracker"] = Sync["tracker"]!.DeepClone();
        workspace["sample"] = false;
        workspace["readOnly"] = !allowed;
        await route.FulfillAsync(new() { Response = answer, Body = workspace.ToJsonString() });
    }

    private async Task AnswerSyncAsync(IRoute route)
    {
        var isAsking = string.Equals(route.Request.Method, "POST", StringComparison.Ordinal);
        Asked += isAsking ? 1 : 0;
        await AnswerAsync(route, isAsking ? 202 : 200);
    }

    private async Task SwitchAsync(IRoute route)
    {
        allowed = JsonNode.Parse(route.Request.PostData!)!["allowed"]!.GetValue<bool>();
        Sync["writing"]!["allowed"] = allowed;
        await AnswerAsync(route, 200);
    }

    private Task AnswerAsync(IRoute route, int status) =>
        route.FulfillAsync(new() { Status = status, ContentType = "application/json", Body = Sync.ToJsonString() });
}
