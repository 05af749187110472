using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Telemetry;

/// <summary>Sends metrics and traces to a collector, where one is named in the environment by OpenTelemetry's own variables.</summary>
internal sealed class TelemetryExport : IDisposable
{
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string HeadersVariable = "OTEL_EXPORTER_OTLP_HEADERS";
    public const string IntervalVariable = "OTEL_METRIC_EXPORT_INTERVAL";

    private const int DefaultInterval = 60_000;

    private readonly MeterProvider? metrics;
    private readonly TracerProvider? traces;

    private TelemetryExport(MeterProvider? metrics, TracerProvider? traces)
    {
        this.metrics = metrics;
        this.traces = traces;
    }

    /// <param name="environment">Looks up a variable.</param>
    /// <returns>To be disposed of at the end, which sends the rest. It does nothing where no collector is named.</returns>
    /// <exception cref="UsageException">A variable cannot be used.</exception>
    public static TelemetryExport Start(Func<string, string?> environment)
    {
        if (environment(EndpointVariable) is not { Length: > 0 } named)
        {
            return new(null, null);
        }

        if (!Uri.TryCreate(named, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("https" or "http"))
        {
            throw new UsageException($"{EndpointVariable} is no address of a collector. Give it as https://collector.example.com:4318, or leave it out.");
        }

        var interval = environment(IntervalVariable) is not { Length: > 0 } text ? DefaultInterval
            : int.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0 ? milliseconds
            : throw new UsageException($"{IntervalVariable} is no number of milliseconds above 0.");
        var headers = environment(HeadersVariable);
        var resource = ResourceBuilder.CreateEmpty().AddService(ServiceMetrics.Name, serviceVersion: Version);
        return new(
            Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(ServiceMetrics.Name, "Microsoft.AspNetCore.Hosting", "System.Net.Http", "System.Runtime")
                .AddOtlpExporter((exporter, reader) =>
                {
                    Send(exporter, endpoint, "v1/metrics", headers);
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = interval;
                })
                .Build(),
            Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource(ServiceMetrics.Name, "Microsoft.AspNetCore", "System.Net.Http")
                .AddOtlpExporter(exporter => Send(exporter, endpoint, "v1/traces", headers))
                .Build());
    }

    public void Dispose()
    {
        metrics?.Dispose();
        traces?.Dispose();
    }

    private static string? Version => typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3);

    private static void Send(OtlpExporterOptions exporter, Uri endpoint, string path, string? headers)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new(new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/"), path);
        if (headers is not null)
        {
            exporter.Headers = headers;
        }
    }
}
