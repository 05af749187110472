using System.Text.Json;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>A field as the organization defines it.</summary>
/// <param name="Field">Its names and what it holds.</param>
/// <param name="Type">Its type in words: string, integer, html, …</param>
/// <param name="ListId">The id of its list of values; null where it has none.</param>
internal sealed record AzureFieldDefinition(AzureField Field, string Type, string? ListId)
{
    public static AzureFieldDefinition? Parse(JsonElement field) => AzureFieldList.Parse(field) is not { } known ? null : new(
        known, ItemText.Clean(WireJson.Text(field, "type") ?? ""), WireJson.Flag(field, "isPicklist") ? WireJson.Text(field, "picklistId") : null);

    /// <summary>The reference name that a new field gets: letters and digits alone.</summary>
    public static string ReferenceOf(string name) =>
        string.Concat(name.Where(char.IsAsciiLetterOrDigit)) is { Length: > 0 } letters ? $"Custom.{letters}" : "Custom.CustomerSegment";
}
