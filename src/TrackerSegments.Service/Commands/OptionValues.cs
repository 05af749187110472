using System.CommandLine;
using System.Globalization;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Commands;

/// <summary>Reads the values of options; each refusal is a sentence that names the option and says what it takes.</summary>
internal static class OptionValues
{
    /// <summary>An argument that takes many values would swallow an option that does not exist.</summary>
    public static void RefuseMisspeltOptions(Argument<string[]> argument) => argument.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(t => t.Value.StartsWith("--", StringComparison.Ordinal)))
        {
            result.AddError($"{token.Value} is not an option.");
        }
    });

    public static T OneOf<T>(string option, string value, IEnumerable<T> choices, Func<T, string> nameOf)
        where T : struct
    {
        foreach (var choice in choices)
        {
            if (string.Equals(nameOf(choice), value.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return choice;
            }
        }

        throw new UsageException($"{option} {value} is not known: it is one of {string.Join(", ", choices.Select(nameOf))}.");
    }

    public static IReadOnlyList<string> ListOrEmpty(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static IReadOnlyList<string> List(string option, string list) => ListOrEmpty(list) is { Count: > 0 } values
        ? values
        : throw new UsageException($"{option} is empty. Name at least one, comma separated.");

    public static IReadOnlyCollection<StatusCategory>? Statuses(string list) =>
        string.Equals(list.Trim(), "all", StringComparison.OrdinalIgnoreCase)
            ? null
            : [.. List("--status", list).Select(s => OneOf(
                "--status", s, [StatusCategory.ToDo, StatusCategory.InProgress, StatusCategory.Done], Names.Of))];

    public static (UnestimatedRule Rule, Effort Fixed) Unestimated(string value)
    {
        if (!value.StartsWith("fixed:", StringComparison.OrdinalIgnoreCase))
        {
            return (
                OneOf("--unestimated", value, [UnestimatedRule.Exclude, UnestimatedRule.Median], r => r.ToString().ToLowerInvariant()),
                Effort.Zero);
        }

        return decimal.TryParse(value["fixed:".Length..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var units)
            && units <= Effort.MaxEstimate
            ? (UnestimatedRule.Fixed, Effort.FromUnits(units))
            : throw new UsageException($"--unestimated {value} is not understood: write fixed: and a number of 0 or more, like fixed:8.");
    }

    public static decimal Percent(string option, string value) =>
        decimal.TryParse(value.Trim().TrimEnd('%').TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent <= 100
            ? percent
            : throw new UsageException($"{option} {value} is not understood: write a number from 0 to 100, like 5 or 2.5.");

    public static IReadOnlyList<(string Name, IReadOnlyList<string> Values)>? Segments(string list)
    {
        if (string.Equals(list.Trim(), "auto", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return [.. List("--segments", list).Select(entry =>
        {
            var (name, values) = Pair(entry);
            var claimed = (values ?? name).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return name.Length > 0 && claimed.Length > 0
                ? (name, (IReadOnlyList<string>)claimed)
                : throw new UsageException($"--segments has \"{entry}\", which is not understood: write Name=value1|value2, comma separated.");
        })];
    }

    public static IReadOnlyList<(string Name, decimal Share)> Targets(string list) =>
        [.. List("--targets", list).Select(entry =>
        {
            var (name, share) = Pair(entry);
            return name.Length > 0 && share is not null
                ? (name, Percent($"--targets {name}", share))
                : throw new UsageException($"--targets has \"{entry}\", which is not understood: write Name=50, comma separated.");
        })];

    private static (string Name, string? Value) Pair(string entry)
    {
        var equals = entry.LastIndexOf('=');
        return equals < 0 ? (entry.Trim(), null) : (entry[..equals].Trim(), entry[(equals + 1)..].Trim());
    }
}
