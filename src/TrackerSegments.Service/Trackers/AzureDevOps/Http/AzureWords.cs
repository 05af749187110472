using System.Text.Json;
using System.Text.RegularExpressions;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>What Azure DevOps says about a failure.</summary>
internal static partial class AzureWords
{
    /// <summary>The number that the message begins with, where the table knows it, else the kind of the exception.</summary>
    public static string? ReasonOf(JsonElement error)
    {
        var number = Text(error, "message") is { } message && Number().Match(message) is { Success: true } match ? match.Value : null;
        return number is not null && AzureRules.Own.Any(rule => string.Equals(rule.Reason, number, StringComparison.Ordinal))
            ? number
            : Text(error, "typeKey") ?? number;
    }

    /// <summary>The message of an error body; where a query is wrong, the details are within.</summary>
    public static IEnumerable<string?> Of(JsonElement error)
    {
        yield return Text(error, "message");
        if (error.ValueKind == JsonValueKind.Object && error.TryGetProperty("innerException", out var inner))
        {
            yield return Text(inner, "message");
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? ItemText.CleanOrNull(TrackerText.String(value))
            : null;

    [GeneratedRegex(@"^(TF|VS)\d{4,7}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
