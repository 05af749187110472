using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Where a reading goes on: how far both feeds of changes were read, or what was being read.</summary>
/// <param name="Reading">full while everything is read, changes after.</param>
/// <param name="Wanted">What was asked for; where that is no longer the same, everything is read anew.</param>
/// <param name="Since">By the tracker's own clock, when that was so which was read; null where the tracker did not say.</param>
internal sealed record AzureCursor(string Reading, string Wanted, DateTimeOffset? Since)
{
    public const string Full = "full";
    public const string Changes = "changes";

    /// <summary>How far the feed of revisions was read; null where nothing came of it since.</summary>
    public string? Revisions { get; init; }

    /// <summary>How far the feed of links was read; null where nothing came of it since.</summary>
    public string? Links { get; init; }

    [JsonIgnore]
    public bool IsFull => Reading == Full;

    /// <summary>The cursor of a text that was given before; null for none and for one that is not understood.</summary>
    public static AzureCursor? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(text, AzureCursorJson.Default.AzureCursor) is { Reading: Full or Changes, Wanted: not null } cursor ? cursor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text that stands for everything that decides what is read. Items name their project, so that its name is among it.</summary>
    public static string WantedOf(ConnectionSettings settings, AzureSite site, string project) => DocumentKey.Hash(string.Join(
        '\n', [settings.Query ?? "", site.Segment.ReferenceName, project, .. site.Effort.Select(field => field.ReferenceName), .. settings.EpicTypes]))[..12];

    public override string ToString() => JsonSerializer.Serialize(this, AzureCursorJson.Default.AzureCursor);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AzureCursor))]
internal sealed partial class AzureCursorJson : JsonSerializerContext;
