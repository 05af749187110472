using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Where a reading goes on: an instant of our own clock, and what was being read.</summary>
/// <param name="Reading">full while everything is read, changes after.</param>
/// <param name="Since">When the reading began that has everything before it.</param>
/// <param name="Wanted">What was asked for; where that is no longer the same, everything is read anew.</param>
internal sealed record JiraCursor(string Reading, DateTimeOffset Since, string Wanted)
{
    private const string Full = "full";
    private const string Changes = "changes";

    public bool IsFull => Reading == Full;

    public static JiraCursor Begin(DateTimeOffset now, string wanted) => new(Full, now, wanted);

    /// <summary>The cursor after a reading that came to its end.</summary>
    public static JiraCursor After(DateTimeOffset begun, string wanted) => new(Changes, begun, wanted);

    /// <summary>The cursor of a text that was given before; null for none and for one that is not understood.</summary>
    public static JiraCursor? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(text, JiraCursorJson.Default.JiraCursor) is { Reading: Full or Changes, Wanted: not null } cursor ? cursor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text that stands for everything that decides what is read.</summary>
    public static string WantedOf(ConnectionSettings settings, JiraSite site) => DocumentKey.Hash(string.Join(
        '\n', [settings.Query ?? "", site.Segment.Id, site.Segment.Path ?? "", site.Effort?.Id ?? "", site.Effort?.Path ?? "", .. site.EpicTypes]))[..12];

    public override string ToString() => JsonSerializer.Serialize(this, JiraCursorJson.Default.JiraCursor);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JiraCursor))]
internal sealed partial class JiraCursorJson : JsonSerializerContext;
