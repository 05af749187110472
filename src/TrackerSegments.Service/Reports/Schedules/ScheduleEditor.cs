using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Schemes;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>The one way to change schedules: each is changed as a person saw it, or not at all.</summary>
internal sealed class ScheduleEditor(WorkspaceReports desk)
{
    /// <param name="id">The schedule.</param>
    /// <param name="wish">What it is to be.</param>
    /// <param name="tags">The versions it may be changed from; null where it is to be new.</param>
    /// <param name="settings">The workspace.</param>
    /// <param name="executor">With whose rights it is to run.</param>
    /// <param name="cancellationToken">Breaks off before anything is kept.</param>
    public async Task<ScheduleOutcome> PutAsync(
        string id, ScheduleWish wish, IReadOnlyList<string>? tags, WorkspaceSettings settings, ReportExecutor executor, CancellationToken cancellationToken)
    {
        var (asked, address, refusal) = Read(id, wish, settings, executor);
        if (asked is null)
        {
            return new(refusal, null);
        }

        while (true)
        {
            var before = await desk.Schedules.FindAsync(id, cancellationToken);
            if (await JudgeAsync(id, wish, tags, before, cancellationToken) is { } why)
            {
                return new(why, null);
            }

            if (address is null && before is null)
            {
                return new(ReportRefusals.WorkflowMissing, null);
            }

            var next = asked with { Since = await SinceAsync(asked, before?.Schedule, address, cancellationToken) };
            if (await TryKeepAsync(next, before, address, cancellationToken) is { } after)
            {
                return new(null, after);
            }
        }
    }

    public async Task<ScheduleOutcome> DeleteAsync(string id, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        while (true)
        {
            var before = ScheduleCheck.IsId(id) ? await desk.Schedules.FindAsync(id, cancellationToken) : null;
            if (before is null)
            {
                return new(ReportRefusals.Unknown(id), null);
            }

            if (await StaleAsync(before, tags, default, cancellationToken) is { } stale)
            {
                return new(stale, null);
            }

            try
            {
                await desk.Schedules.WriteAsync(id, null, before, cancellationToken);
            }
            catch (ConcurrencyException)
            {
                continue;
            }

            await desk.Vault.DropAsync(id, before.Schedule.AddressKey, CancellationToken.None);
            await desk.ForgetAsync(before.Schedule, CancellationToken.None);
            return new(null, null);
        }
    }

    private (KeptSchedule? Asked, WorkflowAddress? Address, Refusal? Refusal) Read(string id, ScheduleWish wish, WorkspaceSettings settings, ReportExecutor executor)
    {
        if (!ScheduleCheck.IsId(id))
        {
            return (null, null, ReportRefusals.IdUnusable);
        }

        if (wish.Lens is { } lens && settings.Find(lens) is null)
        {
            return (null, null, SchemeRefusals.UnknownLens(lens, settings));
        }

        KeptSchedule asked;
        try
        {
            asked = ScheduleCheck.Of(id, wish, executor);
        }
        catch (Exception failure) when (failure is UsageException or SchemeException)
        {
            return (null, null, ReportRefusals.Impossible(failure.Message));
        }

        try
        {
            return (asked, wish.Address is { } text ? WorkflowAddress.Parse(text, desk.Parts.Guard) : null, null);
        }
        catch (UsageException failure)
        {
            return (null, null, ReportRefusals.WorkflowRefused(failure.Message));
        }
    }

    private async Task<Refusal?> JudgeAsync(
        string id, ScheduleWish wish, IReadOnlyList<string>? tags, StoredSchedule? before, CancellationToken cancellationToken) => (tags, before) switch
        {
            (null, not null) => ReportRefusals.Exists(id),
            (null, null) when (await desk.Schedules.ListAsync(cancellationToken)).Count >= ScheduleStore.MaxSchedules => ReportRefusals.TooMany,
            (null, null) => null,
            (_, null) => ReportRefusals.Unknown(id),
            ({ } known, { } kept) => await StaleAsync(
                kept, known, JsonSerializer.SerializeToElement(wish with { Address = null }, ApiJson.Default.ScheduleWish), cancellationToken),
        };

    private async Task<Refusal?> StaleAsync(StoredSchedule kept, IReadOnlyList<string> tags, JsonElement yours, CancellationToken cancellationToken) =>
        tags.Contains(kept.Tag, StringComparer.Ordinal)
            ? null
            : ReportRefusals.Changed(
                kept.Schedule,
                JsonSerializer.SerializeToElement(await desk.EntryAsync(kept, cancellationToken), ApiJson.Default.ReportEntry),
                kept.Tag,
                yours);

    /// <summary>What was due and is not posted yet still is, unless the times or the workflow are others, or it begins anew.</summary>
    private async Task<DateTimeOffset> SinceAsync(KeptSchedule asked, KeptSchedule? before, WorkflowAddress? address, CancellationToken cancellationToken) =>
        before is not null && address is null && asked.IsDueAs(before) && !await desk.IsStoppedAsync(before, cancellationToken)
            ? before.Since
            : desk.Clock.GetUtcNow();

    /// <returns>What is kept; null where somebody else was faster.</returns>
    private async Task<StoredSchedule?> TryKeepAsync(KeptSchedule next, StoredSchedule? before, WorkflowAddress? address, CancellationToken cancellationToken)
    {
        var key = address is null ? before!.Schedule.AddressKey : await desk.Vault.SaveAsync(next.Id, address, cancellationToken);
        try
        {
            var after = await desk.Schedules.WriteAsync(
                next.Id, next with { AddressKey = key, Host = address?.Address.IdnHost ?? before!.Schedule.Host }, before, CancellationToken.None);
            if (address is not null && before is not null)
            {
                await desk.Vault.DropAsync(next.Id, before.Schedule.AddressKey, CancellationToken.None);
            }

            return after;
        }
        catch (ConcurrencyException)
        {
            if (address is not null)
            {
                await desk.Vault.DropAsync(next.Id, key, CancellationToken.None);
            }

            return null;
        }
    }
}

/// <summary>What became of a change.</summary>
/// <param name="Refusal">Why it was not made; null where it was.</param>
/// <param name="After">The schedule afterwards; null where it is gone.</param>
internal sealed record ScheduleOutcome(Refusal? Refusal, StoredSchedule? After);
