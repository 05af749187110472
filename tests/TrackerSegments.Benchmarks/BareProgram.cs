namespace TrackerSegments.Benchmarks;

/// <summary>What the service's start is measured against: the smallest program that answers.</summary>
internal static class BareProgram
{
    public static void Run(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", () => "Hello");
        app.Run(address);
    }
}
