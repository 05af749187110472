using System.Collections.Concurrent;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Takes the values of the segment field apart. Items with the same text share them.</summary>
internal sealed class AzureSegments(AzureField field, string name)
{
    private const int MostShared = 10_000;

    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> shared = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return WorkItem.NoFields;
        }

        if (shared.TryGetValue(text, out var known))
        {
            return known;
        }

        string[] values = [.. Parts(text).Select(ItemText.Clean).Where(value => value.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        IReadOnlyDictionary<string, IReadOnlyList<string>> made = values.Length == 0
            ? WorkItem.NoFields
            : new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { [name] = values };
        return shared.Count < MostShared ? shared.GetOrAdd(text, made) : made;
    }

    /// <remarks>A value of a fixed list is one value, whatever is in it; so is a path.</remarks>
    private string[] Parts(string text) =>
        field.Kind == AzureFieldKind.Single || !AzureFields.IsList(field.ReferenceName) ? [text] : text.Split(';');
}
