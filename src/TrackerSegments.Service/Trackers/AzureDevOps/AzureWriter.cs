namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>
/// Writes segments of work items: reads, merges, and sends a change that fails where the work item has another revision than the one that
/// was read; then all of it again.
/// </summary>
internal sealed class AzureWriter
{
    private readonly AzureSite site;
    private readonly AzureRefusals refusals;
    private readonly AzurePreparation preparation;
    private readonly AzurePreflight preflight;
    private readonly AzureSingleWriter single;
    private readonly AzureBatchWriter batch;

    public AzureWriter(TrackerHttp http, AzureSite site, AzureItems items)
    {
        this.site = site;
        refusals = new(site);
        var meaning = new AzureMeaning(refusals);
        preparation = new(site, items, new(http, site), new(http, site), refusals);
        preflight = new(site, new(http, site), refusals);
        single = new(http, site, items, meaning);
        batch = new(http, site, items, single, meaning);
    }

    public async Task<WriteOutcome> WriteAsync(FieldEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        var pending = new AzureEdit(edit);
        var stop = await RunAsync([pending], actor, cancellationToken);

        // Of one alone it is said that it is not known; who asks can look again.
        return pending.Outcome is WriteOutcome.Refused { Problem: { Code: "outcomeUnknown" } doubt }
            ? throw new TrackerException(doubt)
            : pending.Outcome ?? new WriteOutcome.Refused(stop!);
    }

    public async Task<IReadOnlyList<WriteOutcome>> WriteManyAsync(IReadOnlyList<FieldEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        List<AzureEdit> all = [.. edits.Select(edit => new AzureEdit(edit))];
        var stop = await RunAsync(all, actor, cancellationToken);
        return [.. all.Select(e => e.Outcome ?? new WriteOutcome.Refused(stop!))];
    }

    /// <returns>Why not everything was sent; null where it was.</returns>
    private async Task<TrackerProblem?> RunAsync(List<AzureEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        if (site.Segment.Kind == AzureFieldKind.Other)
        {
            return refusals.FieldReadOnly;
        }

        await PrepareAsync(edits, actor, cancellationToken);
        while (edits.Exists(e => e.IsOpen))
        {
            var stop = await SendAsync([.. edits.Where(e => e.IsOpen)], actor, cancellationToken);
            await AgainAsync([.. edits.Where(e => e.IsOpen && (stop is null || e.Sent is not null))], actor, cancellationToken);
            if (stop is not null)
            {
                return stop;
            }
        }

        return null;
    }

    private async Task PrepareAsync(List<AzureEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        if (edits.Count > 0)
        {
            await preparation.ReadAsync(edits, actor, cancellationToken);
            await preflight.CheckAsync(edits, actor, cancellationToken);
        }
    }

    /// <summary>Reads again what is still open.</summary>
    private async Task AgainAsync(List<AzureEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(edits, actor, cancellationToken);
        }
        catch (TrackerException e)
        {
            foreach (var edit in edits.Where(open => open.IsOpen))
            {
                edit.Outcome = new WriteOutcome.Refused(edit.Sent?.Doubt ?? e.Problem);
            }
        }
    }

    /// <returns>Why nothing can be written any more; null where it can.</returns>
    private async Task<TrackerProblem?> SendAsync(List<AzureEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        var alone = edits.Where(e => e.GoesAlone).ToList();
        try
        {
            foreach (var part in edits.Except(alone).Chunk(AzureBatchWriter.MostAtOnce))
            {
                if (part is [var only])
                {
                    alone.Add(only);
                }
                else
                {
                    await batch.SendAsync(part, actor, cancellationToken);
                }
            }
        }
        catch (TrackerException e)
        {
            return e.Problem;
        }

        return await SeveralAtOnce.SendAsync(alone, edit => single.SendAsync(edit, actor, cancellationToken));
    }
}
