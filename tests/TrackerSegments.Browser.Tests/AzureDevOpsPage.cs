using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Playwright;
using TrackerSegments.Service.Access.Settings;
using TrackerSegments.Service.Tests.Infrastructure;

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

    private AzureDevOpsPage(TemporaryFolder folder, RunningService service, IBrowserContext context, IPage page)
    {
        (this.folder, this.service, this.context, Page) = (folder, service, context, page);
    }

    public IPage Page { get; }

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
                "tenants": { "the-directory": "fabrikam" }, "roles": { "default": "editor" }
              }]
            }
            """);
        var running = await RunningService.StartAsync(files.File("data"), clock: TimeProvider.System, callers: AccessFile.Read(files.File("access.json")));
        var window = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 }, Locale = "en-GB" });
        AzureDevOpsPage opened = new(files, running, window, await window.NewPageAsync());
        await opened.ServeAsync(ParentPage(page, Token(certificate ?? Certificate), background, asks, width));
        await opened.Page.GotoAsync($"{Parent}/fabrikam");
        return opened;
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

    private static string Token(string certificate) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "app.vstoken.visualstudio.com",
        Audience = "the-extension",
        Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["nameid"] = "a-person", ["tid"] = "the-directory" },
        Expires = TimeProvider.System.GetUtcNow().AddMinutes(70).UtcDateTime,
        SigningCredentials = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(certificate)), SecurityAlgorithms.HmacSha256),
    });

    private async Task ServeAsync(string parent)
    {
        var pages = await ExtensionPages.FolderAsync();
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
    private static string ParentPage(string page, string token, string background, string asks, int width) =>
        $$"""
        <!doctype html>
        <body style="margin:0">
        <script>
          const answers = {
            initialHandshake: () => ({
              contributionId: 'fabrikam.tracker-segments.shown',
              context: {
                extension: { id: 'fabrikam.tracker-segments' }, host: { name: 'fabrikam', isHosted: true }, user: { id: 'a-person' },
                pageContext: { globalization: { culture: 'en-GB' }, webContext: {} },
              },
              themeData: { 'background-color': '{{background}}', 'text-primary-color': 'rgb(128, 128, 128)' },
            }),
            getAppToken: () => ({ token: '{{token}}' }),
            getAccessToken: () => ({ token: 'the.users.token' }),
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
