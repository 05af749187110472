using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Asks Jira what can be edited before anything is, and puts a wish into Jira's own values.</summary>
internal sealed class JiraPreflight(JiraSite site, JiraEditScreens screens, JiraDisabledOptions disabled, JiraRefusals refusals)
{
    private const int AtOnce = 8;
    private const int LongestValue = 255;

    /// <summary>Each edit is either refused afterwards, or ready to be sent. What a type offers in a project is asked once.</summary>
    public async Task CheckAsync(IReadOnlyList<PendingEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        foreach (var alike in edits.Where(e => e.IsOpen).GroupBy(e => (e.Before.Item.Project, e.Before.Item.Type)))
        {
            var all = alike.ToList();
            if (await CheckOneAsync(all[0], actor, cancellationToken) is { } screen)
            {
                foreach (var edit in all.Skip(1))
                {
                    await ResolveAsync(edit, screen, actor, cancellationToken);
                }
            }
            else
            {
                // What one issue may not, another of its kind may: its status or its security can decide it.
                await Parallel.ForEachAsync(
                    all.Skip(1),
                    new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                    async (edit, cancel) => await CheckOneAsync(edit, actor, cancel));
            }
        }
    }

    /// <summary>Puts the wish into Jira's values, or refuses it.</summary>
    public async Task ResolveAsync(PendingEdit edit, JiraEditScreen screen, Actor actor, CancellationToken cancellationToken)
    {
        edit.Screen = screen;
        List<JiraValue> add = [];
        foreach (var text in edit.Left.Add)
        {
            if (Unfit(text) is { } problem)
            {
                edit.Outcome = new WriteOutcome.Refused(problem);
                return;
            }

            if (!IsChosen)
            {
                add.Add(new(text, text));
            }
            else if (screen.Find(text) is { IsDisabled: false } choice)
            {
                add.Add(choice.Value);
            }
            else
            {
                var isDisabled = screen.Find(text) is not null || await disabled.HasAsync(text, actor, cancellationToken);
                edit.Outcome = new WriteOutcome.Refused(
                    isDisabled ? refusals.OptionDisabled(edit.Wish, text) : refusals.OptionMissing(edit.Wish, text, screen));
                return;
            }
        }

        edit.Update = JiraUpdate.Of(edit.Before.Segments, add, edit.Left.Remove);
    }

    private bool IsChosen => site.Segment.Kind is not (JiraFieldKind.Labels or JiraFieldKind.Text);

    /// <returns>The screen where the field can be edited there; else the edit is refused.</returns>
    private async Task<JiraEditScreen?> CheckOneAsync(PendingEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            var screen = await screens.ReadAsync(edit.Wish, actor, cancellationToken);
            if (Refuse(edit, screen, actor) is not { } problem)
            {
                await ResolveAsync(edit, screen, actor, cancellationToken);
                return screen;
            }

            edit.Outcome = new WriteOutcome.Refused(problem);
        }
        catch (TrackerException e) when (e.Problem.Code is "forbidden" or "notFound")
        {
            edit.Outcome = new WriteOutcome.Refused(refusals.MayNotEdit(edit.Wish, actor));
        }

        return null;
    }

    private TrackerProblem? Refuse(PendingEdit edit, JiraEditScreen screen, Actor actor) =>
        !screen.MayEdit ? refusals.MayNotEdit(edit.Wish, actor)
        : !screen.HasField ? refusals.FieldNotOnScreen(edit.Wish)
        : screen.IsFormatted ? refusals.FormattedText(edit.Wish)
        : !JiraUpdate.HoldsOne(site.Segment.Kind) && !screen.CanAdd ? refusals.FieldReadOnly
        : null;

    private TrackerProblem? Unfit(string text) => site.Segment.Kind switch
    {
        JiraFieldKind.Labels when text.Any(char.IsWhiteSpace) => JiraRefusals.LabelHasSpace(text),
        JiraFieldKind.Labels or JiraFieldKind.Text when text.Length > LongestValue || ItemText.Clean(text).Length < text.Length =>
            JiraRefusals.TooLong(text),
        _ => null,
    };
}
