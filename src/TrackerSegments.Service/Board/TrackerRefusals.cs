using TrackerSegments.Service.Api;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Board;

/// <summary>What a tracker's no is in HTTP. The sentence and the code are the tracker's own.</summary>
internal static class TrackerRefusals
{
    /// <summary>The tracker would not accept a change.</summary>
    public static Refusal OfChange(TrackerProblem problem) => Of(
        problem, problem.IsPassing ? (503, Busy) : (422, "The tracker does not accept it"));

    /// <summary>The tracker could not be used; whether a change was written is not known.</summary>
    public static Refusal OfFailure(TrackerProblem problem) => Of(
        problem, problem.IsPassing || problem.RetryAfter is not null ? (503, Busy) : (502, "The tracker cannot be used"));

    private const string Busy = "The tracker does not answer right now";

    private static Refusal Of(TrackerProblem problem, (int Status, string Title) otherwise)
    {
        var (status, title) = problem.Code switch
        {
            "mayNotEdit" => (403, "Not allowed to edit"),
            "writeBackOff" => (403, "Writing is switched off"),
            "notAuthenticated" => (403, "The tracker does not know this account"),
            _ => otherwise,
        };
        return new(status, problem.Code, title, problem.Text) { RetryAfter = problem.RetryAfter };
    }
}
