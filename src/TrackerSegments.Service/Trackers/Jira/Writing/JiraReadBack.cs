namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>
/// Reads what was written, and finds what somebody else did at the same moment. Jira has no write that fails when the issue has changed,
/// so a replaced value may have overwritten one that was set in between; the history shows it, and it is put back.
/// </summary>
internal sealed class JiraReadBack(JiraSite site, JiraItems items, JiraHistory history, JiraAccounts accounts, JiraSingleWriter writer)
{
    /// <summary>Gives every edit that was sent its outcome.</summary>
    /// <exception cref="TrackerException">The issues cannot be read again.</exception>
    public async Task SettleAsync(IReadOnlyList<PendingEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        var after = await FetchAsync(edits, actor, cancellationToken);
        foreach (var edit in edits.Where(e => !after.ContainsKey(e.Wish.Id)))
        {
            edit.Outcome = new WriteOutcome.NotFound();
        }

        var doubtful = edits.Where(e => e.IsOpen && (e.Sending == Sending.Replaced || !IsAsIntended(e, after[e.Wish.Id]))).ToList();
        var told = await HistoryAsync(doubtful, actor, cancellationToken);
        var account = doubtful.Count == 0 ? null : await accounts.IdOfAsync(actor, cancellationToken);
        List<(PendingEdit Edit, JiraTrace Trace)> restored = [];
        foreach (var edit in edits.Where(e => e.IsOpen))
        {
            var trace = JiraTrace.Of(edit, told.GetValueOrDefault(edit.Wish.Id) ?? [], account, site.Segment.Kind);
            if (trace.IsOverwriting && await RestoreAsync(edit, after[edit.Wish.Id], trace, actor, cancellationToken))
            {
                restored.Add((edit, trace));
            }
            else
            {
                edit.Outcome = Judge(edit, after[edit.Wish.Id], trace);
            }
        }

        if (restored.Count > 0)
        {
            var now = await FetchAsync([.. restored.Select(r => r.Edit)], actor, cancellationToken);
            foreach (var (edit, trace) in restored)
            {
                edit.Outcome = Restored(edit, now.GetValueOrDefault(edit.Wish.Id), trace);
            }
        }
    }

    private static bool IsAsIntended(PendingEdit edit, JiraIssue after) =>
        ForeignHistory.Same(PendingEdit.TextsOf(after), [.. edit.Update!.Result.Select(v => v.Text)]);

    private static bool Holds(PendingEdit edit, JiraIssue after)
    {
        var values = PendingEdit.TextsOf(after).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return edit.Left.Add.All(values.Contains) && !edit.Left.Remove.Any(values.Contains);
    }

    private static WriteOutcome Judge(PendingEdit edit, JiraIssue after, JiraTrace trace)
    {
        var foreign = trace.Foreign(edit);
        if (Holds(edit, after))
        {
            var isAlone = IsAsIntended(edit, after) && !trace.IsOverwriting;
            return new WriteOutcome.Written(
                after.Item, isAlone ? edit.Earlier : foreign ?? new(null, null, edit.ValuesBefore, PendingEdit.TextsOf(after)));
        }

        if (trace.Own is not null && trace.Undoing(edit) is { } takenBack)
        {
            return new WriteOutcome.Stale(after.Item, takenBack with { Stands = true });
        }

        return edit.Doubt is { } doubt
            ? new WriteOutcome.Refused(doubt.Code == "outcomeUnknown" ? JiraRefusals.NotCarriedOut(edit.Wish, doubt) : doubt)
            : trace.Undoing(edit) is { } undone
                ? new WriteOutcome.Stale(after.Item, undone)
                : new WriteOutcome.Refused(JiraRefusals.NotTaken(edit.Wish));
    }

    /// <summary>Of one value only one can stand, and it is theirs; of several both do.</summary>
    private WriteOutcome Restored(PendingEdit edit, JiraIssue? now, JiraTrace trace) =>
        now is null ? new WriteOutcome.NotFound()
        : JiraUpdate.HoldsOne(site.Segment.Kind) ? new WriteOutcome.Stale(now.Item, trace.Foreign(edit) is { } theirs ? theirs with { Stands = true } : null)
        : new WriteOutcome.Written(now.Item, trace.Foreign(edit));

    private async Task<bool> RestoreAsync(
        PendingEdit edit, JiraIssue after, JiraTrace trace, Actor actor, CancellationToken cancellationToken)
    {
        if (trace.Restoring(edit, after) is not { } update)
        {
            return false;
        }

        try
        {
            await writer.PutAsync(edit.Wish, update, actor, cancellationToken);
            return true;
        }
        catch (TrackerException)
        {
            // What was overwritten is told all the same.
            return false;
        }
    }

    private async Task<Dictionary<string, JiraIssue>> FetchAsync(IReadOnlyList<PendingEdit> edits, Actor actor, CancellationToken cancellationToken) =>
        (await items.FetchAsync([.. edits.Select(e => e.Wish.Id)], actor, cancellationToken))
            .ToDictionary(i => i.Item.Id ?? i.Item.Key, StringComparer.Ordinal);

    private async Task<IReadOnlyDictionary<string, List<JiraFieldChange>>> HistoryAsync(
        List<PendingEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        if (edits.Count == 0)
        {
            return new Dictionary<string, List<JiraFieldChange>>(StringComparer.Ordinal);
        }

        return await history.ReadAsync(edits, actor, cancellationToken);
    }
}
