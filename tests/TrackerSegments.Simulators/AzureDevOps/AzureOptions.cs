namespace TrackerSegments.Simulators.AzureDevOps;

/// <summary>Which Azure DevOps is simulated.</summary>
public enum AzureKind
{
    /// <summary>dev.azure.com, REST 7.1.</summary>
    Services,

    /// <summary>An installed server: no later version than 7.0, and its hosted deployment is said to be none.</summary>
    Server,
}

/// <summary>How a call without a usable token is answered.</summary>
public enum AzureSignIn
{
    /// <summary>401 without a body.</summary>
    Unauthorized,

    /// <summary>The sign-in page with status 203.</summary>
    Page,

    /// <summary>302 to the sign-in page.</summary>
    Redirect,
}

/// <summary>How a simulated Azure DevOps behaves.</summary>
public sealed record AzureOptions
{
    public AzureKind Kind { get; init; } = AzureKind.Services;

    /// <summary>The organization, or the collection of a server; with its path where there is one: tfs/DefaultCollection.</summary>
    public string Organization { get; init; } = "fabrikam";

    public AzureSignIn SignIn { get; init; } = AzureSignIn.Unauthorized;

    /// <summary>Added to every call.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How long a change takes to be found by a query; the feeds know it at once.</summary>
    public TimeSpan SearchLag { get; init; }

    /// <summary>How many units an account has in five minutes; over it, answers are delayed. Null for no limit.</summary>
    public int? UnitsPerFiveMinutes { get; init; }

    /// <summary>How many times the limit it takes until calls are blocked with 429.</summary>
    public double BlockedFrom { get; init; } = 2;

    /// <summary>Whether answers are really delayed as their headers say, by the clock.</summary>
    public bool DelaysAreReal { get; init; }

    /// <summary>Whether one refused item of a batch of edits refuses them all; sources disagree.</summary>
    public bool BatchIsAllOrNothing { get; init; }

    /// <summary>How many revisions a page of a feed has where nobody says, and at most.</summary>
    public int FeedPage { get; init; } = 1000;

    /// <summary>How many links a page of the links' feed has.</summary>
    public int LinkPage { get; init; } = 1000;

    /// <summary>Whether what the links' feed says of a link stands beside its kind, as in the document's example, instead of in its attributes.</summary>
    public bool FlatLinks { get; init; }

    /// <summary>How many items a query may find.</summary>
    public int QueryLimit { get; init; } = 20_000;

    /// <summary>How many projects a page has at most.</summary>
    public int ProjectPage { get; init; } = 100;

    /// <summary>How far the server's clock is ahead of the true time.</summary>
    public TimeSpan ClockSkew { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether the log of requests is kept; a measurement of long runs turns it off.</summary>
    public bool KeepRequests { get; init; } = true;

    /// <summary>What the server calls its own address; null for the one it listens on.</summary>
    public string? BaseAddress { get; init; }

    /// <summary>The port to listen on; 0 for any that is free.</summary>
    public int Port { get; init; }

    internal string LatestVersion => Kind == AzureKind.Services ? "7.1" : "7.0";
}
