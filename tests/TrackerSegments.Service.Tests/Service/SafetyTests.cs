using System.Net;
using System.Text;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Service;

/// <summary>Web sites a person visits must not reach the service on that person's computer.</summary>
public sealed class SafetyTests : IAsyncLifetime
{
    private const string Hostile = "<img src=x onerror=alert(1)>\"'&\u202E\u2028";

    private readonly TemporaryFolder folder = new();
    private RunningService service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        folder.Write("index.html", "<!doctype html><title>Panel</title>" + new string(' ', 5_000));
        Directory.CreateDirectory(folder.File("assets"));
        folder.Write("assets/index-abc123.js", "/* " + new string('x', 5_000) + " */");
        var file = Backlogs.Write(
            folder,
            "backlog.jsonl",
            Backlogs.Line(new(StringComparer.Ordinal)
            {
                ["key"] = "A-1",
                ["issuetype"] = "Epic",
                ["summary"] = Hostile,
                ["storyPoints"] = 1,
                [Backlogs.Field] = new[] { Hostile },
            }));
        service = await RunningService.StartAsync(folder.File("data"), Backlogs.Source(file), panel: folder.Root);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:7071")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:7071")]
    public async Task This_computers_own_names_are_answered(string host) =>
        (await SendAsync(HttpMethod.Get, "/api/board", ("Host", host))).Status.ShouldBe(200);

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.nip.io")]
    [InlineData("192.168.1.5")]
    [InlineData("0.0.0.0")]
    [InlineData("[::]")]
    [InlineData("user@localhost")]
    public async Task Other_names_are_refused_wherever_they_lead(string host)
    {
        foreach (var path in new[] { "/", "/api/board", "/health/live", "/openapi/v1.json", "/assets/index-abc123.js" })
        {
            var answer = await SendAsync(HttpMethod.Get, path, ("Host", host));
            answer.Status.ShouldBeOneOf(403, 400);
            answer.Text.ShouldNotContain("A-1");
        }
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Origin", "https://{host}")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task A_change_from_another_site_is_refused(string header, string value)
    {
        var answer = await SendAsync(
            HttpMethod.Post, "/api/epics/A-1/segments", (header, value.Replace("{host}", service.Address.Authority, StringComparison.Ordinal)));

        answer.ShouldBeProblem(403, "foreignOrigin");
    }

    [Fact]
    public async Task A_change_from_the_services_own_page_is_accepted()
    {
        var origin = service.Address.GetLeftPart(UriPartial.Authority);

        (await SendAsync(HttpMethod.Post, "/api/epics/A-1/segments", ("Origin", origin), ("Sec-Fetch-Site", "same-origin"))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("/", "no-cache")]
    [InlineData("/index.html", "no-cache")]
    [InlineData("/assets/index-abc123.js", "public, max-age=31536000, immutable")]
    [InlineData("/api/board", "no-store")]
    [InlineData("/api/nothing", "no-store")]
    [InlineData("/health/ready", "no-store")]
    public async Task Every_answer_carries_the_headers_that_protect_it(string path, string caching)
    {
        using var response = await service.Client.GetAsync(path, Cancel);

        string Header(string name) => string.Join(", ", response.Headers.TryGetValues(name, out var values) ? values : []);
        Header("Content-Security-Policy").ShouldBe(
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'");
        Header("X-Content-Type-Options").ShouldBe("nosniff");
        Header("Referrer-Policy").ShouldBe("no-referrer");
        Header("Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Header("Cache-Control").ShouldBe(caching);
        Header("Access-Control-Allow-Origin").ShouldBe("");
        Header("Server").ShouldBe("");
    }

    [Fact]
    public async Task The_panel_is_the_start_page_and_only_its_own_files_are_handed_out()
    {
        (await SendAsync(HttpMethod.Get, "/")).Text.ShouldStartWith("<!doctype html>");
        (await SendAsync(HttpMethod.Get, "/assets/index-abc123.js")).ContentType.ShouldBe("text/javascript");
        (await SendAsync(HttpMethod.Get, "/backlog.jsonl")).Status.ShouldBe(404);
        (await SendAsync(HttpMethod.Get, "/data/trackersegments.db")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("/", "br")]
    [InlineData("/assets/index-abc123.js", "gzip")]
    [InlineData("/api/board", "br")]
    [InlineData("/openapi/v1.json", "gzip")]
    public async Task Text_is_compressed_for_those_who_ask(string path, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", encoding);
        using var response = await service.Client.SendAsync(request, Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentEncoding.ShouldBe([encoding]);
    }

    [Fact]
    public async Task Markup_in_a_title_stays_data()
    {
        var answer = await SendAsync(HttpMethod.Get, "/api/board");

        answer.ContentType.ShouldBe("application/json");
        answer.Text.ShouldNotContain("<img");
        var epic = answer.Json.GetProperty("epics")[0];
        epic.GetProperty("title").GetString().ShouldNotBeNull().ShouldContain("<img src=x onerror=alert(1)>");
        epic.GetProperty("unmapped")[0].GetString().ShouldNotBeNull().ShouldContain("<img src=x onerror=alert(1)>");
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent(
                "{\"lens\":\"customer-segment\",\"add\":[\"smb\"],\"dryRun\":true}", Encoding.UTF8, "application/json");
        }

        using var response = await service.Client.SendAsync(request, Cancel);
        return await Answer.OfAsync(response);
    }
}
