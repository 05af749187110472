using Azure.Core;
using Azure.Core.Pipeline;

namespace TrackerSegments.Service.Storage.AzureTables;

/// <summary>How requests get to the Table service: signed, repeated where it is busy, and never left hanging.</summary>
internal static class TablePipeline
{
    /// <summary>The service itself gives up after 30 seconds.</summary>
    private static readonly TimeSpan PerTry = TimeSpan.FromSeconds(30);

    /// <param name="account">The account.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="transport">What carries the requests; null for the network.</param>
    /// <param name="firstWait">How long to wait before the second try, and about twice as long before each further one. Default: 200 ms.</param>
    public static HttpPipeline Make(TableAccount account, TimeProvider clock, HttpPipelineTransport? transport = null, TimeSpan? firstWait = null)
    {
        var options = new TableOptions
        {
            Retry =
            {
                Mode = RetryMode.Exponential,
                MaxRetries = 5,
                Delay = firstWait ?? TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(8),
                NetworkTimeout = PerTry,
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
        return HttpPipelineBuilder.Build(options, [], perTry, TableResponses.Instance);
    }

    private sealed class TableOptions : ClientOptions;
}
