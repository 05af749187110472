using System.Globalization;
using System.Text.Json;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>What is wrong with an estimate that does not count.</summary>
internal enum EstimateFault
{
    None,
    Negative,
    Unreadable,
}

/// <summary>Reads an estimate of an issue.</summary>
internal static class JiraEstimate
{
    private const decimal SecondsPerHour = 3_600m;

    /// <returns>The estimate; null where there is none, or where what stands there can be none.</returns>
    public static (Effort? Estimate, EstimateFault Fault) Of(JsonElement value, bool isSeconds) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? Of(whole, isSeconds)
            : value.TryGetDouble(out var number) ? Of(number.ToString(CultureInfo.InvariantCulture), isSeconds)
            : (null, EstimateFault.Unreadable),
        JsonValueKind.String => JiraText.String(value) is var text && text.Trim().Length > 0 ? Of(text, isSeconds) : (null, EstimateFault.None),
        JsonValueKind.Object => JiraOption.Text(value) is { } name ? Of(name, isSeconds) : (null, EstimateFault.Unreadable),
        JsonValueKind.Array => value.GetArrayLength() switch
        {
            0 => (null, EstimateFault.None),
            1 => Of(value[0], isSeconds),
            _ => (null, EstimateFault.Unreadable),
        },
        JsonValueKind.Null or JsonValueKind.Undefined => (null, EstimateFault.None),
        _ => (null, EstimateFault.Unreadable),
    };

    public static (Effort? Estimate, EstimateFault Fault) Of(string text, bool isSeconds) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Of(number, isSeconds)
            : (null, text.TrimStart().StartsWith('-') ? EstimateFault.Negative : EstimateFault.Unreadable);

    private static (Effort? Estimate, EstimateFault Fault) Of(decimal number, bool isSeconds) =>
        number < 0 ? (null, EstimateFault.Negative)
        : number > Effort.MaxEstimate * (isSeconds ? SecondsPerHour : 1) ? (null, EstimateFault.Unreadable)
        : (isSeconds ? Effort.FromSeconds(number) : Effort.FromUnits(number), EstimateFault.None);
}
