using System.Globalization;
using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Advice;

/// <summary>Why something cannot be worked out.</summary>
internal static class AdviceRefusals
{
    private const int Unprocessable = 422;

    public static Refusal CapacityOutOfRange { get; } = new(
        Unprocessable,
        "capacityOutOfRange",
        "The capacity is out of range",
        "A capacity is a number from 0 to 1,000,000,000 with at most three decimals.");

    public static Refusal UnknownAim(string aim) => new(
        Unprocessable, "unknownAim", "The aim is not known", $"\"{Short(aim)}\" is nothing to aim at. It is targets or bands.");

    public static Refusal TooManyKeys(int most) => new(
        Unprocessable,
        "tooManyKeys",
        "Too many epics are named",
        string.Create(CultureInfo.InvariantCulture, $"At most {most:N0} epics can be named. Leave out those at the end."));

    public static Refusal RankedTwice(string key) => new(
        Unprocessable, "rankedTwice", "An epic is ranked twice", $"{Short(key)} is in the rank order twice. Name each epic once.");

    public static Refusal NoStrategy { get; } = new(
        Unprocessable, "noStrategy", "There is no strategy", "There are no targets yet, so no plan is closer to them than another. Set targets first.");

    public static Refusal NotComparable(string why) => new(
        Unprocessable, "notComparable", "The efforts cannot be added", why);

    public static Refusal RuleUnusable(string sentence) => new(Unprocessable, "ruleUnusable", "A rule cannot be used", sentence);

    public static Refusal StanceUnusable(string sentence) => new(Unprocessable, "stanceUnusable", "A stance cannot be used", sentence);

    public static Refusal NotOfStakeholders(string lens) => new(
        Unprocessable,
        "notOfStakeholders",
        "The lens is not of stakeholders",
        $"{lens} does not tell stakeholders apart, so nobody in it has a stance. Choose the lens whose segments are stakeholders, or make one from the template Stakeholder.");

    private static string Short(string text) => text.Length <= 100 ? text : $"{text[..100]}…";
}
