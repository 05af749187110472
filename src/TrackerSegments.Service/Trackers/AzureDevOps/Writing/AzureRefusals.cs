using System.Globalization;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Why a segment is not written, in sentences.</summary>
internal sealed class AzureRefusals(AzureSite site)
{
    public const int LongestText = 255;
    public const int MostTags = 100;

    private const int Listed = 10;

    private string Field => $"\"{site.Segment.Name}\"";

    public TrackerProblem FieldReadOnly { get; } = new(
        "fieldReadOnly",
        $"The field \"{site.Segment.Name}\" cannot hold segments to write: Azure DevOps sets it itself, or it holds no text. Use the tags, a text field or a picklist as segment field.",
        Blame.Person);

    public TrackerProblem FieldNotOnType(AzureEdit edit) => new(
        "fieldNotOnType",
        $"The type {edit.Before.Item.Type} of the project {edit.Before.Item.Project} has no field {Field}, so {edit.Wish.Key} cannot get it. An administrator of the process adds the field to the type; provision does it where the account may.",
        Blame.Administrator);

    public TrackerProblem OptionMissing(AzureEdit edit, string value, IReadOnlyList<string> offered) => new(
        "optionMissing",
        $"The picklist {Field} of {edit.Wish.Key} does not offer \"{value}\". {Offered(offered)} An administrator of the process adds the value to the list, or lets people enter their own values.",
        Blame.Administrator);

    public TrackerProblem OneValueOnly(AzureEdit edit) => new(
        "oneValueOnly",
        edit.ValuesBefore.Count == 0
            ? $"The picklist {Field} takes one value. Choose one segment for {edit.Wish.Key}, or let an administrator of the process allow people to enter their own values, so that several can stand there."
            : $"The picklist {Field} takes one value, and {edit.Wish.Key} has \"{edit.ValuesBefore[0]}\". Remove that segment in the same step, or let an administrator of the process allow people to enter their own values, so that several can stand there.",
        Blame.Person);

    public TrackerProblem FieldRequired(AzureEdit edit) => new(
        "fieldRequired",
        $"The field {Field} of the type {edit.Before.Item.Type} must not be empty, so the last segment of {edit.Wish.Key} cannot be removed. Choose another segment in the same step.",
        Blame.Person);

    public TrackerProblem FormattedText(AzureEdit edit) => new(
        "fieldReadOnly",
        $"The field {Field} of {edit.Wish.Key} holds formatted text, which writing would lose. Clear the formatting there, or use the tags, a line of text or a picklist as segment field.",
        Blame.Person);

    public TrackerProblem TextTooLong(AzureEdit edit) => new(
        "valueTooLong",
        string.Create(CultureInfo.InvariantCulture, $"With this the field {Field} of {edit.Wish.Key} would hold {edit.Text.Length} characters, and Azure DevOps takes {LongestText}. Use fewer or shorter values, or the tags or a text field of several lines."),
        Blame.Person);

    public static TrackerProblem TooManyTags(AzureEdit edit) => new(
        "tooManyTags",
        string.Create(CultureInfo.InvariantCulture, $"{edit.Wish.Key} would have more than the {MostTags} tags that Azure DevOps takes. Remove some there first."),
        Blame.Person);

    public TrackerProblem HasSeparator(string value) => new(
        "valueHasSeparator",
        site.Segment.Kind == AzureFieldKind.Tags
            ? $"A tag of Azure DevOps holds neither semicolons nor commas, so \"{value}\" cannot be one. Give the segment a value without them."
            : $"Several values stand in the field {Field} with semicolons between them, so that \"{value}\" would be read as several. Give the segment a value without semicolons.",
        Blame.Person);

    public static TrackerProblem NotClean(string value) => value.Length > LongestText
        ? new(
            "valueTooLong",
            string.Create(CultureInfo.InvariantCulture, $"\"{value[..40]}…\" is longer than the {LongestText} characters that a value may have. Give the segment a shorter value."),
            Blame.Person)
        : new(
            "valueNotClean",
            $"\"{Files.ItemText.Clean(value)}\" has blanks around it or characters that are not shown, which Azure DevOps would not keep. Give the segment a value without them.",
            Blame.Person);

    public TrackerProblem MayNotEdit(AzureEdit edit, Actor actor) => new(
        "mayNotEdit",
        $"{Who(actor)} may not edit {edit.Wish.Key}. An administrator of the project {edit.Before.Item.Project} can give the permission to edit work items in its area, and to make the tag too where it is a new one.",
        Blame.Administrator);

    /// <summary>An answer without the field looks the same as an empty one.</summary>
    public TrackerProblem NotRead(AzureEdit edit, IReadOnlyList<string> held) => new(
        "fieldMissing",
        $"Azure DevOps gives no field {Field} for {edit.Wish.Key}, although its history says that it holds {string.Join(", ", held.Take(Listed))}. Nothing was written, so that nothing of it is lost. An administrator can see whether the type {edit.Before.Item.Type} still has the field.",
        Blame.Administrator);

    public TrackerProblem RuleReadOnly(AzureEdit edit) => new(
        "fieldReadOnly",
        $"A rule of the type {edit.Before.Item.Type} makes the field {Field} of {edit.Wish.Key} read-only: for this account, or in the state {edit.Before.Item.Status}. An administrator of the process can change the rule.",
        Blame.Administrator);

    public static TrackerProblem RuleRefuses(AzureEdit edit, string said) => new(
        "ruleRefused",
        $"A rule of the type {edit.Before.Item.Type} does not let {edit.Wish.Key} be saved. Open it in Azure DevOps and mend what the rule wants, then try again.{Said(said)}",
        Blame.Person);

    public static TrackerProblem NotAccepted(AzureEdit edit, string said) => new(
        "notAccepted", $"Azure DevOps did not change {edit.Wish.Key}.{Said(said)}", Blame.Person);

    public static TrackerProblem NotTaken(AzureEdit edit) => new(
        "notTaken",
        $"Azure DevOps accepted the change of {edit.Wish.Key}, but the work item does not have it. A rule of its type may set the field; ask an administrator of the process.",
        Blame.Administrator);

    public static TrackerProblem NotCarriedOut(AzureEdit edit, TrackerProblem doubt) => new(
        "notCarriedOut", $"{edit.Wish.Key} was read again and is not changed. {doubt.Text}", doubt.Blame)
    {
        IsPassing = true,
    };

    public static TrackerProblem AnswerUnclear(AzureEdit edit) => new(
        "outcomeUnknown", $"Azure DevOps did not say clearly whether it changed {edit.Wish.Key}. Read it again before it is tried once more.", Blame.Tracker);

    private static string Said(string said) => said.Length > 0 ? $" Azure DevOps says: {said.TrimEnd('.')}." : "";

    private string Who(Actor actor) => actor.Name ?? (actor.Token is null && site.Account is { } account ? account : "This account");

    private static string Offered(IReadOnlyList<string> offered) => offered.Count switch
    {
        0 => "It offers no value at all there.",
        <= Listed => $"It offers {string.Join(", ", offered)}.",
        var n => string.Create(CultureInfo.InvariantCulture, $"It offers {string.Join(", ", offered.Take(Listed))} and {n - Listed} more."),
    };
}
