using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Time;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tenants;

/// <summary>
/// Whether a tenant's reports are worth opening its workspace for: a slot is due, or figures changed since it was last looked whether there is
/// something to tell between slots.
/// </summary>
internal sealed class DueReports(IDocumentStore store, string tenant, ReportParts parts, TimeProvider clock)
{
    private const string Partition = "report-looks";
    private const string Key = "alerts";

    /// <summary>What an alert waits for besides figures, such as its next try, waits no longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <returns>What to keep when the reports were looked at; null where nothing is worth it.</returns>
    public async Task<AlertLook?> FindAsync(CancellationToken cancellationToken)
    {
        var isDue = false;
        var hasAlerts = false;
        foreach (var (kept, _, _) in await new ScheduleStore(store, ScheduleStore.OfTenant).ListAsync(cancellationToken))
        {
            if (!kept.IsPaused && !parts.Rights.HasLost(tenant, kept.Executor)
                && ReportStanding.SlotsOf(kept, store, ScheduleStore.OfTenant, clock) is { } slots && !(await slots.ReadAsync(cancellationToken)).IsStopped)
            {
                isDue |= await slots.IsDueAsync(cancellationToken);
                hasAlerts |= kept.HasAlerts;
            }
        }

        if (!isDue && !hasAlerts)
        {
            return null;
        }

        // The stamp first: what is written while the reports are looked at is looked at again.
        var now = clock.GetUtcNow();
        var stamp = hasAlerts && await new WorkspaceCatalog(store).FindLastAsync(cancellationToken) is { } settings
            ? await FigureStamp.FindAsync(store, settings, now, cancellationToken)
            : null;
        return isDue || await LastAsync(cancellationToken) is not { } last
            || !string.Equals(last.Stamp, stamp, StringComparison.Ordinal) || !last.At.IsWithin(Longest, now)
            ? new(stamp, now)
            : null;
    }

    public async Task KeepAsync(AlertLook look, CancellationToken cancellationToken)
    {
        if (look.Stamp is not null)
        {
            await store.WriteAsync(Partition, [new(Key, JsonSerializer.Serialize(look, AlertLookJson.Default.AlertLook), WriteCondition.Any)], cancellationToken);
        }
    }

    private async Task<AlertLook?> LastAsync(CancellationToken cancellationToken) => await store.FindAsync(Partition, Key, cancellationToken) is { } document
        ? JsonSerializer.Deserialize(document.Body, AlertLookJson.Default.AlertLook)
        : null;
}

/// <summary>A look at whether there is something to tell.</summary>
/// <param name="Stamp">What the figures depended on; null where nobody wants to be told.</param>
/// <param name="At">When.</param>
internal sealed record AlertLook(string? Stamp, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AlertLook))]
internal sealed partial class AlertLookJson : JsonSerializerContext;
