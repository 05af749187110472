namespace TrackerSegments.Service.Trackers;

/// <summary>Sends edits one by one, several at a time.</summary>
internal static class SeveralAtOnce
{
    private const int AtOnce = 8;

    /// <summary>When nothing can be written any more no further one is begun, and none that is on its way is broken off.</summary>
    /// <returns>Why nothing can be written any more; null where all were sent.</returns>
    public static async Task<TrackerProblem?> SendAsync<T>(IReadOnlyList<T> edits, Func<T, Task> send)
    {
        TrackerProblem? stop = null;
        await Parallel.ForEachAsync(edits, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (edit, _) =>
        {
            try
            {
                if (Volatile.Read(ref stop) is null)
                {
                    await send(edit);
                }
            }
            catch (TrackerException e)
            {
                Interlocked.CompareExchange(ref stop, e.Problem, null);
            }
        });
        return stop;
    }
}
