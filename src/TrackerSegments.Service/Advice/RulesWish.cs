using System.Text.Json.Serialization;
using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.History;

namespace TrackerSegments.Service.Advice;

/// <summary>The rules a lens should have.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RulesWish
{
    public const int MaxRules = 200;
    public const int MaxConditions = 20;
    public const int MaxText = 200;

    /// <summary>The rules, the one that decides first; none takes all of them away.</summary>
    public required IReadOnlyList<RulePart> Rules { get; init; }

    /// <summary>Only shows what the rules would suggest.</summary>
    public bool DryRun { get; init; }

    /// <summary>Why they cannot be; null where they can.</summary>
    public Refusal? Refuse(LensState state)
    {
        if (Rules.Count > MaxRules)
        {
            return AdviceRefusals.RuleUnusable($"There are more than {MaxRules} rules. Leave out those that suggest nothing.");
        }

        if (Rules.Select(Sentence).FirstOrDefault(s => s is not null) is { } sentence)
        {
            return AdviceRefusals.RuleUnusable(sentence);
        }

        if (Rules.GroupBy(r => r.Name.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return AdviceRefusals.RuleUnusable($"Two rules have the name \"{twice.Key}\". Give each its own.");
        }

        try
        {
            Suggestions.Preview(state.View with { Epics = [] }, [.. Rules.Select(r => r.ToRule())], state.Report.Strategy);
            return null;
        }
        catch (SchemeException failure)
        {
            return AdviceRefusals.RuleUnusable(failure.Message);
        }
    }

    private static string? Sentence(RulePart? rule, int place) => rule switch
    {
        null => $"The rule {place + 1} is null. Leave it out.",
        _ when string.IsNullOrWhiteSpace(rule.Name) || rule.Name.Length > MaxText => $"The rule {place + 1} has no name, or one of more than {MaxText} characters.",
        { Conditions.Count: > MaxConditions } => $"The rule \"{rule.Name}\" has more than {MaxConditions} conditions. Make two rules of it.",
        _ => rule.Conditions.Select(c => Sentence(rule.Name, c)).FirstOrDefault(s => s is not null),
    };

    private static string? Sentence(string rule, ConditionPart? condition) => condition switch
    {
        null => $"A condition of the rule \"{rule}\" is null. Leave it out.",
        _ when string.IsNullOrWhiteSpace(condition.Field) || condition.Field.Length > MaxText || condition.Text.Length > MaxText =>
            $"A condition of the rule \"{rule}\" names no field, or its field or text has more than {MaxText} characters.",
        _ when ConditionPart.Parse(condition.Operator) is null => $"A condition of the rule \"{rule}\" compares in no way that is known: its operator is is, contains or under.",
        _ => null,
    };
}
