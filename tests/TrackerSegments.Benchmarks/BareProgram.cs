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

    /// <summary>Answers everything with the bytes of a file.</summary>
    public static void RunBytes(string address, string file)
    {
        var bytes = File.ReadAllBytes(file);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/{**path}", () => TypedResults.Bytes(bytes, "application/json; charset=utf-8"));
        app.Run(address);
    }
}
