using System.Text.Json;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>What Jira says about a failure.</summary>
internal static class JiraWords
{
    /// <summary>The messages of an error body; none where it is no error of Jira.</summary>
    public static IEnumerable<string?> Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        if (root.TryGetProperty("errorMessages", out var messages) && messages.ValueKind == JsonValueKind.Array)
        {
            foreach (var message in messages.EnumerateArray())
            {
                yield return Text(message);
            }
        }

        if (root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object)
        {
            foreach (var error in errors.EnumerateObject())
            {
                yield return $"{error.Name}: {Text(error.Value)}";
            }
        }

        foreach (var name in (string[])["message", "errorMessage", "error_description"])
        {
            if (root.TryGetProperty(name, out var message))
            {
                yield return Text(message);
            }
        }
    }

    private static string? Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? JiraText.String(element) : null;
}
