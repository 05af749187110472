namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>What the history of an issue shows of the time since it was read: our change, and what others did before and after it.</summary>
/// <param name="Own">Our change, where it is in the history.</param>
/// <param name="Before">What others did between our reading and our change.</param>
/// <param name="After">What others did after it.</param>
/// <param name="IsOverwriting">Whether our change replaced something that we had not read.</param>
/// <param name="IsOne">Whether the field holds one value.</param>
internal sealed record JiraTrace(
    JiraFieldChange? Own, IReadOnlyList<JiraFieldChange> Before, IReadOnlyList<JiraFieldChange> After, bool IsOverwriting, bool IsOne)
{
    /// <summary>An issue's time of change and its history's may differ a little.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    public static JiraTrace Of(PendingEdit edit, IReadOnlyList<JiraFieldChange> changes, string? account, JiraFieldKind kind)
    {
        // Jira's clock alone is asked, and it only bounds how far back to look; which change is whose is told by author and values.
        var tellsAll = kind is not (JiraFieldKind.Components or JiraFieldKind.Versions);
        var since = edit.Before.Item.Updated - (tellsAll ? Tolerance : TimeSpan.Zero);
        var recent = changes.Where(c => c.At is null || since is null || (tellsAll ? c.At >= since : c.At > since)).ToList();
        var own = recent.FindLastIndex(c => IsOwn(c, edit, account));
        var end = own < 0 ? recent.Count : own;
        var read = tellsAll ? recent[..end].FindLastIndex(c => ForeignHistory.Same(c.ToTexts, edit.ValuesBefore)) : -1;
        var ours = own < 0 ? null : recent[own];

        // Where the field came back to what was read, our change may be an older one of ours; then nothing is put back.
        return new(
            ours,
            recent[(read + 1)..end],
            own < 0 ? [] : recent[(own + 1)..],
            edit.Sending == Sending.Replaced && ours is not null && !ForeignHistory.Same(ours.FromTexts, edit.ValuesBefore)
                && !recent[(own + 1)..].Exists(c => ForeignHistory.Same(c.ToTexts, edit.ValuesBefore)),
            JiraUpdate.HoldsOne(kind));
    }

    /// <summary>Everything that others did, as one change; null where they did nothing.</summary>
    public ForeignChange? Foreign(PendingEdit edit)
    {
        List<JiraFieldChange> all = [.. Before, .. After];
        return all.Count > 0
            ? ForeignHistory.Together(all, edit.ValuesBefore)
            : IsOverwriting ? new(null, null, edit.ValuesBefore, Own!.FromTexts) : null;
    }

    /// <summary>Who took back what was written.</summary>
    public ForeignChange? Undoing(PendingEdit edit) => After.Concat(Own is null ? Before : [])
        .LastOrDefault(c => c.Removed.Intersect(edit.Left.Add, StringComparer.OrdinalIgnoreCase).Any()
            || c.Added.Intersect(edit.Left.Remove, StringComparer.OrdinalIgnoreCase).Any())?.ToForeign();

    /// <summary>What brings back what our change overwrote; null where there is nothing to bring back, or somebody already did something else.</summary>
    public JiraUpdate? Restoring(PendingEdit edit, JiraIssue now)
    {
        var lost = Own!.From;
        var current = PendingEdit.TextsOf(now);
        if (IsOne)
        {
            var merged = SegmentMerge.Merge(edit.ValuesBefore, Own.FromTexts, edit.Left.Add, edit.Left.Remove);
            var isBoth = !merged.IsConflict && lost.Count - merged.Remove.Count + merged.Add.Count <= 1;
            return isBoth || !ForeignHistory.Same(current, Own.ToTexts) ? null : new([], [], lost);
        }

        var add = lost.Where(v => !Has(edit.ValuesBefore, v.Text) && !Has(current, v.Text) && !Has(edit.Left.Remove, v.Text)).ToList();
        var remove = now.Segments
            .Where(v => Has(edit.ValuesBefore, v.Text) && !Has(Own.FromTexts, v.Text) && !Has(edit.Left.Add, v.Text)).ToList();
        return add.Count + remove.Count == 0 ? null : new(add, remove, []);
    }

    private static bool IsOwn(JiraFieldChange change, PendingEdit edit, string? account) => edit.Sending == Sending.Replaced
        ? ForeignHistory.IsBy(change, account) && ForeignHistory.Same(change.ToTexts, [.. edit.Update!.Result.Select(v => v.Text)])
        : ForeignHistory.IsOwn(change, account, edit.Left.Add, edit.Left.Remove);

    private static bool Has(IReadOnlyList<string> values, string value) => values.Contains(value, StringComparer.OrdinalIgnoreCase);
}
