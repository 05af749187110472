using System.Text.Json;
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
/// <param name="Lenses">The lenses, the primary one first; at least one.</param>
/// <param name="Policy">The effort policy.</param>
internal sealed record WorkspaceSettings(
    string Id, string Name, bool IsSample, string Stamp, IReadOnlyList<KeptLens> Lenses, PolicySettings Policy)
{
    /// <summary>The primary lens.</summary>
    [JsonIgnore]
    public KeptLens Lens => Lenses[0];

    /// <summary>The field that was named when it was opened; several trackers carry theirs under this name. Null where it was not kept.</summary>
    public string? SegmentField { get; init; }

    /// <summary>The field under which every tracker's own segment field is seen.</summary>
    [JsonIgnore]
    public string OpenedField => SegmentField ?? Lens.Field;

    /// <summary>What the command line said of that field's lens at the last start.</summary>
    public AskedLens? Asked { get; init; }

    /// <summary>Keys of lenses that were deleted: they are not given again, and their history stays.</summary>
    public IReadOnlyList<string>? Deleted { get; init; }

    /// <summary>The trackers it is read from; none where its items come from files.</summary>
    public IReadOnlyList<ConnectionSettings> Connections { get; init; } = [];

    /// <summary>What effort means, with whether it can be added over all trackers.</summary>
    public EffortPolicy ToPolicy() => Policy.ToPolicy() with { UnitConflict = ConnectionUnits.Conflict(Connections, Policy.Measure) };

    public KeptLens? Find(string key) => Lenses.FirstOrDefault(l => string.Equals(l.Key, key, StringComparison.Ordinal));

    /// <summary>Whether everything is the same, whichever objects they are.</summary>
    public bool IsSameAs(WorkspaceSettings other) => string.Equals(
        JsonSerializer.Serialize(this, WorkspaceJson.Default.WorkspaceSettings),
        JsonSerializer.Serialize(other, WorkspaceJson.Default.WorkspaceSettings),
        StringComparison.Ordinal);

    /// <summary>The same with a lens as it is now.</summary>
    public WorkspaceSettings With(KeptLens lens) => this with { Lenses = [.. Lenses.Select(l => l.Key == lens.Key ? lens : l)] };
}

/// <summary>Which workspace was opened last.</summary>
internal sealed record LastWorkspace(string Id);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkspaceSettings))]
[JsonSerializable(typeof(FirstForm))]
[JsonSerializable(typeof(KeptChange))]
[JsonSerializable(typeof(LastWorkspace))]
internal sealed partial class WorkspaceJson : JsonSerializerContext;
