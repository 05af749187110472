using System.Globalization;
using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Edits that Jira can carry out in one step, because the same is done to each issue.</summary>
/// <param name="Edits">The edits.</param>
/// <param name="Actions">What is done, one call each.</param>
/// <param name="Sending">How it is done.</param>
internal sealed record JiraBulkGroup(IReadOnlyList<PendingEdit> Edits, IReadOnlyList<JObject> Actions, Sending Sending)
{
    private const int MostIssues = 1_000;

    /// <summary>Fewer than these are as few calls one by one.</summary>
    private const int FewestIssues = 3;

    /// <summary>Sorts edits into groups; those that are in none are to be sent one by one.</summary>
    public static IReadOnlyList<JiraBulkGroup> Of(IEnumerable<PendingEdit> edits, JiraField field) =>
    [
        .. edits.Select(edit => (Edit: edit, Key: KeyOf(edit, field.Kind)))
            .Where(e => e.Key is not null)
            .GroupBy(e => e.Key!, e => e.Edit, StringComparer.Ordinal)
            .SelectMany(group => group.Chunk(MostIssues))
            .Where(part => part.Length >= FewestIssues)
            .Select(part => new JiraBulkGroup(part, ActionsOf(part[0].Update!, field), SendingOf(field.Kind))),
    ];

    /// <summary>What makes edits the same; null where Jira cannot carry this one out with others.</summary>
    private static string? KeyOf(PendingEdit edit, JiraFieldKind kind) => (kind, edit.Update!) switch
    {
        (JiraFieldKind.Labels, var update) => Texts("add", update.Add) + Texts("remove", update.Remove),
        (JiraFieldKind.MultiSelect, var update) when update.Result.All(v => IsOffered(v, edit)) => Ids(update.Result),
        (JiraFieldKind.Select, var update) when update.Result.All(v => IsOffered(v, edit)) => Ids(update.Result),
        _ => null,
    };

    /// <summary>A disabled option that the issue has would be refused when the set is written whole; one by one it is left alone.</summary>
    private static bool IsOffered(JiraValue value, PendingEdit edit) =>
        NumberOf(value) is not null && edit.Screen!.Choices.Any(c => c.Value.OptionId == value.OptionId && !c.IsDisabled);

    private static string Ids(IReadOnlyList<JiraValue> values) => string.Join(',', values.Select(NumberOf).Order());

    private static string Texts(string what, IReadOnlyList<JiraValue> values) =>
        $"{what} {string.Join(' ', values.Select(v => v.Raw).Order(StringComparer.Ordinal))}\n";

    private static Sending SendingOf(JiraFieldKind kind) => kind == JiraFieldKind.Labels ? Sending.Edited : Sending.Replaced;

    private static List<JObject> ActionsOf(JiraUpdate update, JiraField field) => field.Kind switch
    {
        JiraFieldKind.Labels => [.. Labels(field, "ADD", update.Add), .. Labels(field, "REMOVE", update.Remove)],
        JiraFieldKind.MultiSelect =>
        [
            Action("multipleSelectFields", field, "options", new JArray(update.Result.Select(v => new JObject { ["optionId"] = NumberOf(v) }))),
        ],
        _ => [Action("singleSelectFields", field, "option", new JObject { ["optionId"] = update.Result.Count == 0 ? -1 : NumberOf(update.Result[0]) })],
    };

    private static IEnumerable<JObject> Labels(JiraField field, string option, IReadOnlyList<JiraValue> labels)
    {
        if (labels.Count > 0)
        {
            var action = Action("labelsFields", field, "labels", new JArray(labels.Select(v => new JObject { ["name"] = v.Raw })));
            action["labelsFields"]![0]!["bulkEditMultiSelectFieldOption"] = option;
            yield return action;
        }
    }

    private static JObject Action(string kind, JiraField field, string name, JToken value) =>
        new() { [kind] = new JArray(new JObject { ["fieldId"] = field.Id, [name] = value }) };

    private static long? NumberOf(JiraValue value) =>
        long.TryParse(value.OptionId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
