using System.Globalization;
using System.Text.Json;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>The way Azure DevOps writes instants: <c>2026-11-21T12:00:00.123Z</c>.</summary>
internal static class AzureInstant
{
    public static DateTimeOffset? Of(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } value
        && (value.TryGetDateTimeOffset(out var instant)
            || DateTimeOffset.TryParse(TrackerText.String(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant))
            ? instant
            : null;

    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
