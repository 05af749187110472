using System.CommandLine;
using System.Globalization;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Commands;

/// <summary>The options that say how several trackers make one backlog. A value for one of them names it: jira=…,azure-devops=….</summary>
internal sealed class SeveralTrackers
{
    private const decimal MostConversion = 1_000;

    /// <summary>Where a tracker's segment field has another name.</summary>
    public Option<string?> Field { get; } = new("--field-of")
    {
        HelpName = "TRACKER=FIELD",
        Description = "Of several trackers, those whose segment field is not called as --segment-field says: azure-devops=Custom.Segment.",
    };

    /// <summary>What a point of each tracker counts.</summary>
    public Option<string?> Conversion { get; } = new("--conversion")
    {
        HelpName = "TRACKER=N",
        Description = "Of several trackers, what one point of each counts: jira=1,azure-devops=0.5. Without it points are not added.",
    };

    /// <summary>Values of an option by the tracker that each names.</summary>
    /// <exception cref="UsageException">A value names no tracker that is read.</exception>
    public static Dictionary<string, IReadOnlyList<string>> ByTracker(string option, string? list, IReadOnlyList<string> kinds, string value)
    {
        var found = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var entry in list is null ? [] : OptionValues.List(option, list))
        {
            var at = entry.IndexOf('=', StringComparison.Ordinal);
            var kind = at < 0 ? null : kinds.FirstOrDefault(k => string.Equals(k, entry[..at].Trim(), StringComparison.OrdinalIgnoreCase));
            if (kind is null || entry[(at + 1)..].Trim() is not { Length: > 0 } text)
            {
                throw new UsageException(
                    $"{option} {entry} does not say which tracker it is for: write {string.Join(" or ", kinds.Select(k => $"{k}={value}"))}.");
            }

            if (!found.TryGetValue(kind, out var values))
            {
                found.Add(kind, values = []);
            }

            values.Add(text);
        }

        return found.ToDictionary(f => f.Key, f => (IReadOnlyList<string>)f.Value, StringComparer.Ordinal);
    }

    /// <summary>A connection with what these options and the backlog's say of it.</summary>
    /// <exception cref="UsageException">An option's value cannot be used.</exception>
    public ConnectionSettings Apply(ParseResult parsed, IReadOnlyList<string> kinds, BacklogRequest request, ConnectionSettings settings)
    {
        if (kinds.Count > 1 && request.EffortField is not null)
        {
            throw new UsageException("--effort-field cannot be said for several trackers: each finds its own.");
        }

        var fields = ByTracker(Field.Name, parsed.GetValue(Field), kinds, "FIELD");
        var conversions = ByTracker(Conversion.Name, parsed.GetValue(Conversion), kinds, "N");
        return settings with
        {
            SegmentField = Only(Field.Name, fields, settings.Tracker) ?? settings.SegmentField,
            EffortField = request.EffortField,
            Measure = request.Policy.Measure,
            EpicTypes = [.. request.Policy.EpicTypes.Order(StringComparer.Ordinal)],
            Conversion = Only(Conversion.Name, conversions, settings.Tracker) is { } text ? Number(text) : null,
        };
    }

    private static string? Only(string option, Dictionary<string, IReadOnlyList<string>> values, string kind) => !values.TryGetValue(kind, out var own) ? null
        : own is [var only] ? only
        : throw new UsageException($"{option} names {kind} twice. Say it once.");

    private decimal Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) && factor is > 0 and <= MostConversion
            ? factor
            : throw new UsageException($"{Conversion.Name} {text} is not understood: write a number above 0 and up to {MostConversion:0}, like 0.5.");
}
