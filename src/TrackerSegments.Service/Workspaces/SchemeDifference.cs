using System.Globalization;

namespace TrackerSegments.Service.Workspaces;

/// <summary>Says in sentences what one version of a scheme has other than the one before.</summary>
internal static class SchemeDifference
{
    private const int MostListed = 20;

    public static IReadOnlyList<string> Of(KeptLens? before, KeptLens after)
    {
        if (before is null)
        {
            return [after.Segments.Count == 0 ? $"{after.Name} is a lens now." : $"{after.Name} is a lens now, with {Listed(after.Segments.Select(s => s.Name))}."];
        }

        List<string> what = [.. OfLens(before, after)];
        var known = before.Segments.ToDictionary(s => s.Key, StringComparer.Ordinal);
        var archived = before.Archived.ToDictionary(a => a.Segment.Key, a => a.Segment, StringComparer.Ordinal);
        foreach (var segment in after.Segments)
        {
            if (known.TryGetValue(segment.Key, out var was))
            {
                what.AddRange(OfSegment(was, segment));
            }
            else if (archived.TryGetValue(segment.Key, out was))
            {
                what.Add($"{was.Name} is in use again.");
                what.AddRange(OfSegment(was, segment));
            }
            else
            {
                what.Add($"{segment.Name} is new{(segment.Values is [var only] && only == segment.Name ? "" : $"; {Listed(segment.Values)} {(segment.Values.Count == 1 ? "means" : "mean")} it")}.");
            }
        }

        foreach (var gone in after.Archived.Where(a => !archived.ContainsKey(a.Segment.Key)))
        {
            var place = after.Segments.FirstOrDefault(s => s.Key == gone.Destination)?.Name;
            what.Add(place is null
                ? $"{gone.Segment.Name} is archived; its epics count as unassigned."
                : $"{gone.Segment.Name} is archived; its epics count for {place}.");
        }

        if (!IsSameOrder(before, after))
        {
            what.Add($"The order is {Listed(after.Segments.Select(s => s.Name))}.");
        }

        return what;
    }

    private static IEnumerable<string> OfLens(KeptLens before, KeptLens after)
    {
        if (before.Name != after.Name)
        {
            yield return $"The lens {before.Name} is called {after.Name}.";
        }

        if (before.Kind != after.Kind)
        {
            yield return $"{after.Name} is a {after.Kind.ToString().ToLowerInvariant()} lens.";
        }

        if (before.Field != after.Field)
        {
            yield return $"{after.Name} is read from the field {after.Field}, no longer from {before.Field}.";
        }

        if (before.Reviewed != after.Reviewed && after.Reviewed is { } day)
        {
            yield return $"{after.Name} was reviewed on {Day(day)}.";
        }
    }

    private static IEnumerable<string> OfSegment(KeptSegment before, KeptSegment after)
    {
        if (before.Name != after.Name)
        {
            yield return $"{before.Name} is called {after.Name}.";
        }

        if (before.Color != after.Color)
        {
            yield return $"{after.Name} is {after.Color}.";
        }

        if (!before.Values.SequenceEqual(after.Values, StringComparer.Ordinal))
        {
            yield return $"{after.Name} is meant by {Listed(after.Values)}.";
        }

        (string? Before, string? After, string What)[] words =
        [
            (before.Owner, after.Owner, "owner"), (before.ReachedBy, after.ReachedBy, "way to be reached"), (before.Definition, after.Definition, "definition"),
        ];
        foreach (var (was, now, what) in words.Where(w => w.Before != w.After))
        {
            yield return now is null ? $"{after.Name} has no {what} any more." : was is null ? $"{after.Name} has the {what} \"{now}\"." : $"The {what} of {after.Name} is \"{now}\".";
        }

        if (before.Reviewed != after.Reviewed && after.Reviewed is { } day)
        {
            yield return $"{after.Name} was reviewed on {Day(day)}.";
        }

        if (!before.Notes.SequenceEqual(after.Notes))
        {
            yield return $"{after.Name} has {Notes(after.Notes.Except(before.Notes).Count(), before.Notes.Except(after.Notes).Count())}.";
        }
    }

    private static string Notes(int added, int removed) => (added, removed) switch
    {
        (1, 0) => "a note more",
        ( > 0, 0) => string.Create(CultureInfo.InvariantCulture, $"{added} notes more"),
        (0, 1) => "a note less",
        (0, > 0) => string.Create(CultureInfo.InvariantCulture, $"{removed} notes less"),
        _ => "other notes",
    };

    /// <summary>Whether those in both stand in the same order, with what is new behind them.</summary>
    private static bool IsSameOrder(KeptLens before, KeptLens after)
    {
        var kept = before.Segments.Select(s => s.Key).Where(key => after.Segments.Any(s => s.Key == key)).ToArray();
        return after.Segments.Take(kept.Length).Select(s => s.Key).SequenceEqual(kept, StringComparer.Ordinal);
    }

    private static string Listed(IEnumerable<string> names)
    {
        var all = names.ToArray();
        var more = all.Length - MostListed;
        return string.Join(", ", all.Take(MostListed)) + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more} more") : "");
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
