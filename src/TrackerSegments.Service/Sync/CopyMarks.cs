namespace TrackerSegments.Service.Sync;

/// <summary>The marks of items, shared: most items of a scope have the same ones.</summary>
internal sealed class CopyMarks
{
    private readonly Dictionary<(string Scope, int Reading), IReadOnlyDictionary<string, int>> singles = [];

    /// <summary>The same marks with one set.</summary>
    public IReadOnlyDictionary<string, int> With(IReadOnlyDictionary<string, int>? marks, string scope, int reading)
    {
        if (marks is null || marks.Count == 0 || (marks.Count == 1 && marks.ContainsKey(scope)))
        {
            if (!singles.TryGetValue((scope, reading), out var single))
            {
                singles.Add((scope, reading), single = new Dictionary<string, int>(StringComparer.Ordinal) { [scope] = reading });
            }

            return single;
        }

        return new Dictionary<string, int>(marks, StringComparer.Ordinal) { [scope] = reading };
    }

    /// <summary>The same marks without those of a scope.</summary>
    public static IReadOnlyDictionary<string, int> Without(IReadOnlyDictionary<string, int> marks, string scope)
    {
        var fewer = new Dictionary<string, int>(marks, StringComparer.Ordinal);
        fewer.Remove(scope);
        return fewer;
    }
}
