using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using TrackerSegments.Simulators.AzureDevOps.Model;
using TrackerSegments.Simulators.AzureDevOps.Rest;

namespace TrackerSegments.Simulators.AzureDevOps;

/// <summary>Tells of every change by a call, in order, as a service hook does; or keeps the calls for a test to send as it likes.</summary>
public sealed class AzureHooks : IAsyncDisposable
{
    private readonly HttpClient http = new();

    private readonly ConcurrentQueue<AzureHookCall> pending = new();

    private readonly AzureSimulator azure;

    private readonly Uri target;

    private readonly (string Name, string Value)? header;

    private readonly (string User, string Password)? basic;

    private readonly Guid subscription;

    private Task sending = Task.CompletedTask;

    private int last;

    internal AzureHooks(AzureSimulator azure, Uri target, (string Name, string Value)? header, (string User, string Password)? basic)
    {
        (this.azure, this.target, this.header, this.basic) = (azure, target, header, basic);
        subscription = azure.Data.NextGuid();
        azure.Data.Changed += OnChanged;
    }

    /// <summary>Whether calls are kept instead of sent.</summary>
    public bool Collects { get; init; }

    /// <summary>Which calls are lost.</summary>
    public Func<AzureHookCall, bool> Drops { get; set; } = _ => false;

    /// <summary>How often a call is sent.</summary>
    public Func<AzureHookCall, int> Copies { get; set; } = _ => 1;

    /// <summary>The calls that are kept.</summary>
    public IReadOnlyList<AzureHookCall> PendingEvents => [.. pending];

    /// <summary>What calls were answered with, in order; 0 where there was no answer.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    /// <summary>Sends the calls that are kept, in another order where one is given.</summary>
    public async Task SendPendingAsync(Func<IReadOnlyList<AzureHookCall>, IEnumerable<AzureHookCall>>? order = null, CancellationToken cancellationToken = default)
    {
        List<AzureHookCall> calls = [];
        while (pending.TryDequeue(out var call))
        {
            calls.Add(call);
        }

        foreach (var call in order?.Invoke(calls) ?? calls)
        {
            await SendAsync(call, cancellationToken);
        }
    }

    /// <summary>Waits until everything that is on its way has arrived.</summary>
    public Task SettledAsync() => sending;

    public async Task SendAsync(AzureHookCall call, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(call.Body.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation("User-Agent", "VSServices/19.0 (w3wp.exe) (NetStandard)");
        if (header is { } secret)
        {
            request.Headers.TryAddWithoutValidation(secret.Name, secret.Value);
        }

        if (basic is { } login)
        {
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.User}:{login.Password}")));
        }

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            Answers.Enqueue((int)response.StatusCode);
        }
        catch (HttpRequestException)
        {
            Answers.Enqueue(0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await sending;
        http.Dispose();
    }

    private void OnChanged(AzureEvent change)
    {
        var number = Interlocked.Increment(ref last);
        var id = azure.Data.NextGuid();
        var call = new AzureHookCall(id, change, HookJson.Write(azure, change, subscription, number, id));
        if (Drops(call))
        {
            return;
        }

        for (var copy = 0; copy < Copies(call); copy++)
        {
            if (Collects)
            {
                pending.Enqueue(call);
            }
            else
            {
                lock (http)
                {
                    sending = AfterAsync(sending, call);
                }
            }
        }
    }

    private async Task AfterAsync(Task earlier, AzureHookCall call)
    {
        await earlier;
        await SendAsync(call);
    }
}

/// <summary>A call that tells of a change; the id is the same whenever it is sent.</summary>
public sealed record AzureHookCall(Guid Id, AzureEvent Event, ReadOnlyMemory<byte> Body);
