using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Advice;

/// <summary>The rules by which segments are suggested, as they are kept for each lens. They never touch an epic by themselves.</summary>
internal sealed class SuggestionRules(IDocumentStore store, string workspace)
{
    private readonly string partition = $"rules-{workspace}";

    /// <summary>The rules of a lens; none where nobody made any.</summary>
    public async Task<KeptRules> FindAsync(string lens, CancellationToken cancellationToken)
    {
        var document = await store.FindAsync(partition, DocumentKey.Of(lens), cancellationToken);
        var rules = document is null ? [] : JsonSerializer.Deserialize(document.Body, RulesJson.Default.IReadOnlyListRulePart)!;
        return new(rules, EntityTag.Of(ToJson(rules)), document?.ETag);
    }

    /// <summary>Keeps rules in place of those they were made from.</summary>
    /// <returns>Whether they are kept; not where somebody else changed them in the meantime.</returns>
    public async Task<bool> SaveAsync(string lens, IReadOnlyList<RulePart> rules, KeptRules before, CancellationToken cancellationToken)
    {
        try
        {
            var condition = before.Version is { } version ? WriteCondition.Match(version) : WriteCondition.Absent;
            await store.WriteAsync(partition, [new(DocumentKey.Of(lens), ToJson(rules), condition)], cancellationToken);
            return true;
        }
        catch (ConcurrencyException)
        {
            return false;
        }
    }

    private static string ToJson(IReadOnlyList<RulePart> rules) => JsonSerializer.Serialize(rules, RulesJson.Default.IReadOnlyListRulePart);
}

/// <summary>Rules as they are kept.</summary>
/// <param name="Rules">The rules, the one that decides first.</param>
/// <param name="Tag">Their ETag for callers: the same rules have the same.</param>
/// <param name="Version">Their version in the store; null where they are not there.</param>
internal sealed record KeptRules(IReadOnlyList<RulePart> Rules, string Tag, string? Version);

/// <summary>A rule that suggests a segment for epics on which all of its conditions hold.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RulePart
{
    /// <summary>Its name, which a person sees as the reason.</summary>
    public required string Name { get; init; }

    /// <summary>The conditions, at least one.</summary>
    public required IReadOnlyList<ConditionPart> Conditions { get; init; }

    /// <summary>The key of the segment.</summary>
    public required string Segment { get; init; }

    public SuggestionRule ToRule() => new(Name, [.. Conditions.Select(c => c.ToCondition())], Segment);
}

/// <summary>One condition on an epic.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ConditionPart
{
    /// <summary>key, title, type, project, status, team, assignee, label, component, area, or a field by name.</summary>
    public required string Field { get; init; }

    /// <summary>is, contains or under (a path, or below it).</summary>
    public required string Operator { get; init; }

    /// <summary>What with; case does not matter.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it holds where no value compares so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Not { get; init; }

    public static RuleOperator? Parse(string name) => name switch
    {
        "is" => RuleOperator.Is,
        "contains" => RuleOperator.Contains,
        "under" => RuleOperator.Under,
        _ => null,
    };

    public RuleCondition ToCondition() => new(Field, Parse(Operator)!.Value, Text, Not);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<RulePart>))]
internal sealed partial class RulesJson : JsonSerializerContext;
