using System.Globalization;
using System.Text.Json.Serialization;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>A report's schedule as it is kept; the workflow's address is elsewhere, encrypted.</summary>
/// <param name="Id">What it is called in addresses.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Days">The days: mon, tue and so on.</param>
/// <param name="Time">The time of the day, like 09:00.</param>
/// <param name="Zone">Whose time it is: an IANA name.</param>
/// <param name="When">Whether each time.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="Host">The host of the workflow.</param>
/// <param name="AddressKey">What the workflow's address is kept under.</param>
/// <param name="Executor">With whose rights it runs: whoever made or changed it last.</param>
internal sealed record KeptSchedule(
    string Id,
    string Name,
    IReadOnlyList<string> Days,
    string Time,
    string Zone,
    ReportWhen When,
    DateTimeOffset Since,
    string Host,
    string AddressKey,
    ReportExecutor Executor)
{
    /// <summary>The lens; null for the primary one, whichever that is.</summary>
    public string? Lens { get; init; }

    public string? Audience { get; init; }

    public Uri? Panel { get; init; }

    /// <summary>Over which time it says what moved.</summary>
    public ReportPeriod Period { get; init; }

    /// <summary>Whether its readers are told between its slots that a segment changed its state.</summary>
    public bool HasAlerts { get; init; }

    public bool IsPaused { get; init; }

    /// <summary>Whether what was kept cannot be read, so that nothing but its id is known.</summary>
    [JsonIgnore]
    public bool IsDamaged { get; private init; }

    /// <summary>Stands for a schedule that cannot be read.</summary>
    public static KeptSchedule Damaged(string id) => new(id, id, [], "", "", ReportWhen.Always, default, "", "", new("", "", Name: null)) { IsDamaged = true };

    /// <summary>The schedule as it runs, with slots of its own.</summary>
    /// <param name="place">Whose it is.</param>
    /// <exception cref="UsageException">It cannot run; the message says why.</exception>
    public ReportSchedule ToSchedule(string place) => IsDamaged
        ? throw new UsageException("What is kept of it cannot be read.")
        : new($"{place}-{Id}", ReportTimesText.Parse(Days, Time, Zone, "The report"), When, Since)
        {
            IsPaused = IsPaused,
            Period = Period,
            HasAlerts = HasAlerts,
            Audience = Audience,
            Links = new() { Panel = Panel },
        };

    /// <summary>Whether it is due at the same times, so that what was due before still is.</summary>
    public bool IsDueAs(KeptSchedule other) => Days.SequenceEqual(other.Days, StringComparer.Ordinal)
        && (Time, Zone, IsPaused) == (other.Time, other.Zone, other.IsPaused);

    /// <summary>In a few words, for the audit log; without the address.</summary>
    public string Words() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: {(IsPaused ? "paused, " : "")}{string.Join(',', Days)} {Time} {Zone}, {ReportWhenNames.Of(When)}, to {Host}{(Lens is null ? "" : $", lens {Lens}")}{(Audience is null ? "" : $", for {Audience}")}, {ReportPeriods.Of(Period)}{(HasAlerts ? ", with alerts" : "")}");
}

/// <summary>With whose rights a report runs.</summary>
/// <param name="Source">Who vouched for them.</param>
/// <param name="Subject">Their fixed name there.</param>
/// <param name="Name">What people call them; null where that is not known.</param>
internal sealed record ReportExecutor(string Source, string Subject, string? Name)
{
    /// <summary>Their account in the tracker; null where the tracker itself did not vouch for them.</summary>
    public string? Account { get; init; }

    /// <summary>The kind of tracker that their account is in.</summary>
    public string? Tracker { get; init; }

    [JsonIgnore]
    public string Shown => Name ?? Subject;

    public static ReportExecutor Of(Caller caller) => new(caller.Source, caller.Subject, caller.DisplayName)
    {
        Account = caller.IsFromTracker ? caller.Subject : null,
        Tracker = caller.Tracker,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(KeptSchedule))]
internal sealed partial class ScheduleJson : JsonSerializerContext;
