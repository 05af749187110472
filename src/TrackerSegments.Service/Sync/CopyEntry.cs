using TrackerSegments.Core;

namespace TrackerSegments.Service.Sync;

/// <summary>An item of the copy, and which readings of which scopes saw it.</summary>
internal readonly record struct CopyEntry(WorkItem Item, IReadOnlyDictionary<string, int> Seen)
{
    public static string IdOf(WorkItem item) => item.Id ?? item.Key;

    public bool IsIn(string scope) => Seen.ContainsKey(scope);

    public bool IsSeen(string scope, int reading) => Seen.TryGetValue(scope, out var last) && last >= reading;
}
