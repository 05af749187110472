namespace TrackerSegments.Core;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Info,
    /// <summary>The figures may mislead until it is mended.</summary>
    Warning,
    /// <summary>The figures cannot be trusted until it is mended.</summary>
    Error,
}

/// <summary>Something a person should know about the figures, with the items behind it and what to do.</summary>
/// <param name="Code">A fixed name in camel case, for programs.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">One sentence for a person.</param>
/// <param name="Items">The items (keys, or field values) behind it, in a fixed order; at most <see cref="MaxItems"/>.</param>
/// <param name="ItemCount">How many items there are in all.</param>
/// <param name="Action">What to do, one sentence.</param>
public sealed record Finding(string Code, Severity Severity, string Text, IReadOnlyList<string> Items, int ItemCount, string Action)
{
    /// <summary>The most items a finding lists: 1,000.</summary>
    public const int MaxItems = 1_000;

    /// <summary>What the sentence is made of.</summary>
    public FindingFigures Figures { get => field ?? FindingFigures.None; init; }

    /// <summary>Makes a finding, keeping the first <see cref="MaxItems"/> items and the count of all.</summary>
    public static Finding Of(string code, Severity severity, string text, IReadOnlyList<string> items, string action, FindingFigures? figures = null) =>
        new(code, severity, text, items.Count > MaxItems ? [.. items.Take(MaxItems)] : items, items.Count, action) { Figures = figures ?? FindingFigures.None };
}
