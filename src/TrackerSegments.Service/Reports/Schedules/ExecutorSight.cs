using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Time;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>
/// Whether those with whose rights reports run may still see in the tracker what is in them. Only the tracker that vouched for them is asked,
/// before a post alone; what it said is kept, so that how a report stands can be told without asking.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="place">Whose reports they are.</param>
/// <param name="live">The trackers; null where the items come from a file.</param>
/// <param name="clock">The clock.</param>
internal sealed class ExecutorSight(IDocumentStore store, string place, LiveTrackers? live, TimeProvider clock)
{
    private readonly string partition = $"report-sight-{place}";

    /// <summary>What the tracker said last of a report's executor; null where it was not asked.</summary>
    public async Task<KeptSight?> FindAsync(KeptSchedule kept, CancellationToken cancellationToken) =>
        await store.FindAsync(partition, kept.Id, cancellationToken) is { } document && Parse(document) is { } sight && sight.IsOf(kept.Executor) ? sight : null;

    /// <summary>Whether a report may be posted as far as its executor's sight goes, by what the tracker says now or said a moment ago.</summary>
    public async Task<bool> MayPostAsync(KeptSchedule kept, CancellationToken cancellationToken)
    {
        if (kept.Executor is not { Account: { } account, Tracker: { } kind } || live?.Find(kind) is not { } tracker)
        {
            return true;
        }

        var now = clock.GetUtcNow();
        if (await FindAsync(kept, cancellationToken) is { } known && known.At.IsWithin(known.Lasts, now))
        {
            return known.MayPost;
        }

        var sight = await AskAsync(tracker, kind, account, now, cancellationToken);
        await store.WriteAsync(partition, [new(kept.Id, JsonSerializer.Serialize(sight, SightJson.Default.KeptSight), WriteCondition.Any)], cancellationToken);
        return sight.MayPost;
    }

    public Task ForgetAsync(KeptSchedule kept, CancellationToken cancellationToken) =>
        store.WriteAsync(partition, [new(kept.Id, null, WriteCondition.Any)], cancellationToken);

    /// <summary>What cannot be read is asked for anew.</summary>
    private static KeptSight? Parse(Document document)
    {
        try
        {
            return JsonSerializer.Deserialize(document.Body, SightJson.Default.KeptSight);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<KeptSight> AskAsync(LiveTracker tracker, string kind, string account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var sight = await tracker.FindSightAsync(account, cancellationToken);
            return new(kind, account, now) { Hidden = sight.Hidden, Untold = sight.Untold };
        }
        catch (TrackerException e)
        {
            return new(kind, account, now) { Failed = e.Problem.Text };
        }
    }
}

/// <summary>What a tracker said of somebody's sight.</summary>
/// <param name="Tracker">The kind of tracker.</param>
/// <param name="Account">Their account there.</param>
/// <param name="At">When it was asked.</param>
internal sealed record KeptSight(string Tracker, string Account, DateTimeOffset At)
{
    private static readonly TimeSpan Told = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan NotTold = TimeSpan.FromMinutes(1);

    /// <summary>What is read and hidden from them.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>What the tracker does not tell, in a sentence; null where it told everything.</summary>
    public string? Untold { get; init; }

    /// <summary>Why it could not be asked, in a sentence; null where it could.</summary>
    public string? Failed { get; init; }

    [JsonIgnore]
    public bool MayPost => Hidden.Count == 0 && Failed is null;

    /// <summary>How long it is not asked again.</summary>
    [JsonIgnore]
    public TimeSpan Lasts => Failed is null ? Told : NotTold;

    public bool IsOf(ReportExecutor executor) => (Tracker, Account) == (executor.Tracker, executor.Account);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KeptSight))]
internal sealed partial class SightJson : JsonSerializerContext;
