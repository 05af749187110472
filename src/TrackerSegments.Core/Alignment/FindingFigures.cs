namespace TrackerSegments.Core;

/// <summary>What a sentence is made of, so that it can be said in another language: numbers and names, each by what it is in the sentence.</summary>
/// <param name="Numbers">
/// Numbers by name: percentages from 0 to 100, percentage points, counts, or days, as the sentence shows them before rounding. Where a number
/// goes with the n-th of some names, its name ends in n, from 1 on.
/// </param>
/// <param name="Names">Names by what they are: of segments, fields, values, types or days (yyyy-MM-dd), or fixed words in camel case.</param>
public sealed record FindingFigures(IReadOnlyDictionary<string, double> Numbers, IReadOnlyDictionary<string, IReadOnlyList<string>> Names)
{
    /// <summary>None: the sentence is the same every time, or counts its items alone.</summary>
    public static FindingFigures None { get; } = new(
        new SortedDictionary<string, double>(StringComparer.Ordinal), new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));

    /// <summary>These and one number more.</summary>
    /// <param name="name">What it is in the sentence, in camel case.</param>
    /// <param name="number">The number; it is finite.</param>
    public FindingFigures With(string name, double number) =>
        this with { Numbers = new SortedDictionary<string, double>(Numbers.Append(new(name, number)).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal) };

    /// <summary>These and some names more.</summary>
    /// <param name="name">What they are in the sentence, in camel case.</param>
    /// <param name="names">The names in the order of the sentence; at most <see cref="Finding.MaxItems"/> are kept.</param>
    public FindingFigures With(string name, IEnumerable<string> names) => this with
    {
        Names = new SortedDictionary<string, IReadOnlyList<string>>(
            Names.Append(new(name, [.. names.Take(Finding.MaxItems)])).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
    };

    /// <summary>These and one name more.</summary>
    /// <param name="name">What it is in the sentence, in camel case.</param>
    /// <param name="only">The name.</param>
    public FindingFigures With(string name, string only) => With(name, [only]);

    /// <summary>These and a number for each of some names, in their order.</summary>
    /// <param name="name">What they are in the sentence; each gets its place behind it.</param>
    /// <param name="numbers">The numbers.</param>
    public FindingFigures WithEach(string name, IEnumerable<int> numbers) =>
        numbers.Take(Finding.MaxItems).Index().Aggregate(this, (all, number) => all.With(FormattableString.Invariant($"{name}{number.Index + 1}"), number.Item));
}
