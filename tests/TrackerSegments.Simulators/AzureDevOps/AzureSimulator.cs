using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrackerSegments.Simulators.AzureDevOps.Model;
using TrackerSegments.Simulators.AzureDevOps.Rest;

namespace TrackerSegments.Simulators.AzureDevOps;

/// <summary>An Azure DevOps that listens on 127.0.0.1: strict, with a state, and as slow, as late and as broken as a test wants.</summary>
public sealed class AzureSimulator : IAsyncDisposable
{
    private readonly WebApplication application;

    private readonly List<AzureHooks> registered = [];

    private readonly ConcurrentQueue<string> complaints = new();

    private AzureSimulator(AzureOptions options, WebApplication application)
    {
        Options = options;
        Data = new(options);
        this.application = application;
    }

    public AzureOptions Options { get; }

    public AzureData Data { get; }

    public AzureFaults Faults { get; } = new();

    /// <summary>Where the organization is, without a slash at the end.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The calls so far, in the order of arrival.</summary>
    public IReadOnlyList<AzureRequest> Requests => [.. Log];

    /// <summary>Runs before a call is handled: a test edits data there, or stops the program that calls.</summary>
    public Func<AzureRequest, Task>? BeforeHandling { get; set; }

    /// <summary>Runs after a call took effect and before its answer is sent.</summary>
    public Func<AzureRequest, Task>? AfterHandling { get; set; }

    /// <summary>
    /// Says of every call to every simulator of Azure DevOps Services what is wrong with it and its answer. A simulator that had such a
    /// call fails when it is disposed of, so that whatever test made the call fails.
    /// </summary>
    public static Func<AzureRequest, IReadOnlyList<string>>? Inspector { get; set; }

    internal ConcurrentQueue<AzureRequest> Log { get; } = new();

    /// <summary>What the server calls its own address.</summary>
    internal string BaseAddress => Options.BaseAddress ?? Address.AbsoluteUri.TrimEnd('/');

    public static async Task<AzureSimulator> StartAsync(AzureOptions? options = null, CancellationToken cancellationToken = default)
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
        var simulator = new AzureSimulator(wanted, builder.Build());
        var pipeline = new AzurePipeline(simulator);
        simulator.application.Run(pipeline.RunAsync);
        await simulator.application.StartAsync(cancellationToken);
        var addresses = simulator.application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        simulator.Address = new($"{addresses.First()}/{wanted.Organization}");
        return simulator;
    }

    /// <summary>Calls an address on every change from here on.</summary>
    /// <param name="target">Where to call.</param>
    /// <param name="header">A header every call carries, as a subscription's secret; null for none.</param>
    /// <param name="basic">A user and a password every call signs in with; null for none.</param>
    /// <param name="collects">Whether calls are kept for the test to send.</param>
    public AzureHooks RegisterHook(Uri target, (string Name, string Value)? header = null, (string User, string Password)? basic = null, bool collects = false)
    {
        var hooks = new AzureHooks(this, target, header, basic) { Collects = collects };
        registered.Add(hooks);
        return hooks;
    }

    /// <summary>Forgets the calls so far; counting goes on.</summary>
    public void ForgetRequests() => Log.Clear();

    public async ValueTask DisposeAsync()
    {
        foreach (var hooks in registered)
        {
            await hooks.DisposeAsync();
        }

        await application.DisposeAsync();
        if (!complaints.IsEmpty)
        {
            throw new InvalidOperationException(string.Join('\n', complaints.Distinct(StringComparer.Ordinal)));
        }
    }

    internal void Inspect(AzureRequest request)
    {
        if (Options.Kind == AzureKind.Services)
        {
            foreach (var complaint in Inspector?.Invoke(request) ?? [])
            {
                complaints.Enqueue(complaint);
            }
        }
    }
}
