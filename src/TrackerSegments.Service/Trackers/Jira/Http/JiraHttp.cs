using System.Net;
using System.Net.Http.Headers;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Speaks HTTP with one Jira site: signs, paces, repeats what may be repeated, and says in sentences what went wrong.</summary>
internal sealed class JiraHttp : IDisposable
{
    private const int MostTries = 6;

    /// <summary>A call is given up, and said to have failed, when it would take longer than this with all its waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan PerTry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(400);

    private readonly HttpClient client;
    private readonly JiraSignature signature;
    private readonly JiraPace pace;
    private readonly IWriteSwitch writeSwitch;
    private readonly TimeProvider clock;
    private readonly Uri address;

    public JiraHttp(ConnectionSettings settings, ConnectionSecret secret, IWriteSwitch writeSwitch, TimeProvider clock)
    {
        this.writeSwitch = writeSwitch;
        this.clock = clock;
        address = new($"{settings.Address.TrimEnd('/')}/");
        signature = new(settings, secret);
        pace = new(clock);
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
            MaxConnectionsPerServer = 2 * JiraPace.CallsAtOnce,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
        })
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new("TrackerSegments", "0.1"));
        client.DefaultRequestHeaders.Accept.Add(new("application/json"));
        Texts = new(address.Host);
    }

    private JiraProblems Texts { get; }

    /// <returns>The answer's JSON, to be disposed of; null where it has no body.</returns>
    /// <exception cref="TrackerException">The call did not succeed.</exception>
    public async Task<System.Text.Json.JsonDocument?> SendAsync(JiraCall call, CancellationToken cancellationToken)
    {
        var deadline = clock.GetUtcNow() + Patience;
        for (var tries = 1; ; tries++)
        {
            var token = signature.Demand(call);
            JiraAnswer answer;
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
                throw new TrackerException(Texts.Paused(call, e.Length));
            }

            if (answer.Failure is not { } failure)
            {
                return answer.Document;
            }

            var wait = failure.RetryAfter ?? Backoff(tries);
            pace.Pause(call, failure.Pause, wait);
            var mayRepeat = failure.Repeat switch
            {
                JiraRepeat.Always => true,
                JiraRepeat.Reads => !call.IsWrite,
                JiraRepeat.WithNewerToken => signature.HasNewer(call, token),
                _ => false,
            };
            if (!mayRepeat || tries >= failure.MostTries || tries >= MostTries || clock.GetUtcNow() + wait > deadline)
            {
                throw new TrackerException(Texts.Of(call, failure), failure.Inner);
            }

            if (failure.Repeat != JiraRepeat.WithNewerToken)
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

    private async Task<JiraAnswer> TryAsync(JiraCall call, string token, JiraPlace place, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(PerTry, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(call.Method, new Uri(address, call.Path));
        request.Headers.Authorization = signature.Of(call, token);
        if (call.Body is { } body)
        {
            request.Content = new StringContent(body.ToString(Newtonsoft.Json.Formatting.None), new MediaTypeHeaderValue("application/json", "utf-8"));
        }

        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            place.Answered();
            return await JiraAnswer.ReadAsync(response, clock, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, JiraFailure.Slow(call, e));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            return new(null, JiraFailure.Of(call, e));
        }
    }
}
