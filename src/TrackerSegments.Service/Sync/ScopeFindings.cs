using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Sync;

/// <summary>What a person should know of the items of a scope, kept in step with the items.</summary>
internal static class ScopeFindings
{
    /// <summary>What was known without what is no longer so of the items of a page, and with what the page says.</summary>
    /// <param name="known">What was known.</param>
    /// <param name="page">The page.</param>
    /// <param name="isWhole">Whether everything is being read, so that what holds for all items can be said.</param>
    public static IReadOnlyList<Finding> Merge(IReadOnlyList<Finding> known, ItemPage page, bool isWhole)
    {
        if (known.Count == 0 && page.Findings.Count == 0)
        {
            return known;
        }

        var seen = page.Items.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
        var codes = known.Concat(page.Findings).Select(f => f.Code).Distinct(StringComparer.Ordinal);
        return [.. codes.Select(code => Merge(Find(known, code), Find(page.Findings, code), seen, isWhole)).OfType<Finding>()];
    }

    private static Finding? Merge(Finding? known, Finding? found, HashSet<string> seen, bool isWhole)
    {
        if ((found ?? known)!.ItemCount == 0 && (known?.ItemCount ?? 0) == 0)
        {
            return isWhole ? found ?? known : known;
        }

        var kept = (known?.Items ?? []).Where(key => !seen.Contains(key)).Concat(found?.Items ?? []).Order(StringComparer.Ordinal).ToArray();
        var model = (found ?? known)!;
        return kept.Length == 0 ? null : Finding.Of(model.Code, model.Severity, model.Text, kept, model.Action, model.Figures);
    }

    private static Finding? Find(IReadOnlyList<Finding> findings, string code) =>
        findings.FirstOrDefault(f => string.Equals(f.Code, code, StringComparison.Ordinal));
}
