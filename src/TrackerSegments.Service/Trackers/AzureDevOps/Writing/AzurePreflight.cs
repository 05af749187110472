using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Looks for what Azure DevOps would refuse before anything is sent, and makes the text that the field is to hold.</summary>
internal sealed class AzurePreflight(AzureSite site, AzureTypeFields types, AzureRefusals refusals)
{
    private AzureFieldKind Kind => site.Segment.Kind;

    /// <summary>Each edit is either refused afterwards, or ready to be sent. What a type offers in a project is asked once.</summary>
    /// <exception cref="TrackerException">Azure DevOps cannot be asked.</exception>
    public async Task CheckAsync(IReadOnlyList<AzureEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        foreach (var alike in edits.Where(e => e.IsOpen).GroupBy(e => (e.Before.Item.Project, e.Before.Item.Type)))
        {
            var (project, type) = alike.Key;
            var all = alike.ToList();
            var field = await types.ReadAsync(project, type, isFresh: false, actor, cancellationToken);
            if (all.Exists(edit => Refuse(edit, field) is not null))
            {
                // The process may have been changed since it was asked.
                field = await types.ReadAsync(project, type, isFresh: true, actor, cancellationToken);
            }

            foreach (var edit in all)
            {
                edit.Outcome = Refuse(edit, field) is { } problem ? new WriteOutcome.Refused(problem) : null;
            }
        }
    }

    private TrackerProblem? Refuse(AzureEdit edit, AzureTypeField field)
    {
        edit.OfType = field;
        if (!field.IsThere)
        {
            return refusals.FieldNotOnType(edit);
        }

        List<string> add = [];
        foreach (var value in edit.Left.Add)
        {
            if (Unfit(value) is { } problem)
            {
                return problem;
            }

            // In the list's own spelling, where it offers it.
            var offered = Kind == AzureFieldKind.Tags ? null : field.Offered.FirstOrDefault(o => FieldNames.Same(ItemText.Clean(o), value));
            if (offered is null && Kind == AzureFieldKind.Single)
            {
                return refusals.OptionMissing(edit, value, field.Offered);
            }

            add.Add(offered ?? value);
        }

        edit.Text = AzureSegmentText.Change(edit.Before.Raw, add, edit.Left.Remove, Kind);
        return RefuseText(edit, field);
    }

    private TrackerProblem? RefuseText(AzureEdit edit, AzureTypeField field) =>
        edit.Text.Length == 0 && field.IsRequired ? refusals.FieldRequired(edit)
        : edit.Text.Length > AzureRefusals.LongestText && Kind is AzureFieldKind.Single or AzureFieldKind.List ? refusals.TextTooLong(edit)
        : Kind == AzureFieldKind.Tags && AzureSegmentText.Parse(edit.Text, Kind).Count > AzureRefusals.MostTags ? AzureRefusals.TooManyTags(edit)
        : Kind == AzureFieldKind.Html && HasMarkup(edit.Before.Raw ?? "") ? refusals.FormattedText(edit)
        : null;

    private TrackerProblem? Unfit(string value)
    {
        var isTag = Kind == AzureFieldKind.Tags;
        return !string.Equals(ItemText.Clean(value), value, StringComparison.Ordinal) ? AzureRefusals.NotClean(value)
            : Kind != AzureFieldKind.Single && (value.Contains(';', StringComparison.Ordinal) || (isTag && value.Contains(',', StringComparison.Ordinal))) ? refusals.HasSeparator(value)
            : Kind == AzureFieldKind.Html && HasMarkup(value) ? refusals.HasSeparator(value)
            : null;
    }

    private static bool HasMarkup(string text) => text.AsSpan().ContainsAny('<', '>', '&');
}
