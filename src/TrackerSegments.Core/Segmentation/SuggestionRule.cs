namespace TrackerSegments.Core;

/// <summary>How a condition compares.</summary>
public enum RuleOperator
{
    /// <summary>A value is the text, ignoring case.</summary>
    Is,
    /// <summary>A value contains the text, ignoring case.</summary>
    Contains,
    /// <summary>A path is the text or lies below it, ignoring case; steps are separated by \ or /.</summary>
    Under,
}

/// <summary>One condition on an epic.</summary>
/// <param name="Field">
/// key, title, type, project, status, team, assignee, label, component, area, or any other field of the epic by name; case does not matter.
/// </param>
/// <param name="Operator">How it compares.</param>
/// <param name="Text">What with.</param>
/// <param name="IsNot">Whether it holds where no value compares so. Default: no.</param>
public sealed record RuleCondition(string Field, RuleOperator Operator, string Text, bool IsNot = false)
{
    private static readonly string[] Labels = ["Labels", "Label", "Tags", "System.Tags"];
    private static readonly string[] Areas = ["Area Path", "System.AreaPath"];

    internal bool Holds(WorkItem epic) => ValuesOf(epic).Any(Compares) != IsNot;

    private IEnumerable<string> ValuesOf(WorkItem epic) => Field.ToUpperInvariant() switch
    {
        "KEY" => [epic.Key],
        "TITLE" => [epic.Title],
        "TYPE" => [epic.Type],
        "PROJECT" => [epic.Project],
        "STATUS" => [epic.Status],
        "TEAM" => [epic.Team ?? ""],
        "ASSIGNEE" => [epic.Assignee ?? ""],
        "LABEL" => Labels.SelectMany(epic.ValuesOf),
        "COMPONENT" => HealthInput.ComponentFields.SelectMany(epic.ValuesOf),
        "AREA" => Areas.SelectMany(epic.ValuesOf),
        _ => epic.ValuesOf(Field),
    };

    private bool Compares(string value) => Operator switch
    {
        RuleOperator.Is => string.Equals(value.Trim(), Text.Trim(), StringComparison.OrdinalIgnoreCase),
        RuleOperator.Contains => value.Contains(Text, StringComparison.OrdinalIgnoreCase),
        _ => value.StartsWith(Stem, StringComparison.OrdinalIgnoreCase) && (value.Length == Stem.Length || value[Stem.Length] is '\\' or '/'),
    };

    private string Stem => Text.TrimEnd('\\', '/');
}

/// <summary>Suggests a segment for epics on which all of its conditions hold.</summary>
/// <param name="Name">Its name, which a person sees as the reason.</param>
/// <param name="Conditions">The conditions, at least one.</param>
/// <param name="Segment">The key of the segment.</param>
public sealed record SuggestionRule(string Name, IReadOnlyList<RuleCondition> Conditions, string Segment)
{
    internal bool Matches(WorkItem epic) => Conditions.All(c => c.Holds(epic));
}
