using System.Globalization;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.History;

/// <summary>Finds what a request asks for, and answers what goes wrong in one way.</summary>
internal static class LensRequest
{
    /// <summary>Answers with what is worked out of a lens as it is now.</summary>
    public static Task<IResult> AnswerAsync(HttpContext context, string? lens, Func<LensState, IResult> answer) =>
        AnswerAsync(context, lens, (_, _, state) => Task.FromResult(answer(state)));

    /// <summary>The same, with the past and with all lenses of the same moment.</summary>
    public static async Task<IResult> AnswerAsync(
        HttpContext context, string? lens, Func<WorkspaceHistory, LensStates, LensState, Task<IResult>> answer)
    {
        var history = WorkspaceFilter.Of(context).History;
        var lenses = history.Lenses;
        if (lenses.Find(lens) is not { } state)
        {
            return EditRefusals.UnknownLens(lens!, lenses.Keys).ToResult(context);
        }

        try
        {
            return await answer(history, lenses, state);
        }
        catch (NewerSnapshotException failure)
        {
            return HistoryRefusals.Newer(failure).ToResult(context);
        }
    }

    /// <summary>The days of a request, both included.</summary>
    /// <param name="from">The first one as it was written; null for so many days before the last one.</param>
    /// <param name="to">The last one; null for the day of the figures.</param>
    /// <param name="usual">How many days before the last one it begins, where nothing is said.</param>
    /// <param name="today">The day of the figures.</param>
    public static (DateOnly From, DateOnly To, Refusal? Refusal) Days(string? from, string? to, int usual, DateOnly today)
    {
        var last = today;
        if (to is not null && !TryRead(to, out last))
        {
            return (default, default, HistoryRefusals.DayUnreadable("to", to));
        }

        var first = last.DayNumber < usual ? DateOnly.MinValue : last.AddDays(-usual);
        if (from is not null && !TryRead(from, out first))
        {
            return (default, default, HistoryRefusals.DayUnreadable("from", from));
        }

        return (first, last, first > last ? HistoryRefusals.DaysReversed : null);
    }

    /// <summary>Far from the ends of the calendar, so that every period has a first and a last day.</summary>
    private static bool TryRead(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, SnapshotHead.DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        && day.Year is >= FirstYear and <= LastYear;

    private const int FirstYear = 1970;
    private const int LastYear = 2999;
}
