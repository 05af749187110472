namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Reads what is to be edited, settles what was sent without a clear answer, and brings each wish together with what somebody else did since.</summary>
internal sealed class AzurePreparation(AzureSite site, AzureItems items, AzureHistory history, AzureAccounts accounts, AzureRefusals refusals)
{
    private const int AtOnce = 8;

    /// <summary>Every edit is either answered afterwards, or has what is left to do.</summary>
    /// <exception cref="TrackerException">Azure DevOps cannot be read.</exception>
    public async Task ReadAsync(IReadOnlyList<AzureEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        await FetchAsync(edits, actor, cancellationToken);
        var changed = edits.Where(e => e.IsOpen && (IsUnsettled(e) || !ForeignHistory.Same(e.Wish.Expected, e.ValuesBefore))).ToList();
        if (changed.Count > 0)
        {
            var account = await accounts.IdOfAsync(actor, cancellationToken);
            await Parallel.ForEachAsync(
                changed,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (edit, cancel) => await ExplainAsync(edit, account, actor, cancel));
        }

        foreach (var edit in edits.Where(e => e.IsOpen))
        {
            edit.Outcome = edit.Left.IsNothing ? new WriteOutcome.Written(edit.Before.Item, edit.Earlier)
                : HasTooMany(edit) ? new WriteOutcome.Refused(refusals.OneValueOnly(edit))
                : edit.Tries >= AzureEdit.MostTries ? GivenUp(edit)
                : null;
        }
    }

    /// <summary>Whether something was sent of which it is not known whether it is what changed the work item.</summary>
    private static bool IsUnsettled(AzureEdit edit) => edit.Sent is { } sent && edit.Before.Rev > sent.Revision;

    private static WriteOutcome GivenUp(AzureEdit edit) => edit.Sent is { } sent
        ? new WriteOutcome.Refused(AzureRefusals.NotCarriedOut(edit, sent.Doubt))
        : new WriteOutcome.Stale(edit.Before.Item, edit.Earlier ?? new(null, edit.Before.Item.Updated, edit.Wish.Expected, edit.ValuesBefore));

    /// <summary>Whether a field that holds one value would have to hold more.</summary>
    private bool HasTooMany(AzureEdit edit) =>
        site.Segment.Kind == AzureFieldKind.Single && edit.ValuesBefore.Count - edit.Left.Remove.Count + edit.Left.Add.Count > 1;

    private async Task FetchAsync(IReadOnlyList<AzureEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        var found = (await items.FetchAsync([.. edits.Select(e => e.Wish.Id)], actor, cancellationToken))
            .ToDictionary(item => item.Id, StringComparer.Ordinal);
        foreach (var edit in edits)
        {
            if (!found.TryGetValue(edit.Wish.Id, out var item))
            {
                edit.Outcome = new WriteOutcome.NotFound();
                continue;
            }

            edit.Before = item;
            edit.ValuesBefore = [.. AzureSegmentText.Parse(item.Raw, site.Segment.Kind).Select(value => value.Text)];
            edit.Left = SegmentMerge.Merge(edit.Wish.Expected, edit.ValuesBefore, edit.Wish.Add, edit.Wish.Remove);
        }
    }

    /// <summary>Says who changed the field.</summary>
    private async Task ExplainAsync(AzureEdit edit, string? account, Actor actor, CancellationToken cancellationToken)
    {
        IReadOnlyList<AzureFieldChange>? changes;
        try
        {
            changes = await history.ReadAsync(edit, actor, cancellationToken);
        }
        catch (TrackerException)
        {
            // Who it was stays unknown; what it was is seen all the same.
            changes = null;
        }

        if (IsUnsettled(edit) && Settled(edit, changes, account) is { } outcome)
        {
            edit.Outcome = outcome;
            return;
        }

        if (edit.ValuesBefore.Count == 0 && changes?.LastOrDefault(c => c.Revision <= edit.Before.Rev) is { ToTexts: { Count: > 0 } held })
        {
            edit.Outcome = new WriteOutcome.Refused(refusals.NotRead(edit, held));
            return;
        }

        edit.Sent = IsUnsettled(edit) ? null : edit.Sent;
        if (edit.Left.IsConflict || (HasTooMany(edit) && !ForeignHistory.Same(edit.Wish.Expected, edit.ValuesBefore)))
        {
            edit.Outcome = new WriteOutcome.Stale(edit.Before.Item, ForeignHistory.Conflict(edit.Wish, edit.Left.Conflicts, edit.ValuesBefore, changes ?? []));
        }
        else
        {
            edit.Earlier = ForeignHistory.Earlier(edit.Wish, edit.ValuesBefore, changes ?? [], account);
        }
    }

    /// <summary>What became of an edit whose answer was lost: the revision after the one it was made from is its own, or it was not carried out.</summary>
    private WriteOutcome? Settled(AzureEdit edit, IReadOnlyList<AzureFieldChange>? changes, string? account)
    {
        var (revision, text, doubt) = edit.Sent!;
        var intended = AzureSegmentText.Parse(text, site.Segment.Kind).Select(value => value.Text).ToList();
        if (changes is null)
        {
            return ForeignHistory.Same(intended, edit.ValuesBefore) ? new WriteOutcome.Written(edit.Before.Item, edit.Earlier) : new WriteOutcome.Refused(doubt);
        }

        if (!changes.Any(c => c.Revision == revision + 1 && ForeignHistory.IsBy(c, account) && ForeignHistory.Same(c.ToTexts, intended)))
        {
            return null;
        }

        var after = changes.Where(c => c.Revision > revision + 1).ToList();
        return edit.IsHeldBy(edit.ValuesBefore)
            ? new WriteOutcome.Written(edit.Before.Item, after.Count > 0 ? ForeignHistory.Together(after, intended) : edit.Earlier)
            : new WriteOutcome.Stale(edit.Before.Item, ForeignHistory.Undoing(edit.Wish, after));
    }
}
