namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Why a segment is not written, in sentences.</summary>
internal sealed class JiraRefusals(JiraSite site)
{
    private const int Listed = 10;

    private string Field => $"\"{site.Segment.Name}\"";

    public TrackerProblem FieldReadOnly { get; } = new(
        "fieldReadOnly",
        site.Segment.Path is not null
            ? $"The segments are read through the path {site.Segment.Path}, and such a field is only read. Name a field of Jira as segment field to write it."
            : $"The field \"{site.Segment.Name}\" cannot hold segments to write. Use a field with a list of choices, labels or text as segment field.",
        Blame.Person);

    public TrackerProblem FormattedText(FieldEdit edit) => new(
        "fieldReadOnly",
        $"The field {Field} of {edit.Key} holds formatted text, which writing would lose. Use a field with a list of choices, labels or one line of text.",
        Blame.Person);

    public TrackerProblem MayNotEdit(FieldEdit edit, Actor actor) => new(
        "mayNotEdit",
        $"{Who(actor)} may not edit {edit.Key}. An administrator of the project {ProjectOf(edit)} can give the permission to edit issues, or the issue's status forbids it.",
        Blame.Administrator);

    public TrackerProblem FieldNotOnScreen(FieldEdit edit) => new(
        "fieldNotOnScreen",
        $"The field {Field} is not on the edit screen of {edit.Key}. A Jira administrator adds it to the screen that the project {ProjectOf(edit)} uses for editing.",
        Blame.Administrator);

    public TrackerProblem OptionMissing(FieldEdit edit, string value, JiraEditScreen screen) => new(
        "optionMissing",
        $"The field {Field} of {edit.Key} does not offer \"{value}\". {Offered(screen)} A Jira administrator adds the option to the field, or switches it on where it is disabled.",
        Blame.Administrator);

    public TrackerProblem OptionDisabled(FieldEdit edit, string value) => new(
        "optionDisabled",
        $"The option \"{value}\" of the field {Field} is disabled, so {edit.Key} cannot get it. A Jira administrator can enable it, or choose another segment.",
        Blame.Administrator);

    public TrackerProblem OneValueOnly(FieldEdit edit, IReadOnlyList<string> current) => new(
        "oneValueOnly",
        current.Count == 0
            ? $"The field {Field} holds one value. Choose one segment for {edit.Key}."
            : $"The field {Field} holds one value, and {edit.Key} has \"{current[0]}\". Remove that segment in the same step, or use a field with several values.",
        Blame.Person);

    public static TrackerProblem LabelHasSpace(string value) => new(
        "labelHasSpace", $"A label of Jira holds no spaces, so \"{value}\" cannot be one. Give the segment a value without spaces, such as \"{string.Join('-', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}\".", Blame.Person);

    public static TrackerProblem TooLong(string value) => new(
        "valueTooLong", $"\"{value[..40]}…\" is longer than the 255 characters that Jira takes. Give the segment a shorter value.", Blame.Person);

    public static TrackerProblem NotTaken(FieldEdit edit) => new(
        "notTaken",
        $"Jira accepted the change of {edit.Key}, but the issue does not have it, and its history names nobody who took it back. A rule or an app may forbid it; ask a Jira administrator.",
        Blame.Administrator);

    public static TrackerProblem NotCarriedOut(FieldEdit edit, TrackerProblem doubt) => new(
        "notCarriedOut", $"{edit.Key} was read again and is not changed. {doubt.Text}", doubt.Blame)
    {
        IsPassing = true,
    };

    public static TrackerProblem BulkEnded(string status) => new(
        "bulkEnded", $"Jira ended the change of many issues before it was through ({status}). Look at the epics that are not changed and try them again.", Blame.Tracker)
    {
        IsPassing = true,
    };

    public static TrackerProblem BulkSlow { get; } = new(
        "bulkSlow", "Jira has not finished the change of many issues in ten minutes. It may still go on; look at the epics again later.", Blame.Tracker)
    {
        IsPassing = true,
    };

    /// <summary>What Jira said about one issue of many.</summary>
    public TrackerProblem OfBulk(FieldEdit edit, Actor actor, string said) => Meaning(said) switch
    {
        "mayNotEdit" => MayNotEdit(edit, actor),
        "fieldNotOnScreen" => FieldNotOnScreen(edit),
        _ => new("notAccepted", $"Jira did not change {edit.Key}. It says: {said.TrimEnd('.')}.", Blame.Person),
    };

    /// <summary>What a refusal of Jira means, as far as its words say; null where they do not.</summary>
    public static string? Meaning(string said) =>
        Says(said, "appropriate screen") || Says(said, "cannot be set") || Says(said, "not on the screen") ? "fieldNotOnScreen"
        : Says(said, "permission") ? "mayNotEdit"
        : Says(said, "option") && (Says(said, "not valid") || Says(said, "invalid") || Says(said, "not found") || Says(said, "disabled")) ? "optionMissing"
        : null;

    private static bool Says(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static string ProjectOf(FieldEdit edit) => Files.ItemText.ProjectOf(edit.Key).ToString();

    private string Who(Actor actor) => actor.Name ?? (actor.Token is null && site.Account is { } account ? account : "This account");

    private static string Offered(JiraEditScreen screen) => screen.Choices.Where(c => !c.IsDisabled).Select(c => c.Value.Text).ToList() switch
    {
        [] => "Jira offers no option at all there.",
        { Count: <= Listed } all => $"It offers {string.Join(", ", all)}.",
        var all => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"It offers {string.Join(", ", all.Take(Listed))} and {all.Count - Listed} more."),
    };
}
