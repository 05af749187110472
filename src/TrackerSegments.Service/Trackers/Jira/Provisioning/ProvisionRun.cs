using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Collects what provisioning Jira did, found, and leaves to an administrator.</summary>
internal sealed class ProvisionRun(ProvisionPlan plan, JiraProvisionSteps steps) : ProvisionNotes
{
    public ProvisionPlan Plan => plan;

    public JiraProvisionSteps Steps => steps;

    /// <summary>The account may not, or there is no way to do it from here.</summary>
    public void LeaveAll(JiraField? field) => ToDo(steps.All(field, plan.Options));

    /// <summary>Only these options are left.</summary>
    public void Leave(JiraField field, IReadOnlyList<string> options) => ToDo(steps.All(field, options));

    /// <summary>Notes the options that are there, and those that are there and disabled.</summary>
    public void Note(JiraField field, string where, IReadOnlyList<string> offered, IReadOnlyList<string> disabled)
    {
        if (offered.Count > 0)
        {
            Kept($"Offered in {where}: {List(offered)}.");
        }

        ToDo(disabled.Select(option => steps.Enable(field, where, option)));
    }

    /// <summary>Something was refused half-way: the rest is left, with Jira's reason first.</summary>
    public void Leave(JiraField? field, TrackerProblem problem)
    {
        ToDo(problem.Text);
        LeaveAll(field);
    }

    /// <summary>A field that takes any text needs no options; of another kind none can be made.</summary>
    public void NoteUnfit(JiraField field)
    {
        if (field.Kind is JiraFieldKind.Labels or JiraFieldKind.Text)
        {
            Kept($"The field \"{field.Name}\" ({field.Id}) takes any {(field.Kind == JiraFieldKind.Labels ? "label" : "text")}, so it needs no options.");
        }
        else
        {
            ToDo(steps.Unfit(field));
        }
    }

    /// <summary>What of the wanted options is missing, there, and there but disabled; compared ignoring case.</summary>
    public static (IReadOnlyList<string> Missing, IReadOnlyList<string> Kept, IReadOnlyList<string> Disabled) Compare(
        IReadOnlyList<string> wanted, IReadOnlyList<JiraFieldOption> there)
    {
        List<string> missing = [];
        List<string> offered = [];
        List<string> disabled = [];
        foreach (var value in wanted.Select(ItemText.Clean).Where(v => v.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var alike = there.Where(o => FieldNames.Same(ItemText.Clean(o.Value), value)).ToList();
            (alike.Count == 0 ? missing : alike.TrueForAll(o => o.IsDisabled) ? disabled : offered).Add(value);
        }

        return (missing, offered, disabled);
    }
}
