namespace TrackerSegments.Service.Trackers.WorkingCopy;

/// <summary>
/// A revision made of a field's values, for trackers that count no revisions. It changes when the values do and not when a title does, so
/// that nobody is held up by changes that do not concern them.
/// </summary>
internal static class ValueRevision
{
    private const int Digits = 12;

    public static string Of(IReadOnlyList<string> values) => DocumentKey.Hash(string.Join(
        '\n', values.Select(v => v.ToUpperInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)))[..Digits];
}
