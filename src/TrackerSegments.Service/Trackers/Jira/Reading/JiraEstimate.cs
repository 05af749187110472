using System.Text.Json;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Reads an estimate of an issue, which may stand in an option or in a list of one.</summary>
internal static class JiraEstimate
{
    /// <returns>The estimate; null where there is none, or where what stands there can be none.</returns>
    public static (Effort? Estimate, EstimateFault Fault) Of(JsonElement value, bool isSeconds) => value.ValueKind switch
    {
        JsonValueKind.Object => JiraOption.Text(value) is { } name ? TrackerEstimate.Of(name, isSeconds) : (null, EstimateFault.Unreadable),
        JsonValueKind.Array => value.GetArrayLength() switch
        {
            0 => (null, EstimateFault.None),
            1 => Of(value[0], isSeconds),
            _ => (null, EstimateFault.Unreadable),
        },
        _ => TrackerEstimate.Of(value, isSeconds),
    };
}
