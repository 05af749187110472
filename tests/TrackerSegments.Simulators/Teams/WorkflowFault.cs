namespace TrackerSegments.Simulators.Teams;

/// <summary>How a post goes wrong.</summary>
/// <param name="Status">What is answered; 0 where the connection breaks without an answer.</param>
/// <param name="Code">The error's code in the answer.</param>
public sealed record WorkflowFault(int Status, string Code = "")
{
    /// <summary>Whether the message is taken all the same.</summary>
    public bool IsAfterAccepted { get; init; }

    /// <summary>How late the answer comes.</summary>
    public TimeSpan Delay { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public string? Location { get; init; }

    /// <summary>The connection breaks after the message was taken.</summary>
    public static WorkflowFault Dropped { get; } = new(0) { IsAfterAccepted = true };

    public static WorkflowFault SignInRequired { get; } = new(401, "DirectApiAuthorizationRequired");

    public static WorkflowFault TooMany(int? retryAfterSeconds) => new(429, "WorkflowTriggerThrottled") { RetryAfterSeconds = retryAfterSeconds };

    /// <summary>The message is taken, and the answer that says so comes late.</summary>
    public static WorkflowFault Slow(TimeSpan delay) => new(202) { IsAfterAccepted = true, Delay = delay };

    public static WorkflowFault Redirect(string location) => new(302) { Location = location };
}
