using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging.Abstractions;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Sources;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Access;

public sealed class GuardedHeadersTests : IAsyncLifetime
{
    private GuardedService guarded = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => guarded = await GuardedService.StartAsync();

    [Fact]
    public async Task The_headers_of_every_kind_of_answer_are_as_approved()
    {
        var origin = ("Origin", GuardedService.Origin);
        var asks = ("Access-Control-Request-Method", "POST");
        List<string> seen = [];
        foreach (var (title, method, path, token, headers) in new (string, HttpMethod, string, string?, (string, string)[])[]
        {
            ("An answer", HttpMethod.Get, "/api/board", GuardedService.KeyOf("viewer"), []),
            ("An answer to a page of the tracker", HttpMethod.Get, "/api/board", GuardedService.KeyOf("viewer"), [origin]),
            ("An answer to any other page", HttpMethod.Get, "/api/board", GuardedService.KeyOf("viewer"), [("Origin", "https://evil.example")]),
            ("Nobody", HttpMethod.Get, "/api/board", null, [origin]),
            ("Too low a role", HttpMethod.Get, "/api/audit", GuardedService.KeyOf("viewer"), [origin]),
            ("Health", HttpMethod.Get, "/health/live", null, []),
            ("Nothing there", HttpMethod.Get, "/api/nothing", null, []),
            ("A page of the tracker asks", HttpMethod.Options, "/api/board", null, [origin, asks, ("Access-Control-Request-Headers", "authorization,content-type")]),
            ("Another page asks", HttpMethod.Options, "/api/board", null, [("Origin", "https://evil.example"), asks]),
            ("A page that only looks like it asks", HttpMethod.Options, "/api/board", null, [("Origin", GuardedService.Origin + ".evil.example"), asks]),
            ("The page without encryption asks", HttpMethod.Options, "/api/board", null, [("Origin", "http://fabrikam.gallerycdn.vsassets.io"), asks]),
        })
        {
            using var request = GuardedService.Request(method, path, token);
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await guarded.Client.SendAsync(request, Cancel);
            seen.Add($"{title}: {(int)response.StatusCode}");
            seen.AddRange(response.Headers.Concat(response.Content.Headers)
                .Where(h => h.Key is not ("Date" or "Content-Length" or "Transfer-Encoding"))
                .OrderBy(h => h.Key, StringComparer.Ordinal)
                .Select(h => $"  {h.Key}: {string.Join(", ", h.Value)}"));
        }

        Approved.ShouldMatch(string.Join('\n', seen) + "\n", "guarded-headers.txt");
    }

