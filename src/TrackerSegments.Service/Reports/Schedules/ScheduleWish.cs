using System.Text.Json.Serialization;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>A report's schedule as it should be. A member nobody knows is refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ScheduleWish
{
    public required string Name { get; init; }

    /// <summary>The key of the lens; left out, the primary one.</summary>
    public string? Lens { get; init; }

    /// <summary>mon, tue, wed, thu, fri, sat, sun.</summary>
    public required IReadOnlyList<string> Days { get; init; }

    /// <summary>Like 09:00.</summary>
    public required string Time { get; init; }

    /// <summary>Like Europe/Berlin.</summary>
    public required string Zone { get; init; }

    /// <summary>always, changed or drifted. Default: always.</summary>
    public string? When { get; init; }

    /// <summary>Over which time it says what moved: sinceLast, week, month or quarter. Default: sinceLast.</summary>
    public string? Period { get; init; }

    /// <summary>Whether its readers are told between its times that a segment changed its state. Default: false.</summary>
    public bool Alerts { get; init; }

    /// <summary>Whom it is for.</summary>
    public string? Audience { get; init; }

    /// <summary>Where its readers open the panel.</summary>
    public string? Panel { get; init; }

    public bool Paused { get; init; }

    /// <summary>The workflow's address; a secret, never given out again. Left out, it stays.</summary>
    public string? Address { get; init; }

    /// <summary>Never with the address.</summary>
    public override string ToString() => $"(a report {Name})";
}
