namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>What an administrator of a Jira site has to do, with the site's own names and the values to type.</summary>
internal sealed record JiraProvisionSteps(ProvisionPlan Plan, bool IsCloud, string Address, IReadOnlyList<string> Projects)
{
    private string Page => $"{Address}/secure/admin/ViewCustomFields.jspa";

    private string Where => Projects.Count == 0 ? "all projects" : $"the projects {ProvisionRun.List(Projects)}";

    /// <summary>Everything from the start; or what is left where the field is there.</summary>
    public IEnumerable<string> All(JiraField? field, IReadOnlyList<string> options)
    {
        yield return $"Log in to Jira with the permission \"Administer Jira\" and open {Page}.";
        if (field is null)
        {
            yield return IsCloud
                ? "Choose \"Create new field\", and as its type \"Select List (multiple choices)\"."
                : "Choose \"Add custom field\", and as its type \"Select List (multiple choices)\".";
            yield return $"Type this name, exactly: {Plan.Field}";
        }

        yield return field is null
            ? $"Open the contexts of the field (\"{ContextsName}\") and let one of them apply to {Where}, for all issue types or at least for epics."
            : $"Find the field \"{field.Name}\", open its contexts (\"{ContextsName}\") and see that one of them applies to {Where}, for all issue types or at least for epics.";
        yield return $"Choose \"Edit options\" there and add those of these values that are missing, each exactly like this: {string.Join("; ", options)}";
        yield return Show(field);
    }

    public string Show(JiraField? field) =>
        $"Choose \"{(IsCloud ? "Add field to screen" : "Screens")}\" for the field \"{field?.Name ?? Plan.Field}\" on {Page} and tick the screens with which epics of {Where} are created, edited and viewed.";

    public string Enable(JiraField field, string context, string option) =>
        $"The option \"{option}\" of the field \"{field.Name}\" is disabled in {context}. Open {Page}, then the contexts of the field, \"Edit options\", and enable it; or leave the segment out.";

    public string Unfit(JiraField field) =>
        $"The field \"{field.Name}\" ({field.Id}) holds {Holds(field.Kind)}, and the service makes no options for it. Use another name, so that a field with a list of choices is made, or add these values to it by hand: {string.Join("; ", Plan.Options)}";

    private string ContextsName => IsCloud ? "Contexts and default value" : "Configure";

    private static string Holds(JiraFieldKind kind) => kind switch
    {
        JiraFieldKind.Cascading => "two lists, one below the other",
        JiraFieldKind.Components => "the components of each project",
        JiraFieldKind.Versions => "the versions of each project",
        JiraFieldKind.Number or JiraFieldKind.Seconds => "a number",
        _ => "something else than a list of choices",
    };
}
