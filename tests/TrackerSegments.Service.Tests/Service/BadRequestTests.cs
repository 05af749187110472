using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Service;

/// <summary>Whatever comes in, a problem document with a sentence goes out, and nothing is lost.</summary>
public sealed class BadRequestTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private RunningService service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var file = Backlogs.Write(folder, "backlog.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"));
        service = await RunningService.StartAsync(folder.File("data"), Backlogs.Source(file));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("{\"lens\":")]
    [InlineData("{\"lens\":\"customer-segment\"")]
    [InlineData("{\"lens\":\"customer-segment\"} {}")]
    [InlineData("{\"lens\":null}")]
    [InlineData("{\"lens\":7}")]
    [InlineData("{\"lens\":[\"customer-segment\"]}")]
    [InlineData("{\"lens\":\"customer-segment\",\"add\":null}")]
    [InlineData("{\"lens\":\"customer-segment\",\"add\":\"smb\"}")]
    [InlineData("{\"lens\":\"customer-segment\",\"add\":[7]}")]
    [InlineData("{\"lens\":\"customer-segment\",\"add\":{\"0\":\"smb\"}}")]
    [InlineData("{\"lens\":\"customer-segment\",\"expectedRevision\":1}")]
    [InlineData("{\"lens\":\"customer-segment\",\"dryRun\":\"false\"}")]
    [InlineData("{\"lens\":\"customer-segment\",\"dryrun\":true}")]
    [InlineData("{\"lens\":\"customer-segment\",\"dryRun\":true,\"dryRun\":false}")]
    [InlineData("{\"lens\":\"customer-segment\",\"lens\":\"other\"}")]
    [InlineData("{\"lens\":\"customer-segment\",\"__proto__\":{}}")]
    [InlineData("{\"lens\":\"\\uD800\"}")]
    [InlineData("{lens:\"customer-segment\"}")]
    [InlineData("{\"lens\":\"customer-segment\",}")]
    [InlineData("\u0000\u0001")]
    public async Task A_body_that_is_not_what_is_expected_is_refused(string body) =>
        (await service.SendAsync("A-1", body)).ShouldBeProblem(400, "malformedBody").ShouldNotContain("TrackerSegments.");

    [Fact]
    public async Task The_place_in_the_body_is_named() =>
        (await service.SendAsync("A-1", "{\"lens\":7}")).ShouldBeProblem(400, "malformedBody").ShouldBe(
            "The body is not the JSON that is expected here, at line 1, byte 10 ($.lens). Its form is described in /openapi/v1.json.");

    [Theory]
    [InlineData("{\"lens\":\"customer-segment\",\"add\":", "[", "]", "}")]
    [InlineData("{\"lens\":\"customer-segment\",\"x\":", "{\"a\":", "}", "}")]
    public async Task Deep_nesting_is_refused(string start, string open, string close, string end)
    {
        const int Depth = 5_000;
        var body = start + string.Concat(Enumerable.Repeat(open, Depth)) + "1" + string.Concat(Enumerable.Repeat(close, Depth)) + end;

        (await service.SendAsync("A-1", body)).ShouldBeProblem(400, "malformedBody");
    }

    [Fact]
    public async Task Bytes_that_are_not_text_are_refused()
    {
        using var content = new ByteArrayContent([(byte)'{', 0xFF, 0xFE, 0xC0, (byte)'}']);
        content.Headers.ContentType = new("application/json");

        (await PostAsync("/api/epics/A-1/segments", content)).ShouldBeProblem(400, "malformedBody");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_above_64_KB_is_refused(bool chunked)
    {
        var body = Encoding.ASCII.GetBytes($"{{\"lens\":\"{new string('x', 64 * 1024)}\"}}");
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/epics/A-1/segments") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await service.Client.SendAsync(request, Cancel);

        (await Answer.OfAsync(response)).ShouldBeProblem(413, "bodyTooLarge");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=nonsense")]
    [InlineData(null)]
    public async Task A_body_of_another_type_is_refused(string? type)
    {
        using var content = new StringContent("{\"lens\":\"customer-segment\"}");
        content.Headers.Remove("Content-Type");
        if (type is not null)
        {
            content.Headers.Add("Content-Type", type);
        }

        (await PostAsync("/api/epics/A-1/segments", content)).ShouldBeProblem(415, "wrongContentType");
    }

    [Theory]
    [InlineData("GET", "/api/nothing", 404, "unknownAddress")]
    [InlineData("GET", "/api", 404, "unknownAddress")]
    [InlineData("GET", "/nothing.html", 404, "unknownAddress")]
    [InlineData("GET", "/../../etc/passwd", 404, "unknownAddress")]
    [InlineData("GET", "/assets/%2e%2e/%2e%2e/TrackerSegments.Service.dll", 404, "unknownAddress")]
    [InlineData("GET", "/api/alignment?lens=other", 404, "unknownLens")]
    [InlineData("GET", "/api/board?lens=", 404, "unknownLens")]
    [InlineData("GET", "/api/epics/A-1/segments", 405, "methodNotAllowed")]
    [InlineData("OPTIONS", "/api/epics/A-1/segments", 405, "methodNotAllowed")]
    [InlineData("TRACE", "/api/board", 405, "methodNotAllowed")]
    public async Task An_address_or_method_that_is_not_known_is_refused(string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await service.Client.SendAsync(request, Cancel);

        (await Answer.OfAsync(response)).ShouldBeProblem(status, code);
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_know_is_refused()
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");

        (await PostAsync("/api/board", content)).ShouldBeProblem(405, "methodNotAllowed");
        (await PostAsync("/api/nothing", content)).ShouldBeProblem(404, "unknownAddress");
    }

    [Fact]
    public async Task A_fault_of_the_service_is_a_sentence_and_a_trace_id_that_the_log_has_too()
    {
        await BreakDataAsync();

        var answer = await service.WriteAsync("A-1", "1", "k", add: ["smb"], remove: []);

        var detail = answer.ShouldBeProblem(503, "storageFailed");
        detail.ShouldStartWith(
            "The data cannot be read or written right now. If this was a change, send it again with the same idempotency key: it is carried out once. ");
        detail.ShouldNotContain(folder.Root);
        service.Log.Text.ShouldContain(answer.Json.GetProperty("traceId").GetString()!);
    }

    [Fact]
    public async Task Half_a_request_harms_nobody()
    {
        for (var i = 0; i < 20; i++)
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(service.Address.Host, service.Address.Port, Cancel);
            await tcp.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes(
                    "POST /api/epics/A-1/segments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"lens\""),
                Cancel);
        }

        (await service.GetAsync("/health/live")).GetProperty("status").GetString().ShouldBe("live");
        (await service.EpicAsync("A-1")).GetProperty("revision").GetString().ShouldBe("1");

        // The web server may warn of a sender that went away; nothing of ours may fail for it.
        service.Log.Text.ShouldNotContain(nameof(LogLevel.Error));
        service.Log.Text.ShouldNotContain(nameof(LogLevel.Critical));
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    private async Task BreakDataAsync()
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={folder.File("data", TrackerSegmentsOptions.DataFileName)};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE documents";
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task<Answer> PostAsync(string path, HttpContent content)
    {
        using var response = await service.Client.PostAsync(path, content, Cancel);
        return await Answer.OfAsync(response);
    }
}
