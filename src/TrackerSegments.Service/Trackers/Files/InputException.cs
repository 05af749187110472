using System.Globalization;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>A file, or something in it, that cannot be used: what, where, and what to do about it.</summary>
/// <param name="file">The file as the person named it.</param>
/// <param name="line">The line, counted from 1, where there is one.</param>
/// <param name="what">What is wrong, a clause that follows the place: "the estimate of FW-1 is negative (-3)".</param>
/// <param name="advice">What to do, a sentence.</param>
internal sealed class InputException(string file, long? line, string what, string advice)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{file}{(line is null ? "" : $", line {line}")}: {what}. {advice}").TrimEnd());
