namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Which of a file's fields are the wanted ones: the best fits of each, where several fit equally well all of them.</summary>
/// <typeparam name="T">How a field is found in the file: a column number or a property name.</typeparam>
internal sealed class FieldMatches<T>(IReadOnlyList<string> wanted)
{
    private readonly List<T>[] found = [.. wanted.Select(_ => new List<T>())];
    private readonly int[] fits = [.. wanted.Select(_ => int.MaxValue)];

    public IReadOnlyList<T> this[int index] => found[index];

    /// <summary>Looks at one more field of the file.</summary>
    /// <param name="field">How the field is found.</param>
    /// <param name="names">The names it goes by.</param>
    public void Offer(T field, params ReadOnlySpan<string?> names)
    {
        for (var i = 0; i < wanted.Count; i++)
        {
            foreach (var name in names)
            {
                if (name is null || FieldNames.Fit(name, wanted[i]) is not { } fit || fit > fits[i])
                {
                    continue;
                }

                if (fit < fits[i])
                {
                    found[i].Clear();
                    fits[i] = fit;
                }

                found[i].Add(field);
                break;
            }
        }
    }
}