    [Theory]
    [InlineData("segments.example")]
    [InlineData("192.168.1.5:7071")]
    public async Task It_answers_by_whatever_name_it_is_reached(string host)
    {
        using var request = GuardedService.Request(HttpMethod.Get, "/api/board", GuardedService.KeyOf("viewer"));
        request.Headers.Host = host;
        using var response = await guarded.Client.SendAsync(request, Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_change_is_JSON_here_too(string type)
    {
        using var request = GuardedService.Request(HttpMethod.Post, "/api/sync", GuardedService.KeyOf("admin"), "{}");
        request.Content!.Headers.ContentType = new(type);
        using var response = await guarded.Client.SendAsync(request, Cancel);

        (await Answer.OfAsync(response)).ShouldBeProblem(415, "wrongContentType");
    }

    [Fact]
    public async Task A_wrong_method_stays_a_wrong_method() =>
        (await guarded.SendAsync(HttpMethod.Delete, "/api/board", token: null)).ShouldBeProblem(405, "methodNotAllowed");

    [Theory]
    [InlineData(GivenToken.MaxLength, 401)]
    [InlineData(GivenToken.MaxLength + 1, 401)]
    [InlineData(40_000, 431)]
    public async Task A_token_has_a_length(int length, int status)
    {
        using var request = GuardedService.Request(HttpMethod.Get, "/api/board", new string('x', length));
        using var response = await guarded.Client.SendAsync(request, Cancel);

        ((int)response.StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData(8_000, 404)]
    [InlineData(9_000, 414)]
    public async Task An_address_has_a_length(int length, int status) =>
        (await guarded.GetAsync(GuardedService.KeyOf("viewer"), $"/api/board?lens={new string('x', length)}")).Status.ShouldBe(status);

    [Theory]
    [InlineData(10, 200)]
    [InlineData(150, 431)]
    public async Task A_request_has_a_number_of_headers(int count, int status)
    {
        using var request = GuardedService.Request(HttpMethod.Get, "/api/board", GuardedService.KeyOf("viewer"));
        for (var i = 0; i < count; i++)
        {
            request.Headers.Add($"X-Header-{i}", "x");
        }

        using var response = await guarded.Client.SendAsync(request, Cancel);
        ((int)response.StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData(100, "staleRevision")]
    [InlineData(101, "idempotencyKeyTooLong")]
    public async Task An_idempotency_key_has_a_length(int length, string code)
    {
        var answer = await guarded.SendAsync(
            HttpMethod.Post,
            "/api/epics/A-1/segments",
            GuardedService.KeyOf("editor"),
            $$"""{"lens":"customer-segment","add":["smb"],"expectedRevision":"0","idempotencyKey":"{{new string('k', length)}}"}""");

        answer.Json.GetProperty("code").GetString().ShouldBe(code);
    }

    [Theory]
    [InlineData(15, "$.add")]
    [InlineData(16, "$.add")]
    public async Task A_body_has_a_depth(int depth, string place)
    {
        var body = $$"""{"lens":"customer-segment","add":{{new string('[', depth)}}{{new string(']', depth)}}}""";

        (await guarded.SendAsync(HttpMethod.Post, "/api/epics/A-1/segments", GuardedService.KeyOf("editor"), body))
            .ShouldBeProblem(400, "malformedBody").ShouldContain(place);
    }

    [Fact]
    public async Task Where_a_check_itself_fails_nobody_is_let_in_and_no_cause_is_told()
    {
        var isLetIn = false;
        var check = new AccessCheck(new([new Broken()]), new OwnWorkspace(guarded.Service.Host, guarded.Service.Options), NullLogger<AccessCheck>.Instance);
        var context = new DefaultHttpContext();
        context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/"), 0, new(new RouteAccess(Role.Viewer)), null));
        context.Request.Headers.Authorization = "Bearer any";
        await Should.ThrowAsync<InvalidOperationException>(() => check.InvokeAsync(context, _ =>
        {
            isLetIn = true;
            return Task.CompletedTask;
        }));
        isLetIn.ShouldBeFalse();

        guarded.Issuer.Instead = _ => throw new InvalidOperationException("planted cause");
        var answer = await guarded.GetAsync(guarded.Forge());
        answer.ShouldBeProblem(503, "callerNotVerifiable").ShouldNotContain("planted");
    }

    [Fact]
    public async Task Where_the_data_fails_the_answer_is_closed_with_a_trace_id_alone()
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={guarded.DataFile};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE documents";
        await command.ExecuteNonQueryAsync(Cancel);

        var answer = await guarded.GetAsync(GuardedService.KeyOf("admin"), "/api/audit");
        answer.ShouldBeProblem(503, "storageFailed").ShouldNotContain(guarded.DataFile);
        guarded.Service.Log.Text.ShouldContain(answer.Json.GetProperty("traceId").GetString()!);
    }

    [Fact]
    public async Task An_address_that_does_not_say_who_may_use_it_is_closed_even_to_an_administrator()
    {
        var check = new AccessCheck(sources: null, new OwnWorkspace(guarded.Service.Host, guarded.Service.Options), NullLogger<AccessCheck>.Instance);
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/"), 0, EndpointMetadataCollection.Empty, null));

        await check.InvokeAsync(context, _ => throw new InvalidOperationException("It was let in."));

        context.Response.StatusCode.ShouldBe(403);
    }

    public ValueTask DisposeAsync() => guarded.DisposeAsync();

    private sealed class Broken : ICallerSource
    {
        public string Name => "broken";

        public Role? RoleOf(string tenant, string subject) => null;

        public bool Claims(GivenToken token) => throw new InvalidOperationException("planted cause");

        public Task<Caller> VerifyAsync(GivenToken token, CancellationToken cancellationToken) => throw new InvalidOperationException("planted cause");
    }
}
