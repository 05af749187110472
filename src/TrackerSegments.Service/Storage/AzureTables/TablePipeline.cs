using Azure.Core;
using Azure.Core.Pipeline;

namespace TrackerSegments.Service.Storage.AzureTables;

/// <summary>How requests get to the Table service: signed, repeated where it is busy, and never left hanging.</summary>
internal static class TablePipeline
{
    /// <param name="account">The account.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="transport">What carries the requests; null for the network.</param>
    /// <param name="pace">How long it waits; null for what suits the network.</param>
    public static HttpPipeline Make(TableAccount account, TimeProvider clock, HttpPipelineTransport? transport = null, TablePace? pace = null)
    {
        pace ??= new();
        var options = new TableOptions
        {
            Retry =
            {
                Mode = RetryMode.Exponential,
                MaxRetries = 5,
                Delay = pace.FirstWait,
                MaxDelay = TimeSpan.FromSeconds(8),
                NetworkTimeout = pace.PerTry,
            },

            // An address may hold a signature.
            Diagnostics = { IsLoggingEnabled = false, IsTelemetryEnabled = false, IsDistributedTracingEnabled = false },
        };
        if (transport is not null)
        {
            options.Transport = transport;
        }

        HttpPipelinePolicy[] perTry = account switch
        {
            { Key: { } key } => [new AccountKeyPolicy(account, key, clock), new TableTries.Policy()],
            { Credential: { } credential } => [new BearerTokenAuthenticationPolicy(credential, "https://storage.azure.com/.default"), new TableTries.Policy()],
            _ => [new TableTries.Policy()],
        };
        return HttpPipelineBuilder.Build(options, [], perTry, new ResponseClassifier());
    }

    private sealed class TableOptions : ClientOptions;
}

/// <summary>How long requests to the Table service wait.</summary>
internal sealed record TablePace
{
    /// <summary>Before the second try; about twice as long before each further one. Default: 200 ms.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>For an answer. Default: 30 seconds, after which the service itself gives up.</summary>
    public TimeSpan PerTry { get; init; } = TimeSpan.FromSeconds(30);
}
