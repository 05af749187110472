using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers;

/// <summary>Makes a problem for a person of a failure.</summary>
internal sealed class TrackerProblems(string host, string product)
{
    public TrackerProblem Of(TrackerCall call, TrackerFailure failure)
    {
        // Of a write that the tracker broke off, nobody knows whether it was carried out.
        if (call.IsWrite && failure is { Repeat: CallRepeat.Reads, Code: not "outcomeUnknown" })
        {
            return new("outcomeUnknown", $"{Fill(failure.Text, call).Replace(" It is tried again by itself.", "", StringComparison.Ordinal)} Whether it was carried out is not known: read it again before it is tried once more.{Said(failure)}", Blame.Tracker);
        }

        return new(failure.Code, Fill(failure.Text, call) + Said(failure), failure.Blame)
        {
            IsPassing = failure.IsPassing,
            RetryAfter = failure.IsPassing ? failure.RetryAfter : null,
        };
    }

    public TrackerProblem Paused(TrackerCall call, TimeSpan length) => new(
        "tooManyCalls", Fill("{host} wants to be left alone for a while: {purpose}. It goes on by itself when the limit allows.", call), Blame.Tracker)
    {
        IsPassing = true,
        RetryAfter = length,
    };

    private string Said(TrackerFailure failure) => failure.Said.Length > 0 ? $" {product} says: {failure.Said.TrimEnd('.')}." : "";

    private string Fill(string text, TrackerCall call) =>
        text.Replace("{host}", host, StringComparison.Ordinal).Replace("{product}", product, StringComparison.Ordinal).Replace("{purpose}", ItemText.Clean(call.Purpose), StringComparison.Ordinal);
}
