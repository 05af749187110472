using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Net.Http.Headers;
using TrackerSegments.Service.Trackers.WorkingCopy;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>ETags over what a person sees, so that each tells of changes of that alone, whatever else is kept beside it.</summary>
internal static class SchemeTag
{
    private const int Digits = 20;

    /// <summary>The tag of a scheme.</summary>
    public static string OfScheme(KeptLens lens, bool isPrimary) => Of($"{isPrimary} {ToJson(lens with { Strategies = [] })}");

    /// <summary>The tag of a lens's strategies.</summary>
    public static string OfStrategies(KeptLens lens) => Of($"{lens.Key} {JsonSerializer.Serialize(lens.Strategies, TagJson.Default.IReadOnlyListKeptStrategy)}");

    /// <summary>What of a request says which version it was made from; null where it says nothing.</summary>
    /// <param name="headers">The values of If-Match.</param>
    public static IReadOnlyList<string>? Parse(IHeaderDictionary headers) =>
        EntityTagHeaderValue.TryParseList([.. headers.IfMatch.OfType<string>()], out var tags) && tags.Count > 0 && tags.All(t => !t.Equals(EntityTagHeaderValue.Any))
            ? [.. tags.Select(t => t.Tag.ToString())]
            : null;

    private static string ToJson(KeptLens lens) => JsonSerializer.Serialize(lens, TagJson.Default.KeptLens);

    private static string Of(string text) => $"\"{DocumentKey.Hash(text)[..Digits]}\"";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(KeptLens))]
[JsonSerializable(typeof(IReadOnlyList<KeptStrategy>))]
internal sealed partial class TagJson : JsonSerializerContext;
