using System.Globalization;
using System.Text.Json;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers;

/// <summary>What is wrong with an estimate that does not count.</summary>
internal enum EstimateFault
{
    None,
    Negative,
    Unreadable,
}

/// <summary>Reads an estimate as a tracker answers it.</summary>
internal static class TrackerEstimate
{
    private const decimal SecondsPerHour = 3_600m;

    /// <returns>The estimate; null where there is none, or where what stands there can be none.</returns>
    public static (Effort? Estimate, EstimateFault Fault) Of(JsonElement value, bool isSeconds = false) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? Of(whole, isSeconds)
            : value.TryGetDouble(out var number) ? Of(number.ToString(CultureInfo.InvariantCulture), isSeconds)
            : (null, EstimateFault.Unreadable),
        JsonValueKind.String => TrackerText.String(value) is var text && text.Trim().Length > 0 ? Of(text, isSeconds) : (null, EstimateFault.None),
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

/// <summary>What a person should know about estimates that do not count.</summary>
internal static class EstimateFindings
{
    public static IEnumerable<Finding> Of(IReadOnlyCollection<(EstimateFault Fault, string Key)> items, string product) =>
    [
        .. Of(items, EstimateFault.Negative, "negativeEstimate", "have a negative estimate and count as not estimated.", product),
        .. Of(items, EstimateFault.Unreadable, "unreadableEstimate", "have an estimate that is no number and count as not estimated.", product),
    ];

    private static IEnumerable<Finding> Of(
        IEnumerable<(EstimateFault Fault, string Key)> items, EstimateFault fault, string code, string what, string product)
    {
        string[] keys = [.. items.Where(item => item.Fault == fault).Select(item => item.Key).Order(StringComparer.Ordinal)];
        return keys.Length == 0 ? [] : [Finding.Of(code, Severity.Warning, $"Items {what}", keys, $"Correct the estimates in {product}.", FindingFigures.None.With("product", product))];
    }
}
