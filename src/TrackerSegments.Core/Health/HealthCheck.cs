namespace TrackerSegments.Core;

/// <summary>How a check of a scheme ended.</summary>
public enum CheckOutcome
{
    /// <summary>Nothing is wrong.</summary>
    Pass,
    /// <summary>Somebody should look at it.</summary>
    Warn,
    /// <summary>The scheme does not serve its purpose until it is mended.</summary>
    Fail,
}

/// <summary>One check of a scheme, with the figure behind it, the evidence and what to do.</summary>
/// <param name="Code">A fixed name in camel case, for programs: <c>measurable</c>.</param>
/// <param name="Name">Its name for a person: <c>Measurable</c>.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Figure">
/// The figure behind it: a percentage, a number of segments or days, or a normalized mutual information from 0 to 1, as the text says;
/// null where there is nothing to count yet.
/// </param>
/// <param name="Text">One sentence for a person, with the figure.</param>
/// <param name="Items">The evidence in a fixed order: segments, pairs, values or epics; at most <see cref="Finding.MaxItems"/>.</param>
/// <param name="ItemCount">How many there are in all.</param>
/// <param name="Action">What to do, one sentence; empty where nothing is to be done.</param>
public sealed record HealthCheck(
    string Code, string Name, CheckOutcome Outcome, double? Figure, string Text, IReadOnlyList<string> Items, int ItemCount, string Action)
{
    /// <summary>What the sentence and the evidence are made of.</summary>
    public FindingFigures Figures { get => field ?? FindingFigures.None; init; }

    internal static HealthCheck Of(
        string code, string name, CheckOutcome outcome, double? figure, string text, IReadOnlyList<string> items, string action, FindingFigures? figures = null) => new(
            code,
            name,
            outcome,
            figure,
            text,
            items.Count > Finding.MaxItems ? [.. items.Take(Finding.MaxItems)] : items,
            items.Count,
            outcome == CheckOutcome.Pass ? "" : action)
        {
            Figures = figures ?? FindingFigures.None,
        };
}
