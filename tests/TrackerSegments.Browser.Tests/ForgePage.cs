using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using TrackerSegments.Service.Access.Settings;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tests.Access;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Browser.Tests;

/// <summary>
/// A module of the app in a frame of a page that offers the bridge as Jira does: calls of the service go through Jira, which signs an
/// invocation token for each and sends the person's own token along. The frame has Forge's content policy, so it has no network of its own.
/// </summary>
internal sealed class ForgePage : IAsyncDisposable
{
    private const string Site = "https://fabrikam.atlassian.net";
    private const string Packaged = "https://2f6a9c1b.cdn.prod.atlassian-dev.net";
    private const string Atlassian = "https://forge.cdn.prod.atlassian-dev.net";
    private const string App = "ari:cloud:ecosystem::app/0f3b5bd5-9d1d-4c3e-8a6d-1d6e3d9b7a10";
    private const string Cloud = "5d1c2f1e-1111-4222-8333-444455556666";

    /// <summary>What Forge lets a Custom UI page do that asks for nothing more: scripts and styles of files alone, no calls but through the bridge.</summary>
    private const string Policy =
        $"default-src 'self'; script-src 'self' {Atlassian}; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; frame-ancestors {Site}";

    /// <summary>Jira puts this into the page: one function, whose answers come from the page around.</summary>
    private const string BridgeScript =
        """
        (() => {
          const waiting = new Map();
          let last = 0;
          addEventListener('message', ({ data, source, origin }) => {
            if (source === parent && origin === 'https://fabrikam.atlassian.net' && waiting.has(data.id)) {
              waiting.get(data.id)(data.answer);
              waiting.delete(data.id);
            }
          });
          const ask = (name, given) => new Promise((answered) => {
            waiting.set(++last, answered);
            parent.postMessage({ id: last, name, given }, 'https://fabrikam.atlassian.net');
          });
          const callBridge = async (name, given) => {
            const answer = await ask(name, given);
            if (name === 'enableTheming') {
              const page = document.documentElement;
              page.dataset.colorMode = answer.mode;
              Object.entries(answer.tokens).forEach(([token, value]) => page.style.setProperty(token, value));
            }
            return answer;
          };
          globalThis.__bridge = { callBridge };
        })();
        """;

    private static readonly HashSet<string> LeftOut = new(["host", "connection", "content-type", "content-length"], StringComparer.OrdinalIgnoreCase);

    private readonly TemporaryFolder folder;
    private readonly KeyServer keys;
    private readonly RunningService service;
    private readonly IBrowserContext context;
    private readonly Dictionary<string, string> tokens;
    private readonly List<string> complaints = [];
    private string parent = "";
    private string person = "";

