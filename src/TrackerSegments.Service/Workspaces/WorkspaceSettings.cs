using System.Text.Json.Serialization;

namespace TrackerSegments.Service.Workspaces;

/// <summary>What a workspace is, apart from its items.</summary>
internal sealed record WorkspaceSettings(string Id, string Name, bool IsSample, LensSettings Lens, PolicySettings Policy);

/// <summary>Which workspace was opened last.</summary>
internal sealed record LastWorkspace(string Id);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkspaceSettings))]
[JsonSerializable(typeof(LastWorkspace))]
internal sealed partial class WorkspaceJson : JsonSerializerContext;
