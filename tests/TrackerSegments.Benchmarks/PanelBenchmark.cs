namespace TrackerSegments.Benchmarks;

internal static class PanelBenchmark
{
    public static Task<int> RunAsync(string program) => throw new NotSupportedException(program);
}
