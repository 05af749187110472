using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Azure.Core.Pipeline;

namespace TrackerSegments.Service.Tests.Storage.AzureTables;

/// <summary>The wire to the Table service: counts what goes over it, and fails as a test says.</summary>
internal sealed class TableWire : DelegatingHandler
{
    private readonly ConcurrentQueue<string> calls = new();

    public TableWire()
        : base(new SocketsHttpHandler()) => Transport = new HttpClientTransport(new HttpClient(this));

    public HttpPipelineTransport Transport { get; }

    public IReadOnlyList<string> Calls => [.. calls];

    /// <summary>Asked at every call; sends it itself, or answers in the service's place.</summary>
    public Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> On { get; set; } = (_, send) => send();

    /// <summary>Lets the next call wait for as long as anybody waits for it.</summary>
    public bool HangsOnce { get; set; }

    public void Forget() => calls.Clear();

    /// <summary>Answers the next calls one after the other, and after that lets everything through.</summary>
    public void Next(params Func<Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>>[] answers)
    {
        var left = new Queue<Func<Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>>>(answers);
        On = (_, send) => left.TryDequeue(out var answer) ? answer(send) : send();
    }

    /// <summary>The service carries it out, and its answer gets lost.</summary>
    public static async Task<HttpResponseMessage> Lost(Func<Task<HttpResponseMessage>> send)
    {
        (await send()).Dispose();
        throw new HttpRequestException("The connection was reset.");
    }

    public static Task<HttpResponseMessage> Busy(Func<Task<HttpResponseMessage>> send) => Task.FromResult(Error(HttpStatusCode.ServiceUnavailable, "ServerBusy"));

    public static HttpResponseMessage Error(HttpStatusCode status, string code) => new(status) { Content = new StringContent(Json(code), Encoding.UTF8, "application/json") };

    /// <summary>The answer to a batch that was not carried out because of its first operation.</summary>
    public static HttpResponseMessage Refused(int status, string code) => new(HttpStatusCode.Accepted)
    {
        Content = new StringContent(
            $"--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + $"HTTP/1.1 {status} No\r\nContent-Type: application/json;odata=minimalmetadata\r\n\r\n{Json(code)}\r\n--changesetresponse_1--\r\n--batchresponse_1--\r\n"),
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        calls.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery}");
        if (HangsOnce)
        {
            HangsOnce = false;
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        return await On(request, () => base.SendAsync(request, cancellationToken));
    }

    private static string Json(string code) =>
        $"{{\"odata.error\":{{\"code\":\"{code}\",\"message\":{{\"lang\":\"en-US\",\"value\":\"0:No.\\nRequestId:1\"}}}}}}";
}
