using System.Text.Json.Serialization;
using TrackerSegments.Core;
using TrackerSegments.Service.Reports.Teams;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>What is known of one slot of a report. One without a result was claimed, and whoever did has not come back.</summary>
/// <param name="At">The slot's moment.</param>
/// <param name="Claimed">When it was claimed last.</param>
/// <param name="Tries">How often it was.</param>
internal sealed record SlotRecord(DateTimeOffset At, DateTimeOffset Claimed, int Tries)
{
    /// <summary>What came of the post; null where that is not known or nothing was posted.</summary>
    public PostResult? Result { get; init; }

    /// <summary>Whether nothing was posted because nothing was worth it.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>Whether a person wanted it at that moment.</summary>
    public bool IsByHand { get; init; }

    /// <summary>What happened, for programs.</summary>
    public string? Code { get; init; }

    /// <summary>What happened, for a person.</summary>
    public string? Text { get; init; }

    /// <summary>When it is tried again, where it is.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>What was posted, to be compared with, without the lists that a comparison does not need.</summary>
    public AlignmentDocument? Posted { get; init; }

    /// <summary>Of a drift alert, which stands between slots: what it told; null for a report.</summary>
    public ToldStates? Told { get; init; }

    /// <summary>Whether it stands in the channel, may do so, or is being sent at this moment.</summary>
    [JsonIgnore]
    public bool MayStand => this is { IsSkipped: false, Result: null or PostResult.Accepted or PostResult.Unknown };
}

/// <summary>What an alert told.</summary>
/// <param name="Lens">The key of the lens.</param>
/// <param name="States">The segments' keys, with the states they have.</param>
internal sealed record ToldStates(string Lens, IReadOnlyDictionary<string, string> States);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SlotRecord))]
internal sealed partial class SlotJson : JsonSerializerContext;
