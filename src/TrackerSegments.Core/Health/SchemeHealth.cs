namespace TrackerSegments.Core;

/// <summary>Checks whether the segments of a lens are of use: five criteria, five usual mistakes, and whether it could be simpler.</summary>
public static class SchemeHealth
{
    /// <summary>Runs every check, also those that pass.</summary>
    /// <param name="input">What to look at.</param>
    /// <returns>
    /// Eleven checks in a fixed order: measurable, substantial, accessible, differentiable, actionable, tooManySegments,
    /// segmentsWithoutStrategy, staticSegmentation, correlationConfusion, internalConvenience, simplicity.
    /// </returns>
    public static IReadOnlyList<HealthCheck> Check(HealthInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var split = Splitter.Split([.. input.View.Epics.Select(e => e.ToLensEpic())], input.Lens.Segments.Count);
        return
        [
            Criteria.Measurable(input, split),
            Criteria.Substantial(input, split),
            Criteria.Accessible(input),
            Differentiable.Check(input, split),
            Criteria.Actionable(input, split),
            Mistakes.TooManySegments(input),
            Mistakes.SegmentsWithoutStrategy(input, split),
            Mistakes.StaticSegmentation(input),
            Mistakes.CorrelationConfusion(input),
            InternalConvenience.Check(input),
            Simplicity.Check(input, split),
        ];
    }
}
