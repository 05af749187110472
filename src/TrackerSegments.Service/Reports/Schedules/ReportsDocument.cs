using TrackerSegments.Service.Reports.Teams;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>The reports of a workspace.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Reports">The reports, by id.</param>
internal sealed record ReportsDocument(int Schema, IReadOnlyList<ReportEntry> Reports);

/// <summary>A report: its schedule, how it stands, and what came of it lately. The workflow's address is in none of it, but its host.</summary>
/// <param name="Id">What it is called in addresses.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Lens">The key of its lens; null for the primary one.</param>
/// <param name="Days">mon, tue and so on.</param>
/// <param name="Time">Like 09:00.</param>
/// <param name="Zone">Like Europe/Berlin.</param>
/// <param name="When">always, changed or drifted.</param>
/// <param name="Period">Over which time it says what moved: sinceLast, week, month or quarter.</param>
/// <param name="Alerts">Whether its readers are told between its times that a segment changed its state.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="Panel">Where its readers open the panel.</param>
/// <param name="Paused">Whether a person paused it.</param>
/// <param name="Host">The host of the workflow.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="Executor">With whose rights it runs.</param>
/// <param name="State">running, paused or stopped.</param>
/// <param name="Problem">Why it is stopped, and what to do.</param>
/// <param name="NextRun">When it is due next; null while it is paused or stopped.</param>
/// <param name="LastAccepted">When a workflow last accepted it.</param>
/// <param name="LastText">What happened last.</param>
/// <param name="Slots">What came of it lately, the newest first.</param>
/// <param name="Version">The ETag to change it with.</param>
internal sealed record ReportEntry(
    string Id,
    string Name,
    string? Lens,
    IReadOnlyList<string> Days,
    string Time,
    string Zone,
    string When,
    string Period,
    bool Alerts,
    string? Audience,
    string? Panel,
    bool Paused,
    string Host,
    DateTimeOffset Since,
    string Executor,
    string State,
    ReportProblem? Problem,
    DateTimeOffset? NextRun,
    DateTimeOffset? LastAccepted,
    string? LastText,
    IReadOnlyList<ReportSlotEntry> Slots,
    string Version)
{
    private const int MostSlots = 10;

    /// <summary>What is not known of the executor's rights in the tracker; null where nothing is missing, or the tracker was not asked.</summary>
    public string? RightsNote { get; init; }

    public static ReportEntry Of(StoredSchedule stored, ReportHistory? history, ReportProblem? problem, DateTimeOffset? next)
    {
        var kept = stored.Schedule;
        return new(
            kept.Id,
            kept.Name,
            kept.Lens,
            kept.Days,
            kept.Time,
            kept.Zone,
            ReportWhenNames.Of(kept.When),
            ReportPeriods.Of(kept.Period),
            kept.HasAlerts,
            kept.Audience,
            kept.Panel?.OriginalString,
            kept.IsPaused,
            kept.Host,
            kept.Since,
            kept.Executor.Shown,
            kept.IsPaused ? "paused" : problem is null ? "running" : "stopped",
            problem,
            next,
            history?.LastAccepted,
            history?.LastText,
            [.. (history?.Slots ?? []).Reverse().Take(MostSlots).Select(ReportSlotEntry.Of)],
            stored.Tag);
    }
}

/// <summary>One time that a report was due, or was sent by hand.</summary>
/// <param name="Due">When it was due.</param>
/// <param name="Tried">When it was last tried.</param>
/// <param name="Tries">How often.</param>
/// <param name="ByHand">Whether a person sent it.</param>
/// <param name="Alert">Whether it is an alert between two times.</param>
/// <param name="Result">accepted, unknown, later, refused, skipped; or claimed while it is being posted, or where whoever did was stopped.</param>
/// <param name="Code">What happened, for programs.</param>
/// <param name="Text">What happened.</param>
/// <param name="NextTry">When it is tried again.</param>
internal sealed record ReportSlotEntry(
    DateTimeOffset Due, DateTimeOffset Tried, int Tries, bool ByHand, bool Alert, string Result, string? Code, string? Text, DateTimeOffset? NextTry)
{
    public static ReportSlotEntry Of(SlotRecord slot) =>
        new(slot.At, slot.Claimed, slot.Tries, slot.IsByHand, slot.Told is not null, ResultOf(slot), slot.Code, slot.Text, slot.NextTry);

    public static string ResultOf(SlotRecord slot) => slot switch
    {
        { IsSkipped: true } => "skipped",
        { Result: PostResult.Accepted } => "accepted",
        { Result: PostResult.Unknown } => "unknown",
        { Result: PostResult.Later } => "later",
        { Result: PostResult.Refused } => "refused",
        _ => "claimed",
    };
}

/// <summary>What came of a report that was sent by hand.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Repeated">Whether it was posted just before, so that nothing was posted now.</param>
/// <param name="Sent">What came of it.</param>
internal sealed record ReportSent(int Schema, bool Repeated, ReportSlotEntry Sent);