    private ForgePage(TemporaryFolder folder, KeyServer keys, RunningService service, IBrowserContext context, IPage page, Dictionary<string, string> tokens)
    {
        (this.folder, this.keys, this.service, this.context, Page, this.tokens) = (folder, keys, service, context, page, tokens);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What is in the frame.</summary>
    public ILocator Frame => Page.FrameLocator("iframe").Locator("body");

    /// <summary>What the browser complained of, in the frame and around it: what the policy forbids is among it.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>The addresses that the frame itself asked for.</summary>
    public List<string> Asked { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="chromium">The browser.</param>
    /// <param name="source">What the service reads.</param>
    /// <param name="access">How the service gets at it.</param>
    /// <param name="roles">Who may do what, as the access settings say it.</param>
    /// <param name="tokens">The tokens for Jira of those who look, by their account.</param>
    public static async Task<ForgePage> StartAsync(Chromium chromium, WorkspaceSource? source, TrackerAccess? access, string roles, Dictionary<string, string> tokens)
    {
        TemporaryFolder files = new();
        var issuer = await KeyServer.StartAsync();
        await File.WriteAllTextAsync(
            files.File("access.json"),
            $$"""
            {
              "tenant": "fabrikam",
              "sources": [{ "kind": "forge", "app": "{{App}}", "keys": "{{issuer.Address}}/keys", "tenants": { "{{Cloud}}": "fabrikam" }, "roles": {{roles}} }]
            }
            """,
            Cancel);
        var running = await RunningService.StartAsync(
            files.File("data"), source, TimeProvider.System, access: access, callers: AccessFile.Read(files.File("access.json")));
        var window = await chromium.Browser.NewContextAsync(
            new() { ViewportSize = new() { Width = 1280, Height = 900 }, ReducedMotion = ReducedMotion.Reduce, Locale = "en-GB" });
        ForgePage started = new(files, issuer, running, window, await window.NewPageAsync(), tokens);
        await started.ServeAsync();
        return started;
    }

    /// <summary>What the app's schedule does: nobody looks, and the app's own token comes along.</summary>
    public async Task<int> TickAsync(string systemToken)
    {
        using var request = Request(HttpMethod.Post, "/api/sync", principal: null);
        request.Headers.Add("x-forge-oauth-system", systemToken);
        request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await service.Client.SendAsync(request, Cancel);
        return (int)answer.StatusCode;
    }

    /// <summary>Opens a module as a person sees it.</summary>
    /// <param name="module">The key of the module in the manifest.</param>
    /// <param name="account">Who looks.</param>
    /// <param name="issue">The issue that is open around the frame.</param>
    /// <param name="isDark">Whether Jira is dark.</param>
    /// <param name="width">The width of the frame.</param>
    /// <param name="locale">The language of Jira.</param>
    public Task GoAsync(string module, string account, string? issue = null, bool isDark = false, int width = 1280, string locale = "en_GB")
    {
        person = account;
        var given = new JsonObject
        {
            ["context"] = new JsonObject
            {
                ["cloudId"] = Cloud,
                ["moduleKey"] = module,
                ["locale"] = locale,
                ["accountId"] = account,
                ["extension"] = issue is null ? [] : new JsonObject { ["issue"] = new JsonObject { ["key"] = issue } },
            },
            ["theme"] = new JsonObject
            {
                ["mode"] = isDark ? "dark" : "light",
                ["tokens"] = isDark
                    ? new JsonObject { ["--ds-surface"] = "#1f1f21", ["--ds-text"] = "#cecfd2", ["--ds-text-subtle"] = "#a9abaf", ["--ds-border"] = "#3d3f43" }
                    : new JsonObject { ["--ds-surface"] = "#ffffff", ["--ds-text"] = "#292a2e", ["--ds-text-subtle"] = "#505258", ["--ds-border"] = "#dddee1" },
            },
        };
        parent = ParentPage(given, width);
        return Page.GotoAsync($"{Site}/jira");
    }

    /// <summary>Calls the service out of the frame as the panel does, whatever the panel offers.</summary>
    /// <returns>The status.</returns>
    public async Task<int> ForceAsync(string path, object body)
    {
        var frame = Page.Frames.Single(f => f.Url.StartsWith(Packaged, StringComparison.Ordinal));
        return await frame.EvaluateAsync<int>(
            """
            async ({ path, body }) => {
              const answer = await __bridge.callBridge('invoke', { path, method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.parse(body), invokeType: 'ui-remote-fetch' });
              return answer.payload.status;
            }
            """,
            new { path, body = JsonSerializer.Serialize(body) });
    }

    /// <summary>A picture for people to look at, where PICTURES names a folder.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("PICTURES") is { Length: > 0 } pictures)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(pictures, $"{name}.png") });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await service.DisposeAsync();
        await keys.DisposeAsync();
        folder.Dispose();
    }

    private async Task ServeAsync()
    {
        var pages = await ExtensionPages.OfJiraAsync();
        await Page.RouteAsync($"{Site}/**", route => route.Request.Url.EndsWith("/gateway", StringComparison.Ordinal)
            ? ForwardAsync(route)
            : route.FulfillAsync(new() { ContentType = "text/html", Body = parent }));
        await Page.RouteAsync($"{Atlassian}/**", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = BridgeScript }));
        await Page.RouteAsync($"{Packaged}/**", async route =>
        {
            var path = new Uri(route.Request.Url).AbsolutePath.TrimStart('/');
            Asked.Add(path);
            var file = Path.Combine(pages, path);
            await (path == "index.html"
                ? route.FulfillAsync(new()
                {
                    ContentType = "text/html",
                    Body = (await File.ReadAllTextAsync(file)).Replace("<head>", $"<head><script src=\"{Atlassian}/global-bridge.js\"></script>", StringComparison.Ordinal),
                    Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Content-Security-Policy"] = Policy },
                })
                : route.FulfillAsync(new() { Path = file }));
        });
    }

    /// <summary>What Jira's own servers do with a call: they sign for whoever looks, and hand on the answer.</summary>
    private async Task ForwardAsync(IRoute route)
    {
        var given = JsonNode.Parse(route.Request.PostData!)!;
        using var request = Request(new(given["method"]!.GetValue<string>()), given["path"]!.GetValue<string>(), person);
        if (tokens.TryGetValue(person, out var own))
        {
            request.Headers.Add("x-forge-oauth-user", own);
        }

        foreach (var (name, value) in given["headers"]?.AsObject().Where(h => !LeftOut.Contains(h.Key)) ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value!.GetValue<string>());
        }

        if (given["body"] is { } body)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var answer = await service.Client.SendAsync(request);
        var headers = new JsonObject();
        foreach (var (name, values) in answer.Headers)
        {
            headers[name] = new JsonArray([.. values.Select(v => (JsonNode)v)]);
        }

        var payload = new JsonObject { ["status"] = (int)answer.StatusCode, ["headers"] = headers, ["body"] = JsonNode.Parse(await answer.Content.ReadAsStringAsync()) };
        await route.FulfillAsync(new() { ContentType = "application/json", Body = new JsonObject { ["success"] = true, ["payload"] = payload }.ToJsonString() });
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string? principal)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var token = Tokens.SignedBy(
            keys.Keys["k1"],
            new() { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = "k1" },
            new()
            {
                ["iss"] = "forge/invocation-token",
                ["aud"] = App,
                ["iat"] = now,
                ["nbf"] = now,
                ["exp"] = now + 25,
                ["app"] = new JsonObject { ["id"] = App, ["installationId"] = "installation-1" },
                ["context"] = new JsonObject { ["cloudId"] = Cloud },
                ["principal"] = principal,
            });
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private static string ParentPage(JsonObject given, int width) =>
        $$"""
        <!doctype html>
        <body style="margin:0">
        <script>
          const given = {{given.ToJsonString()}};
          const answers = {
            getContext: () => given.context,
            enableTheming: () => given.theme,
            invoke: async (call) => (await fetch('/gateway', { method: 'POST', body: JSON.stringify(call) })).json(),
          };
          addEventListener('message', async ({ data, source, origin }) => {
            if (origin === '{{Packaged}}') {
              source.postMessage({ id: data.id, answer: (await answers[data.name]?.(data.given)) ?? null }, origin);
            }
          });
        </script>
        <iframe src="{{Packaged}}/index.html" width="{{width}}" height="880" sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-downloads"></iframe>
        """;
}
