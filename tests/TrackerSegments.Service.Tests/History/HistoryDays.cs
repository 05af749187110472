using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.History;

/// <summary>A program that is started on some days, each time over what the file then holds, and keeps its data in between.</summary>
internal sealed class HistoryDays : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();

    public FixedClock Clock { get; } = new() { Now = Start };

    public RunningService Service { get; private set; } = null!;

    /// <summary>Starts it on a day, counted from Monday 2 November 2026; what ran before is stopped.</summary>
    public async Task<RunningService> OnAsync(int day, params string[] epics)
    {
        await StopAsync();
        Clock.Now = Start.AddDays(day);
        Service = await RunningService.StartAsync(folder.File("data"), Backlogs.Source(Backlogs.Write(folder, "backlog.jsonl", epics)), Clock);
        return Service;
    }

    public async Task StopAsync()
    {
        if (Service is not null)
        {
            await Service.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }
}
