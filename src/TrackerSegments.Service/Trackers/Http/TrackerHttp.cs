using System.Net;
using System.Net.Http.Headers;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Time;

namespace TrackerSegments.Service.Trackers;

/// <summary>Speaks HTTP with one tracker: signs, paces, repeats what may be repeated, and says in sentences what went wrong.</summary>
internal sealed class TrackerHttp : IDisposable
{
    private const int MostTries = 6;

    /// <summary>A call is given up, and said to have failed, when it would take longer than this with all its waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan PerTry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(400);

    private readonly HttpClient client;
    private readonly ITrackerDialect dialect;
    private readonly TrackerAnswers answers;
    private readonly TrackerProblems texts;
    private readonly TrackerPace pace;
    private readonly IWriteSwitch writeSwitch;
    private readonly SteadyClock clock;
    private readonly Uri address;
    private readonly OutboundGuard guard;

    public TrackerHttp(string baseAddress, ITrackerDialect dialect, IWriteSwitch writeSwitch, TimeProvider clock, OutboundGuard? guard = null)
    {
        this.guard = guard ?? OutboundGuard.OwnMachine;
        this.dialect = dialect;
        this.writeSwitch = writeSwitch;
        this.clock = new(clock);
        address = new($"{baseAddress.TrimEnd('/')}/");
        answers = new(dialect, clock);
        texts = new(address.Host, dialect.Product);
        pace = new(dialect.Limits, this.clock);
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
            MaxConnectionsPerServer = 2 * dialect.Limits.AtOnce,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            ConnectCallback = this.guard.Connect,
        })
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new("TrackerSegments", "0.1"));
        client.DefaultRequestHeaders.Accept.Add(new("application/json"));
    }

    /// <returns>The answer's JSON, to be disposed of; null where it has no body.</returns>
    /// <exception cref="TrackerException">The call did not succeed.</exception>
    public async Task<System.Text.Json.JsonDocument?> SendAsync(TrackerCall call, CancellationToken cancellationToken)
    {
        if (guard.Refusal(address, dialect.Purpose) is { } refusal)
        {
            throw new TrackerException(new("hostNotAllowed", refusal, Blame.Administrator));
        }

        var deadline = clock.GetUtcNow() + Patience;
        for (var tries = 1; ; tries++)
        {
            var token = await dialect.TokenAsync(call, cancellationToken);
            TrackerAnswer answer;
            try
            {
                using var place = await pace.EnterAsync(call, deadline - clock.GetUtcNow(), cancellationToken);
                if (call.IsWrite)
                {
                    // Last of all: it may have been switched off while this waited for its place.
                    await writeSwitch.DemandAsync(cancellationToken);
                }

                answer = await TryAsync(call, token, place, cancellationToken);
            }
            catch (PausedException e)
            {
                throw new TrackerException(texts.Paused(call, e.Length));
            }

            if (answer.Failure is not { } failure)
            {
                if (answer.SlowDown is { } delay)
                {
                    pace.Pause(call, CallPause.Tenant, delay);
                }

                return answer.Document;
            }

            var wait = failure.RetryAfter ?? Backoff(tries);
            pace.Pause(call, failure.Pause, wait);
            var mayRepeat = failure.Repeat switch
            {
                CallRepeat.Always => true,
                CallRepeat.Reads => !call.IsWrite,
                CallRepeat.WithNewerToken => await dialect.HasNewerAsync(call, token, cancellationToken),
                _ => false,
            };
            if (!mayRepeat || tries >= failure.MostTries || tries >= MostTries || clock.GetUtcNow() + wait > deadline)
            {
                throw new TrackerException(texts.Of(call, failure), failure.Inner);
            }

            if (failure.Repeat != CallRepeat.WithNewerToken)
            {
                await Task.Delay(wait, clock, cancellationToken);
            }
        }
    }

    public void Dispose()
    {
        client.Dispose();
        pace.Dispose();
    }

    /// <summary>Twice as long each time, and never the same for two callers.</summary>
    private static TimeSpan Backoff(int tries) => FirstWait * Math.Pow(2, tries - 1) * (0.75 + (Random.Shared.NextDouble() / 2));

    private async Task<TrackerAnswer> TryAsync(TrackerCall call, string token, CallPlace place, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(PerTry, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(call.Method, new Uri(address, call.Path));
        request.Headers.Authorization = dialect.Sign(call, token);
        if (call.Body is { } body)
        {
            request.Content = new StringContent(body.ToString(Newtonsoft.Json.Formatting.None), new MediaTypeHeaderValue(call.BodyType, "utf-8"));
        }

        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            place.Answered();
            return await answers.ReadAsync(response, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, TrackerFailure.Slow(call, e));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            return new(null, TrackerFailure.Of(call, e));
        }
    }
}
