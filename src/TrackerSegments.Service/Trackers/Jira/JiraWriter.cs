namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Writes segments of issues: reads, compares, writes what to add and to remove, and reads back.</summary>
internal sealed class JiraWriter
{
    private readonly JiraSite site;
    private readonly JiraRefusals refusals;
    private readonly JiraPreparation preparation;
    private readonly JiraPreflight preflight;
    private readonly JiraSingleWriter single;
    private readonly JiraBulkWriter bulk;
    private readonly JiraReadBack readBack;

    public JiraWriter(TrackerHttp http, JiraSite site, JiraItems items, TimeProvider clock)
    {
        this.site = site;
        var screens = new JiraEditScreens(http, site);
        var history = new JiraHistory(http, site);
        var accounts = new JiraAccounts(http, site);
        refusals = new(site);
        preparation = new(site, items, history, accounts, refusals);
        preflight = new(site, screens, new(new(http), site), refusals);
        single = new(http, site, screens, refusals);
        bulk = new(http, site, refusals, clock);
        readBack = new(site, items, history, accounts, single);
    }

    public async Task<WriteOutcome> WriteAsync(FieldEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        if (IsReadOnly)
        {
            return new WriteOutcome.Refused(refusals.FieldReadOnly);
        }

        var pending = new PendingEdit(edit);
        await PrepareAsync([pending], actor, cancellationToken);
        if (!pending.IsOpen)
        {
            return pending.Outcome!;
        }

        try
        {
            await single.SendAsync(pending, actor, cancellationToken);
        }
        catch (TrackerException e)
        {
            return new WriteOutcome.Refused(e.Problem);
        }

        if (pending.IsOpen)
        {
            await SettleOneAsync(pending, actor, cancellationToken);
        }

        return pending.Outcome!;
    }

    public async Task<IReadOnlyList<WriteOutcome>> WriteManyAsync(IReadOnlyList<FieldEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        if (IsReadOnly)
        {
            return [.. edits.Select(_ => new WriteOutcome.Refused(refusals.FieldReadOnly))];
        }

        List<PendingEdit> all = [.. edits.Select(edit => new PendingEdit(edit))];
        if (all.Count > 0)
        {
            await PrepareAsync(all, actor, cancellationToken);
        }

        var stop = await SendAsync([.. all.Where(e => e.IsOpen)], actor, cancellationToken);
        var sent = all.Where(e => e.IsOpen && e.Sending != Sending.NotSent).ToList();
        if (sent.Count > 0)
        {
            await SettleAsync(sent, actor, cancellationToken);
        }

        return [.. all.Select(e => e.Outcome ?? new WriteOutcome.Refused(stop!))];
    }

    private bool IsReadOnly =>
        site.Segment.Path is not null || site.Segment.Kind is JiraFieldKind.Number or JiraFieldKind.Seconds or JiraFieldKind.Other;

    private async Task PrepareAsync(IReadOnlyList<PendingEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        await preparation.ReadAsync(edits, actor, cancellationToken);
        await preflight.CheckAsync(edits, actor, cancellationToken);
    }

    /// <returns>Why not everything was sent; null where it was.</returns>
    private async Task<TrackerProblem?> SendAsync(List<PendingEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            var groups = site.IsCloud ? JiraBulkGroup.Of(edits, site.Segment) : [];
            var mayBulk = true;
            foreach (var group in groups)
            {
                mayBulk = mayBulk && await bulk.SendAsync(group, actor, cancellationToken);
            }

            return await SeveralAtOnce.SendAsync(
                edits.Where(e => e.IsOpen && e.Sending == Sending.NotSent).ToList(), edit => SendOneAsync(edit, actor, cancellationToken));
        }
        catch (TrackerException e)
        {
            return e.Problem;
        }
    }

    /// <summary>One of many. A value that is set whole is compared once more, for time has passed since all were read.</summary>
    private async Task SendOneAsync(PendingEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        if (JiraUpdate.HoldsOne(site.Segment.Kind))
        {
            await preparation.ReadAsync([edit], actor, cancellationToken);
            if (edit.IsOpen)
            {
                await preflight.ResolveAsync(edit, edit.Screen!, actor, cancellationToken);
            }
        }

        if (edit.IsOpen)
        {
            await single.SendAsync(edit, actor, cancellationToken);
        }
    }

    private async Task SettleOneAsync(PendingEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            await readBack.SettleAsync([edit], actor, cancellationToken);
        }
        catch (TrackerException e) when (edit.Doubt is { } doubt)
        {
            throw new TrackerException(doubt, e);
        }
    }

    private async Task SettleAsync(List<PendingEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            await readBack.SettleAsync(edits, actor, cancellationToken);
        }
        catch (TrackerException)
        {
            // What Jira accepted is written though it cannot be looked at; of the others that is what can be said.
            foreach (var edit in edits.Where(e => e.IsOpen))
            {
                edit.Outcome = edit.Doubt is { } doubt
                    ? new WriteOutcome.Refused(doubt)
                    : new WriteOutcome.Written(edit.Wish.Preview(edit.Before.Item));
            }
        }
    }
}
