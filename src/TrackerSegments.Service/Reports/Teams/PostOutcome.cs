namespace TrackerSegments.Service.Reports.Teams;

/// <summary>What came of a post.</summary>
internal enum PostResult
{
    /// <summary>The workflow took it. Whether it stands in the channel is up to the workflow.</summary>
    Accepted,

    /// <summary>It was sent, and no answer came: it may have been taken, so it is not sent again.</summary>
    Unknown,

    /// <summary>It was not taken, and may be later.</summary>
    Later,

    /// <summary>It was not taken, and will not be before a person does something.</summary>
    Refused,
}

/// <param name="Result">What came of it.</param>
/// <param name="Code">A fixed name, for programs.</param>
/// <param name="Text">What happened and what to do, for a person.</param>
/// <param name="RetryAfter">When to try again, where the other side says so.</param>
internal sealed record PostOutcome(PostResult Result, string Code, string Text, TimeSpan? RetryAfter = null);
