using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Playwright;
using TrackerSegments.Service.Access.Settings;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Browser.Tests;

/// <summary>
/// A page of the extension in a frame of a page that speaks to it as Azure DevOps does, against a service that lets in who has a token of
/// Azure DevOps.
/// </summary>
internal sealed class AzureDevOpsPage : IAsyncDisposable
{
    private const string Parent = "https://dev.azure.com";
    private const string Packaged = "https://fabrikam.gallerycdn.vsassets.io";
    private const string Certificate = "the-certificate-of-the-extension-as-the-marketplace-shows-it";

    private readonly TemporaryFolder folder;
    private readonly RunningService service;
    private readonly IBrowserContext context;

    private readonly List<string> complaints = [];
    private string parent = "";

    private AzureDevOpsPage(TemporaryFolder folder, RunningService service, IBrowserContext context, IPage page)
    {
        (this.folder, this.service, this.context, Page) = (folder, service, context, page);
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

    /// <summary>What the browser complained of, in the frame and around it.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>What is in the frame.</summary>
    public IFrameLocator Frame => Page.FrameLocator("iframe");

    /// <summary>The calls that reached the service, with the headers they had.</summary>
    public List<(string Path, Dictionary<string, string> Headers)> Calls { get; } = [];

    /// <summary>Every answer's header that lets the page read it.</summary>
    public List<string?> AllowedOrigins { get; } = [];

    /// <param name="chromium">The browser.</param>
    /// <param name="page">The page of the extension.</param>
    /// <param name="certificate">What the token is signed with, where that is not the extension's own.</param>
    /// <param name="background">The colour of the page around it.</param>
    /// <param name="asks">What Azure DevOps calls once the page is loaded: a method and its parameters, as JSON.</param>
    /// <param name="width">The width of the frame.</param>
    public static async Task<AzureDevOpsPage> OpenAsync(Chromium chromium, string page, string? certificate = null, string background = "rgb(255, 255, 255)", string asks = "", int width = 1280)
    {
        var opened = await StartAsync(chromium);
        await opened.GoAsync(page, certificate: certificate, background: background, asks: asks, width: width);
        return opened;
    }

    /// <summary>The service and a window without a page.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="source">What the service reads; null for the sample.</param>
    /// <param name="access">How the service gets at it.</param>
    /// <param name="roles">Who may do what, as the access settings say it.</param>
    public static async Task<AzureDevOpsPage> StartAsync(
        Chromium chromium, WorkspaceSource? source = null, TrackerAccess? access = null, string roles = "{ \"default\": \"editor\" }")
    {
        TemporaryFolder files = new();
        await File.WriteAllTextAsync(files.File("certificate.txt"), Certificate);
        await File.WriteAllTextAsync(
            files.File("access.json"),
            $$"""
            {
              "tenant": "fabrikam",
              "origins": ["{{Packaged}}"],
              "sources": [{
                "kind": "azure-devops", "extension": "the-extension", "secrets": [{ "file": "certificate.txt" }],
                "tenants": { "the-directory": "fabrikam" }, "roles": {{roles}}
              }]
            }
            """);
        var running = await RunningService.StartAsync(
            files.File("data"), source, TimeProvider.System, access: access, callers: AccessFile.Read(files.File("access.json")));
        var window = await chromium.Browser.NewContextAsync(
            new() { ViewportSize = new() { Width = 1280, Height = 900 }, ReducedMotion = ReducedMotion.Reduce, Locale = "en-GB" });
        AzureDevOpsPage started = new(files, running, window, await window.NewPageAsync());
        await started.ServeAsync();
        return started;
    }

    /// <summary>Opens a page of the extension as a person sees it.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public Task GoAsync(
        string page,
        string person = "a-person",
        string userToken = "the.users.token",
        string? certificate = null,
        string background = "rgb(255, 255, 255)",
        string asks = "",
        int width = 1280,
        string culture = "en-GB")
    {
        parent = ParentPage(page, Token(person, certificate ?? Certificate), userToken, background, asks, width, culture);
        return Page.GotoAsync($"{Parent}/fabrikam");
    }

