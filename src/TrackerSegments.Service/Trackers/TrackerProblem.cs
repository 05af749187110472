namespace TrackerSegments.Service.Trackers;

/// <summary>Why a tracker does not do what is wanted.</summary>
/// <param name="Code">A fixed name, for programs.</param>
/// <param name="Text">A sentence for a person: what happened, where, what to do.</param>
/// <param name="Blame">Who can mend it.</param>
internal sealed record TrackerProblem(string Code, string Text, Blame Blame)
{
    /// <summary>How long to wait, where the tracker said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether trying again later can help without anybody doing anything.</summary>
    public bool IsPassing { get; init; }
}

/// <summary>Who can mend a problem.</summary>
internal enum Blame
{
    /// <summary>This program is at fault.</summary>
    Us,

    /// <summary>The tracker or the network; it passes.</summary>
    Tracker,

    /// <summary>An administrator of the tracker.</summary>
    Administrator,

    /// <summary>Whoever set up the connection.</summary>
    Person,
}

/// <summary>The tracker cannot do what is wanted.</summary>
internal sealed class TrackerException(TrackerProblem problem, Exception? inner = null) : Exception(problem.Text, inner)
{
    public TrackerProblem Problem => problem;
}
