namespace TrackerSegments.Service.Workspaces;

/// <summary>One version of a scheme, as the history keeps it.</summary>
/// <param name="Lens">The key of the lens.</param>
/// <param name="Version">The version it led to.</param>
/// <param name="At">When.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Reason">Why; null where nobody has said.</param>
/// <param name="What">What changed, a sentence each.</param>
internal sealed record KeptChange(string Lens, int Version, DateTimeOffset At, string Author, string? Reason, IReadOnlyList<string> What)
{
    public static KeptChange Of(KeptLens? before, KeptLens after, string author, DateTimeOffset at, string? reason) =>
        new(after.Key, after.SchemeVersion, at, author, reason, SchemeDifference.Of(before, after));
}
