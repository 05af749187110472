namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Reads what is to be edited, and brings each wish together with what somebody else did since.</summary>
internal sealed class JiraPreparation(JiraSite site, JiraItems items, JiraHistory history, JiraAccounts accounts, JiraRefusals refusals)
{
    /// <summary>Every edit is either answered afterwards, or has what is left to do.</summary>
    /// <exception cref="TrackerException">Jira cannot be read.</exception>
    public async Task ReadAsync(IReadOnlyList<PendingEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        await FetchAsync(edits, actor, cancellationToken);
        List<PendingEdit> changed = [];
        foreach (var edit in edits.Where(e => e.IsOpen))
        {
            edit.Left = SegmentMerge.Merge(edit.Wish.Expected, edit.ValuesBefore, edit.Wish.Add, edit.Wish.Remove);
            if (!ForeignHistory.Same(edit.Wish.Expected, edit.ValuesBefore))
            {
                changed.Add(edit);
            }
        }

        if (changed.Count > 0)
        {
            await ExplainAsync(changed, actor, cancellationToken);
        }

        foreach (var edit in edits.Where(e => e.IsOpen && e.Left.IsNothing))
        {
            edit.Outcome = new WriteOutcome.Written(edit.Before.Item, edit.Earlier);
        }

        foreach (var edit in edits.Where(e => e.IsOpen && HasTooMany(e)))
        {
            edit.Outcome = new WriteOutcome.Refused(refusals.OneValueOnly(edit.Wish, edit.ValuesBefore));
        }
    }

    /// <summary>Says of each edit whose field is not as expected who changed it.</summary>
    private async Task ExplainAsync(List<PendingEdit> changed, Actor actor, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, List<JiraFieldChange>> told;
        try
        {
            told = await history.ReadAsync(changed, actor, cancellationToken);
        }
        catch (TrackerException)
        {
            // Who it was stays unknown; what it was is seen all the same.
            told = new Dictionary<string, List<JiraFieldChange>>(StringComparer.Ordinal);
        }

        var account = await accounts.IdOfAsync(actor, cancellationToken);
        foreach (var edit in changed)
        {
            var changes = told.GetValueOrDefault(edit.Wish.Id) ?? [];
            if (edit.Left.IsConflict || HasTooMany(edit))
            {
                edit.Outcome = new WriteOutcome.Stale(edit.Before.Item, ForeignHistory.Conflict(edit.Wish, edit.Left.Conflicts, edit.ValuesBefore, changes));
            }
            else
            {
                edit.Earlier = ForeignHistory.Earlier(edit.Wish, edit.ValuesBefore, changes, account);
            }
        }
    }

    /// <summary>Whether a field that holds one value would have to hold more.</summary>
    private bool HasTooMany(PendingEdit edit) =>
        JiraUpdate.HoldsOne(site.Segment.Kind) && edit.ValuesBefore.Count - edit.Left.Remove.Count + edit.Left.Add.Count > 1;

    private async Task FetchAsync(IReadOnlyList<PendingEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        var issues = (await items.ReadManyAsync([.. edits.Select(e => e.Wish.Id)], actor, cancellationToken))
            .ToDictionary(issue => issue.Id, StringComparer.Ordinal);
        foreach (var edit in edits)
        {
            if (!issues.TryGetValue(edit.Wish.Id, out var issue))
            {
                edit.Outcome = new WriteOutcome.NotFound();
                continue;
            }

            edit.Before = issue.Issue;
            try
            {
                items.Demand([issue]);
            }
            catch (TrackerException e)
            {
                // A field that is not given at all is no empty field.
                edit.Outcome = new WriteOutcome.Refused(e.Problem);
            }
        }
    }
}
