using System.Globalization;
using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.History;

/// <summary>Why something of the past is not shown.</summary>
internal static class HistoryRefusals
{
    public const int MaxPeriods = 4_000;

    public static Refusal DayUnreadable(string name, string text) => new(
        400, "dayUnreadable", "A day cannot be read", $"\"{Short(text)}\" is no day that {name} can be. Write it as year (from 1970 on), month and day: 2026-11-28.");

    public static Refusal DaysReversed { get; } = new(
        400, "daysReversed", "The days are the wrong way round", "The day in from comes after the one in to. Exchange them.");

    public static Refusal UnknownStep(string text) => new(
        400, "unknownStep", "The step is not known", $"\"{Short(text)}\" is no step. It is day, week, month or quarter.");

    public static Refusal TooManyPeriods { get; } = new(
        400,
        "tooManyPeriods",
        "Too many periods",
        string.Create(CultureInfo.InvariantCulture, $"A trend has at most {MaxPeriods:N0} periods. Ask for fewer days, or for weeks, months or quarters."));

    public static Refusal NoSnapshot(DateOnly day, DateOnly? first) => new(
        404,
        "noSnapshot",
        "No snapshot so early",
        first is { } known
            ? $"There is no snapshot on or before {SnapshotHead.KeyOf(day)}. The first one is that of {SnapshotHead.KeyOf(known)}."
            : "There is no snapshot yet. The first one is kept when everything has been read and efforts can be added.");

    public static Refusal Newer(NewerSnapshotException failure) => new(
        409, "newerSnapshot", "A newer program kept it", failure.Message);

    private static string Short(string text) => text.Length <= 100 ? text : $"{text[..100]}…";
}
