using System.Globalization;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Where an item's estimate stands in a file, and how it is read.</summary>
internal sealed class EstimateRule
{
    private const string OtherField = "Choose another field with --effort-field, or mend the value.";

    private readonly bool azure;

    public EstimateRule(FileReadOptions options, bool azure)
    {
        this.azure = azure;
        Names = options.Policy.Measure == Measure.Count ? [] : options.EffortField is { } field ? [field] : UsualNames(options.Policy.Measure, azure);
    }

    /// <summary>The names of the fields that may hold the estimate, best first; none where no estimate is needed.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What a person would call the field, where it is missing.</summary>
    public static string Description(FileReadOptions options) => options.EffortField is { } field
        ? $"there is no field \"{ItemText.Clean(field)}\""
        : "there is no field with " + options.Policy.Measure switch
        {
            Measure.StoryPoints => "story points",
            Measure.OriginalEstimate => "an original estimate",
            Measure.RemainingEstimate => "a remaining estimate",
            _ => "time spent",
        };

    /// <summary>Adds what one field says to what the fields before it said.</summary>
    public void Combine(ref (Effort Value, string Field)? estimate, string text, string field, bool commaDecimals, string key, Place place)
    {
        if (!TryNumber(text, commaDecimals, out var number))
        {
            throw place.Error($"the estimate of {key} in \"{field}\" is not a number ({ItemText.Clean(text)})", OtherField);
        }

        if (number == decimal.MaxValue)
        {
            throw place.Error($"the estimate of {key} in \"{field}\" is too large to be true ({ItemText.Clean(text)})", OtherField);
        }

        Combine(ref estimate, number, field, key, place);
    }

    /// <remarks>The shortest text of a binary number has the digits that the file has, up to 15 of them.</remarks>
    public void Combine(ref (Effort Value, string Field)? estimate, double number, string field, string key, Place place)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
        {
            Combine(ref estimate, exact, field, key, place);
            return;
        }

        var wrong = double.IsNaN(number) ? "not a number" : number < 0 ? "negative" : "too large to be true";
        throw place.Error($"the estimate of {key} in \"{field}\" is {wrong} ({text})", OtherField);
    }

    public void Combine(ref (Effort Value, string Field)? estimate, decimal number, string field, string key, Place place)
    {
        if (estimate is not null && azure)
        {
            return;
        }

        var seconds = !azure && IsSeconds(field);
        if (number < 0)
        {
            throw place.Error(string.Create(CultureInfo.InvariantCulture, $"the estimate of {key} in \"{field}\" is negative ({number})"), OtherField);
        }

        if (number > Effort.MaxEstimate * (seconds ? 3_600 : 1))
        {
            throw place.Error(
                string.Create(CultureInfo.InvariantCulture, $"the estimate of {key} in \"{field}\" is too large to be true ({number})"), OtherField);
        }

        var value = seconds ? Effort.FromSeconds(number) : Effort.FromUnits(number);
        if (estimate is { } first && first.Value != value)
        {
            throw place.Error(
                $"{key} has {first.Value} in \"{first.Field}\" and {value} in \"{field}\"", "Say which field counts with --effort-field.");
        }

        estimate ??= (value, field);
    }

    private static bool TryNumber(string text, bool commaDecimals, out decimal number)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite
            | NumberStyles.AllowTrailingWhite;
        if (commaDecimals && text.Contains(',', StringComparison.Ordinal) && !text.Contains('.', StringComparison.Ordinal))
        {
            text = text.Replace(',', '.');
        }

        if (decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        // Digits only, but more than a decimal holds: a number all the same, and too large.
        number = decimal.MaxValue;
        return text.Length > 20 && text.All(char.IsAsciiDigit);
    }

    /// <summary>Jira writes times in seconds, whatever it shows.</summary>
    private static bool IsSeconds(string field) => FieldNames.Letters(FieldNames.Bare(field)) is
        "originalestimate" or "remainingestimate" or "timespent" or "timeoriginalestimate" or "timeestimate"
        or "σoriginalestimate" or "σremainingestimate" or "σtimespent"
        or "aggregatetimeoriginalestimate" or "aggregatetimeestimate" or "aggregatetimespent";

    private static string[] UsualNames(Measure measure, bool azure) => (measure, azure) switch
    {
        (Measure.StoryPoints, true) => ["Story Points", "Effort", "Size"],
        (Measure.OriginalEstimate, true) => ["Original Estimate"],
        (Measure.RemainingEstimate, true) => ["Remaining Work"],
        (_, true) => ["Completed Work"],
        (Measure.StoryPoints, false) => ["Story Points", "Story point estimate"],
        (Measure.OriginalEstimate, false) => ["Original estimate", "timeoriginalestimate"],
        (Measure.RemainingEstimate, false) => ["Remaining Estimate", "timeestimate"],
        _ => ["Time Spent", "timespent"],
    };
}
