namespace TrackerSegments.Service.Commands;

/// <summary>Where a command writes, and what time it is.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="ShowsProgress">Whether a person watches standard error, so that progress is worth showing.</param>
/// <param name="Clock">The clock.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool ShowsProgress, TimeProvider Clock)
{
    /// <summary>The environment's variables by name.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    public static Terminal OfProcess() => new(Console.Out, Console.Error, !Console.IsErrorRedirected, TimeProvider.System);
}
