using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>The segment field of a work item is one text. Several values stand between semicolons, as tags and the multi-value control write them.</summary>
internal static class AzureSegmentText
{
    /// <summary>The values that a text holds, in their order; one that is there twice is given twice.</summary>
    public static IReadOnlyList<AzureValue> Parse(string? text, AzureFieldKind kind) =>
        [.. Parts(text ?? "", kind).Select(part => new AzureValue(ItemText.Clean(part), part)).Where(value => value.Text.Length > 0)];

    /// <summary>The text without the removed values and with the added ones; every other value stays as it is written, in its place.</summary>
    public static string Change(string? text, IReadOnlyList<string> add, IReadOnlyList<string> remove, AzureFieldKind kind) => string.Join(
        kind == AzureFieldKind.Tags ? "; " : ";",
        Parse(text, kind).Where(value => !remove.Contains(value.Text, StringComparer.OrdinalIgnoreCase)).Select(value => value.Raw).Concat(add));

    private static string[] Parts(string text, AzureFieldKind kind) => kind == AzureFieldKind.Single
        ? [text.Trim()]
        : text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>One value of the segment field.</summary>
/// <param name="Text">The value as the item has it: cleaned.</param>
/// <param name="Raw">The value as it is written in the field.</param>
internal sealed record AzureValue(string Text, string Raw);
