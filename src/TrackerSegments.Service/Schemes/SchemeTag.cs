using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>ETags over what a person sees, so that each tells of changes of that alone, whatever else is kept beside it.</summary>
internal static class SchemeTag
{
    /// <summary>The tag of a scheme.</summary>
    public static string OfScheme(KeptLens lens, bool isPrimary) => EntityTag.Of($"{isPrimary} {ToJson(lens with { Strategies = [] })}");

    /// <summary>The tag of a lens's strategies.</summary>
    public static string OfStrategies(KeptLens lens) => EntityTag.Of($"{lens.Key} {JsonSerializer.Serialize(lens.Strategies, TagJson.Default.IReadOnlyListKeptStrategy)}");

    private static string ToJson(KeptLens lens) => JsonSerializer.Serialize(lens, TagJson.Default.KeptLens);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(KeptLens))]
[JsonSerializable(typeof(IReadOnlyList<KeptStrategy>))]
internal sealed partial class TagJson : JsonSerializerContext;
