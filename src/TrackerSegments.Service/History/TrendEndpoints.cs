using TrackerSegments.Service.Access;
using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.History;

/// <summary>How a lens stood over time, and why it moved.</summary>
internal static class TrendEndpoints
{
    /// <summary>Where nothing is said, a trend shows 90 days.</summary>
    private const int UsualDays = 89;

    /// <summary>Where nothing is said, what moved is that of 30 days.</summary>
    private const int UsualDrift = 30;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/trend", GetTrendAsync)
            .For(Role.Viewer)
            .WithTags("History")
            .WithSummary("A lens over time: index, shares and targets of each day, week, month or quarter, judged by the strategy then in force.")
            .Produces<TrendDocument>()
            .ProducesProblems(400, 404, 409, 503);
        api.MapGet("/trend/drift", GetDriftAsync)
            .For(Role.Viewer)
            .WithTags("History")
            .WithSummary("Why shares moved between two days, part by part and epic by epic, and how effort went from segment to segment.")
            .Produces<DriftDocument>()
            .ProducesProblems(400, 404, 409, 503);
    }

    private static Task<IResult> GetTrendAsync(string? lens, string? from, string? to, string? step, HttpContext context) =>
        LensRequest.AnswerAsync(context, lens, async (history, _, state) =>
        {
            var days = LensRequest.Days(from, to, UsualDays, state.Day);
            if (days.Refusal is { } refusal)
            {
                return refusal.ToResult(context);
            }

            if (TrendBuilder.ParseStep(step) is not { } length)
            {
                return HistoryRefusals.UnknownStep(step!).ToResult(context);
            }

            if (TrendBuilder.CountOf(length, days.From, days.To) > HistoryRefusals.MaxPeriods)
            {
                return HistoryRefusals.TooManyPeriods.ToResult(context);
            }

            return TypedResults.Json(
                await history.Of(state.Lens).TrendAsync(state, history.Trends, length, days.From, days.To, context.RequestAborted),
                ApiJson.Default.TrendDocument);
        });

    private static Task<IResult> GetDriftAsync(string? lens, string? from, string? to, HttpContext context) =>
        LensRequest.AnswerAsync(context, lens, async (history, _, state) =>
        {
            var days = LensRequest.Days(from, to, UsualDrift, state.Day);
            if (days.Refusal is { } refusal)
            {
                return refusal.ToResult(context);
            }

            var past = history.Of(state.Lens);
            var first = await past.FirstDayAsync(state, context.RequestAborted);
            if (from is null && days.From < first && first <= days.To)
            {
                days.From = first.Value;
            }

            var before = await past.FindAsync(state, days.From, context.RequestAborted);
            return before is not null && await past.FindAsync(state, days.To, context.RequestAborted) is { } after
                ? DriftBuilder.Build(state, before, after).ToAnswer(ApiJson.Default.DriftDocument)
                : HistoryRefusals.NoSnapshot(days.From, first).ToResult(context);
        });
}
