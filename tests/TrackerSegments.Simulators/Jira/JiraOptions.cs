using System.Net;

namespace TrackerSegments.Simulators.Jira;

/// <summary>Which Jira is simulated.</summary>
public enum JiraKind
{
    /// <summary>REST v3.</summary>
    Cloud,

    /// <summary>REST v2.</summary>
    DataCenter,
}

/// <summary>How a simulated Jira behaves.</summary>
public sealed record JiraOptions
{
    public JiraKind Kind { get; init; } = JiraKind.Cloud;

    /// <summary>Added to every call.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How long a change takes to be found by a search.</summary>
    public TimeSpan SearchLag { get; init; }

    /// <summary>Whether the burst limits and the limit on writes to one issue hold.</summary>
    public bool Limits { get; init; }

    /// <summary>How many points an app has in an hour; null for no quota.</summary>
    public int? PointsPerHour { get; init; }

    /// <summary>How many polls a bulk task takes until it is complete.</summary>
    public int PollsBeforeComplete { get; init; } = 2;

    /// <summary>How a bulk task ends.</summary>
    public string BulkEnd { get; init; } = "COMPLETE";

    /// <summary>Whether the dates of a bulk task are ISO texts instead of milliseconds.</summary>
    public bool BulkDatesAsText { get; init; }

    /// <summary>What a bulk edit by somebody without the permission is answered with.</summary>
    public HttpStatusCode BulkDenied { get; init; } = HttpStatusCode.Forbidden;

    /// <summary>What an edit by somebody without the permission is answered with: 403, or 400 with every field called not on the screen.</summary>
    public HttpStatusCode EditDenied { get; init; } = HttpStatusCode.Forbidden;

    /// <summary>What making a field by somebody without the permission is answered with: 400 as documented, or 403 as its sisters.</summary>
    public HttpStatusCode CreateFieldDenied { get; init; } = HttpStatusCode.BadRequest;

    /// <summary>Whether a new field has a context of its own from the start.</summary>
    public bool NewFieldsHaveContext { get; init; } = true;

    /// <summary>How long a page token of a search can be used.</summary>
    public TimeSpan PageTokenLife { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How far the server's clock is ahead of the true time.</summary>
    public TimeSpan ClockSkew { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether the log of requests is kept; a measurement of long runs turns it off.</summary>
    public bool KeepRequests { get; init; } = true;

    /// <summary>What the server calls its own address; null for the one it listens on.</summary>
    public string? BaseAddress { get; init; }

    /// <summary>The path in front of everything: /jira.</summary>
    public string ContextPath { get; init; } = "";

    /// <summary>The port to listen on; 0 for any that is free.</summary>
    public int Port { get; init; }
}
