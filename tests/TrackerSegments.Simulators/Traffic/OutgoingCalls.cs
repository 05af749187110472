using System.Collections.Concurrent;

namespace TrackerSegments.Simulators.Traffic;

/// <summary>Calls that tell of changes: sent one after the other, or kept for a test to send as it likes.</summary>
public abstract class OutgoingCalls<TCall> : IAsyncDisposable
{
    private readonly HttpClient http = new();

    private readonly ConcurrentQueue<TCall> pending = new();

    private Task sending = Task.CompletedTask;

    /// <summary>Whether calls are kept instead of sent.</summary>
    public bool Collects { get; init; }

    /// <summary>Which calls are lost.</summary>
    public Func<TCall, bool> Drops { get; set; } = _ => false;

    /// <summary>How often a call is sent.</summary>
    public Func<TCall, int> Copies { get; set; } = _ => 1;

    /// <summary>The calls that are kept.</summary>
    public IReadOnlyList<TCall> PendingEvents => [.. pending];

    /// <summary>What calls were answered with, in order; 0 where there was no answer.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    /// <summary>Sends the calls that are kept, in another order where one is given.</summary>
    public async Task SendPendingAsync(Func<IReadOnlyList<TCall>, IEnumerable<TCall>>? order = null, CancellationToken cancellationToken = default)
    {
        List<TCall> calls = [];
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

    public async Task SendAsync(TCall call, CancellationToken cancellationToken = default)
    {
        using var request = Request(call);
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
        GC.SuppressFinalize(this);
    }

    /// <summary>The call as it goes over the wire.</summary>
    protected abstract HttpRequestMessage Request(TCall outgoing);

    /// <summary>Sends or keeps a call, as often as it is to come.</summary>
    protected void Tell(TCall call)
    {
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

    private async Task AfterAsync(Task earlier, TCall call)
    {
        await earlier;
        await SendAsync(call);
    }
}
