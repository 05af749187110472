using System.Net.Http.Headers;
using TrackerSegments.Service.Outbound;

namespace TrackerSegments.Service.Reports.Teams;

/// <summary>Posts messages to workflows. What may have been taken is never sent again.</summary>
internal sealed class WorkflowPost : IDisposable
{
    private const int MostTries = 4;

    /// <summary>Waiting longer than this is left to whoever asked for the post.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);

    private readonly TimeProvider clock;
    private readonly TimeSpan perTry;
    private readonly HttpClient client;

    public WorkflowPost(OutboundGuard guard, TimeProvider clock, TimeSpan? perTry = null)
    {
        this.clock = clock;
        this.perTry = perTry ?? TimeSpan.FromSeconds(30);
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            ConnectCallback = guard.Connect,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new("TrackerSegments", "0.1"));
    }

    public async Task<PostOutcome> SendAsync(WorkflowAddress address, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var deadline = clock.GetUtcNow() + Patience;
        for (var tries = 1; ; tries++)
        {
            var outcome = await TryAsync(address, message, cancellationToken);
            var wait = outcome.RetryAfter ?? FirstWait * Math.Pow(2, tries - 1);
            if (outcome.Result != PostResult.Later || tries == MostTries || clock.GetUtcNow() + wait > deadline)
            {
                return outcome;
            }

            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<PostOutcome> TryAsync(WorkflowAddress address, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(perTry, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, address.Address) { Content = new ReadOnlyMemoryContent(message) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return PostAnswers.Of((int)response.StatusCode, WaitOf(response.Headers.RetryAfter));
        }
        catch (HttpRequestException failure) when (failure.InnerException is OutboundRefusedException refused)
        {
            return PostAnswers.NotPublic(refused.Message);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            // Before there was a connection nothing can have been taken.
            return PostAnswers.Unreachable;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return PostAnswers.Unknown;
        }
    }

    private TimeSpan? WaitOf(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
