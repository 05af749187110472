using System.Text.Json;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>The schedules of a workspace's reports.</summary>
/// <param name="store">The store.</param>
/// <param name="place">Whose they are: the workspace, or of a tenant, which has one workspace at a time, its own place.</param>
internal sealed class ScheduleStore(IDocumentStore store, string place)
{
    /// <summary>The place of a tenant's reports in its part of the store: they stay when its connections change.</summary>
    public const string OfTenant = "own";

    /// <summary>The most reports of a workspace.</summary>
    public const int MaxSchedules = 20;

    private readonly string partition = $"report-schedules-{place}";

    public string Place => place;

    public async Task<IReadOnlyList<StoredSchedule>> ListAsync(CancellationToken cancellationToken)
    {
        List<StoredSchedule> all = [];
        await foreach (var document in store.ListAsync(partition, null, null, cancellationToken))
        {
            all.Add(Parse(document));
        }

        return all;
    }

    public async Task<StoredSchedule?> FindAsync(string id, CancellationToken cancellationToken) =>
        await store.FindAsync(partition, id, cancellationToken) is { } document ? Parse(document) : null;

    /// <summary>Keeps a schedule where it is as it was found.</summary>
    /// <param name="id">The schedule.</param>
    /// <param name="schedule">The schedule; null takes it away.</param>
    /// <param name="before">As it was found; null where there was none.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <exception cref="ConcurrencyException">Somebody else was faster; nothing is kept.</exception>
    public async Task<StoredSchedule?> WriteAsync(string id, KeptSchedule? schedule, StoredSchedule? before, CancellationToken cancellationToken)
    {
        var body = schedule is null ? null : JsonSerializer.Serialize(schedule, ScheduleJson.Default.KeptSchedule);
        var etags = await store.WriteAsync(
            partition, [new(id, body, before is null ? WriteCondition.Absent : WriteCondition.Match(before.ETag))], cancellationToken);
        return schedule is null ? null : new(schedule, etags[0]!, EntityTag.Of(body!));
    }

    private static StoredSchedule Parse(Document document) => new(ReadOrDamaged(document), document.ETag, EntityTag.Of(document.Body));

    /// <summary>One that cannot be read stops no other one: it stands among them and says so, until it is saved again or deleted.</summary>
    private static KeptSchedule ReadOrDamaged(Document document)
    {
        try
        {
            return JsonSerializer.Deserialize(document.Body, ScheduleJson.Default.KeptSchedule) ?? KeptSchedule.Damaged(document.Key);
        }
        catch (JsonException)
        {
            return KeptSchedule.Damaged(document.Key);
        }
    }
}

/// <summary>A schedule as it lies in the store.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="ETag">The store's mark of this version.</param>
/// <param name="Tag">The mark of this version for people's changes, which is over what it says alone.</param>
internal sealed record StoredSchedule(KeptSchedule Schedule, string ETag, string Tag);
