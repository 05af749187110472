using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Sync;

/// <summary>Several trackers as one: each change goes to the tracker that holds the item.</summary>
internal sealed class JoinedWriter(IReadOnlyList<(TrackerView View, IItemWriter Tracker)> parts) : IItemWriter
{
    public TrackerInfo Info => new("several", string.Join(" and ", parts.Select(p => p.Tracker.Info.Name)));

    public async Task<WriteOutcome> WriteAsync(FieldEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        var (view, tracker) = parts.First(p => p.View.Holds(edit));
        return view.Of(await tracker.WriteAsync(view.ToTracker(edit), actor, cancellationToken));
    }

    /// <remarks>What one tracker wrote stands, also where another one cannot be reached: that one's edits are refused with the reason.</remarks>
    public async Task<IReadOnlyList<WriteOutcome>> WriteManyAsync(
        IReadOnlyList<FieldEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        var outcomes = new WriteOutcome[edits.Count];
        foreach (var (view, tracker) in parts)
        {
            int[] mine = [.. Enumerable.Range(0, edits.Count).Where(i => view.Holds(edits[i]))];
            if (mine.Length == 0)
            {
                continue;
            }

            IReadOnlyList<WriteOutcome> written;
            try
            {
                written = await tracker.WriteManyAsync([.. mine.Select(i => view.ToTracker(edits[i]))], actor, cancellationToken);
            }
            catch (TrackerException failure) when (mine.Length < edits.Count)
            {
                written = [.. mine.Select(_ => new WriteOutcome.Refused(failure.Problem))];
            }

            for (var i = 0; i < mine.Length; i++)
            {
                outcomes[mine[i]] = view.Of(written[i]);
            }
        }

        return outcomes;
    }
}