    /// <summary>Calls the service out of the frame as the panel does, whatever the panel offers.</summary>
    /// <returns>The status.</returns>
    public async Task<int> ForceAsync(string path, object body)
    {
        var frame = Page.Frames.Single(f => f.Url.StartsWith(Packaged, StringComparison.Ordinal));
        var authorization = Calls[^1].Headers["authorization"];
        return await frame.EvaluateAsync<int>(
            "async ({ address, authorization, body }) => (await fetch(address, { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body })).status",
            new { address = ExtensionPages.Service + path, authorization, body = JsonSerializer.Serialize(body) });
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
        folder.Dispose();
    }

    private static string Token(string person, string certificate) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "app.vstoken.visualstudio.com",
        Audience = "the-extension",
        Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["nameid"] = person, ["tid"] = "the-directory" },
        Expires = TimeProvider.System.GetUtcNow().AddMinutes(70).UtcDateTime,
        SigningCredentials = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(certificate)), SecurityAlgorithms.HmacSha256),
    });

    private async Task ServeAsync()
    {
        var pages = await ExtensionPages.OfAzureDevOpsAsync();
        await Page.RouteAsync($"{Parent}/**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = parent }));
        await Page.RouteAsync($"{Packaged}/**", route => route.FulfillAsync(new()
        {
            Path = Path.Combine(pages, new Uri(route.Request.Url).AbsolutePath.TrimStart('/')),
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Access-Control-Allow-Origin"] = "*" },
        }));
        await Page.RouteAsync($"{ExtensionPages.Service}/**", async route =>
        {
            var uri = new Uri(route.Request.Url);
            var headers = await route.Request.AllHeadersAsync();
            Calls.Add((uri.AbsolutePath, headers));
            var answer = await route.FetchAsync(new() { Url = new Uri(service.Address, uri.PathAndQuery).ToString(), Headers = headers });
            AllowedOrigins.Add(answer.Headers.GetValueOrDefault("access-control-allow-origin"));
            await route.FulfillAsync(new() { Response = answer });
        });
    }

    /// <summary>Messages are JSON, each with an id, and answered by that id.</summary>
    private static string ParentPage(string page, string token, string userToken, string background, string asks, int width, string culture) =>
        $$"""
        <!doctype html>
        <body style="margin:0">
        <script>
          const answers = {
            initialHandshake: () => ({
              contributionId: 'fabrikam.tracker-segments.shown',
              context: {
                extension: { id: 'fabrikam.tracker-segments' }, host: { name: 'fabrikam', isHosted: true }, user: { id: 'a-person' },
                pageContext: { globalization: { culture: '{{culture}}' }, webContext: {} },
              },
              themeData: { 'background-color': '{{background}}', 'text-primary-color': 'rgb(128, 128, 128)' },
            }),
            getAppToken: () => ({ token: '{{token}}' }),
            getAccessToken: () => ({ token: '{{userToken}}' }),
            notifyLoadSucceeded: () => { document.title = 'loaded'; return null; },
            notifyLoadFailed: (why) => { document.title = String(why); return null; },
          };
          addEventListener('message', ({ data, source }) => {
            const { id, methodName, params, handshakeToken } = JSON.parse(data);
            if (methodName) {
              const say = (message) => source.postMessage(JSON.stringify({ handshakeToken, ...message }), '*');
              say({ id, result: answers[methodName]?.(...(params ?? [])) ?? null });
              if (methodName === 'notifyLoadSucceeded') {
                [{{asks}}].forEach(([asked, ...given]) => say({ id: 1000, instanceId: 'shown', methodName: asked, params: given }));
              }
            }
          });
        </script>
        <iframe src="{{Packaged}}/{{page}}" width="{{width}}" height="880" sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-downloads"></iframe>
        """;
}
