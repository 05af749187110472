using System.Text.Json.Serialization;
using TrackerSegments.Core;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Workspaces;

/// <summary>What a workspace is, apart from its items.</summary>
/// <param name="Id">The workspace's id.</param>
/// <param name="Name">The name people see.</param>
/// <param name="IsSample">Whether it is the sample that the program brings along.</param>
/// <param name="Stamp">A hash over the files and over how they were read. It is kept after the items, so that a start that was broken off in between reads again.</param>
/// <param name="Lens">The lens with its targets.</param>
/// <param name="Policy">The effort policy.</param>
internal sealed record WorkspaceSettings(string Id, string Name, bool IsSample, string Stamp, LensSettings Lens, PolicySettings Policy)
{
    /// <summary>The trackers it is read from; none where its items come from files.</summary>
    public IReadOnlyList<ConnectionSettings> Connections { get; init; } = [];

    /// <summary>Of a tracker, whether everything was read once, so that segments that were found keep their places.</summary>
    public bool IsLensSettled { get; init; }

    /// <summary>What effort means, with whether it can be added over all trackers.</summary>
    public EffortPolicy ToPolicy() => Policy.ToPolicy() with { UnitConflict = ConnectionUnits.Conflict(Connections, Policy.Measure) };
}

/// <summary>Which workspace was opened last.</summary>
internal sealed record LastWorkspace(string Id);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkspaceSettings))]
[JsonSerializable(typeof(LastWorkspace))]
internal sealed partial class WorkspaceJson : JsonSerializerContext;
