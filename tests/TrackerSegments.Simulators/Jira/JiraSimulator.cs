using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrackerSegments.Simulators.Jira.Model;
using TrackerSegments.Simulators.Jira.Rest;

namespace TrackerSegments.Simulators.Jira;

/// <summary>A Jira that listens on 127.0.0.1: strict, with a state, and as slow, as late and as broken as a test wants.</summary>
public sealed class JiraSimulator : IAsyncDisposable
{
    private readonly WebApplication application;

    private readonly List<JiraWebhooks> registered = [];

    private readonly ConcurrentQueue<string> complaints = new();

    private JiraSimulator(JiraOptions options, WebApplication application)
    {
        Options = options;
        Data = new(options);
        this.application = application;
    }

    public JiraOptions Options { get; }

    public JiraData Data { get; }

    public JiraFaults Faults { get; } = new();

    /// <summary>Where it listens, with the context path and without a slash at the end.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The calls so far, in the order of arrival.</summary>
    public IReadOnlyList<JiraRequest> Requests => [.. Log];

    /// <summary>Runs before a call is handled: a test edits data there, or stops the program that calls.</summary>
    public Func<JiraRequest, Task>? BeforeHandling { get; set; }

    /// <summary>Runs after a call took effect and before its answer is sent.</summary>
    public Func<JiraRequest, Task>? AfterHandling { get; set; }

    /// <summary>
    /// Says of every call to every simulator of Jira Cloud what is wrong with it and its answer. A simulator that had such a call fails
    /// when it is disposed of, so that whatever test made the call fails.
    /// </summary>
    public static Func<JiraRequest, IReadOnlyList<string>>? Inspector { get; set; }

    internal ConcurrentQueue<JiraRequest> Log { get; } = new();

    internal JiraSearches Searches { get; } = new();

    internal JiraTasks Tasks { get; } = new();

    internal ConcurrentDictionary<long, string> BulkFailures { get; } = [];

    /// <summary>What the server calls its own address.</summary>
    internal string BaseAddress => Options.BaseAddress ?? Address.AbsoluteUri.TrimEnd('/');

    public static async Task<JiraSimulator> StartAsync(JiraOptions? options = null, CancellationToken cancellationToken = default)
    {
        var wanted = options ?? new();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, wanted.Port);
            kestrel.AddServerHeader = false;
        });
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        var simulator = new JiraSimulator(wanted, builder.Build());
        var pipeline = new JiraPipeline(simulator);
        simulator.application.Run(pipeline.RunAsync);
        await simulator.application.StartAsync(cancellationToken);
        var addresses = simulator.application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        simulator.Address = new(addresses.First() + wanted.ContextPath);
        return simulator;
    }

    /// <summary>Lets bulk edits fail for one issue, with this reason.</summary>
    public void FailBulkEditOf(string key, string reason) => BulkFailures[Data.Issue(key).Id] = reason;

    /// <summary>Calls an address on every change from here on.</summary>
    /// <param name="target">Where to call.</param>
    /// <param name="secret">What calls are signed with.</param>
    /// <param name="collects">Whether calls are kept for the test to send.</param>
    /// <param name="omitsFields">Whether calls carry the issue's id and key alone.</param>
    public JiraWebhooks RegisterWebhook(Uri target, string secret, bool collects = false, bool omitsFields = false)
    {
        var webhooks = new JiraWebhooks(Data, target, secret) { Collects = collects, OmitsFields = omitsFields };
        registered.Add(webhooks);
        return webhooks;
    }

    /// <summary>Forgets the calls so far; counting goes on.</summary>
    public void ForgetRequests() => Log.Clear();

    public async ValueTask DisposeAsync()
    {
        foreach (var webhooks in registered)
        {
            await webhooks.DisposeAsync();
        }

        await application.DisposeAsync();
        if (!complaints.IsEmpty)
        {
            throw new InvalidOperationException(string.Join('\n', complaints.Distinct(StringComparer.Ordinal)));
        }
    }

    internal void Inspect(JiraRequest request)
    {
        if (Options.Kind == JiraKind.Cloud)
        {
            foreach (var complaint in Inspector?.Invoke(request) ?? [])
            {
                complaints.Enqueue(complaint);
            }
        }
    }
}
