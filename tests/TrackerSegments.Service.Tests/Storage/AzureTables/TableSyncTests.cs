using TrackerSegments.Service.Storage.AzureTables;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;

namespace TrackerSegments.Service.Tests.Storage.AzureTables;

/// <summary>The copy of a tracker in a table.</summary>
public sealed class TableSyncTests(AzuriteServer azurite)
{
    private const int PageSize = 1_000;

    /// <summary>Longer than anything a killed process leaves behind is taken for its own.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    private readonly FixedClock clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_call_to_the_store_and_started_again_it_ends_in_the_same_state(bool isCarriedOut)
    {
        var tracker = new MadeTracker("A", "B");
        foreach (var project in new[] { "A", "B" })
        {
            tracker.Add($"{project}-1", "Epic", null, 3, "SMB");
            tracker.Add($"{project}-2", "Story", $"{project}-1", 2);
        }

        var calls = await RunAsync(tracker, await azurite.TableAsync(), killedAt: int.MaxValue, isCarriedOut);
        calls.ShouldBeGreaterThan(10);
        for (var n = 1; n <= calls; n++)
        {
            var account = await azurite.TableAsync();
            (await RunAsync(tracker, account, n, isCarriedOut)).ShouldBeGreaterThanOrEqualTo(n);
            clock.Now += Later;

            await RunAsync(tracker, account, int.MaxValue, isCarriedOut);

            (await SyncRun.KeptAsync(await AzuriteServer.OpenAsync(account))).ShouldBe(SyncRun.There(tracker, "A", "B"), $"Killed at call {n}.");
        }
    }

    [Fact]
    public async Task A_copy_is_read_with_one_call_for_each_thousand_items()
    {
        const int items = 2_500;
        var account = await azurite.TableAsync();
        using var wire = new TableWire();
        var copy = new CopyStore(await AzuriteServer.OpenAsync(account, wire.Transport), "w");
        var tracker = new MadeTracker("A");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal) { ["A"] = 1 };
        await copy.WriteAsync(Enumerable.Range(1, items).Select(i => CopiedItem.Of(tracker.Add($"A-{i}", "Epic", null, 3, "SMB"), seen)), [], Cancel);
        wire.Forget();

        using var opened = await TrackerCopy.OpenAsync(copy, _ => true, Cancel);

        opened.Count.ShouldBe(items);
        wire.Calls.Count(call => call.Contains("$filter", StringComparison.Ordinal)).ShouldBe((items + PageSize - 1) / PageSize);
        wire.Calls.Count.ShouldBeLessThanOrEqualTo(((items + PageSize - 1) / PageSize) + 1);
    }

    /// <summary>A start of the program whose way to the store ends at one call: nothing it does from there on gets through.</summary>
    /// <returns>How many calls it tried.</returns>
    private async Task<int> RunAsync(MadeTracker tracker, TableAccount account, int killedAt, bool isCarriedOut)
    {
        var calls = 0;
        using var wire = new TableWire();
        wire.On = async (_, send) =>
        {
            var call = Interlocked.Increment(ref calls);
            if (call < killedAt)
            {
                return await send();
            }

            if (call == killedAt && isCarriedOut)
            {
                (await send()).Dispose();
            }

            throw new KilledException();
        };
        try
        {
            using var run = await SyncRun.OpenAsync(await AzuriteServer.OpenAsync(account, wire.Transport), tracker, clock);
            await run.Live.Sync.RunOnceAsync(Cancel);
        }
        catch (KilledException)
        {
            // As it should be.
        }

        return calls;
    }

    private sealed class KilledException : Exception;
}
