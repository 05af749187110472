namespace TrackerSegments.Service.Reports.Teams;

/// <summary>How much a card may hold of each thing; given up step by step until the card is small enough.</summary>
/// <param name="Segments">How many segments stand by themselves.</param>
/// <param name="Findings">How many findings.</param>
/// <param name="Epics">How many epics to tag next.</param>
/// <param name="Sentence">The longest sentence, in characters.</param>
internal sealed record CardRoom(int Segments, int Findings, int Epics, int Sentence)
{
    public static CardRoom Most { get; } = new(12, 5, 5, 400);

    /// <summary>The longest name.</summary>
    public int Name => Sentence / 5;

    public CardRoom Smaller() => new(Less(Segments, 3), Less(Findings, 1), Less(Epics, 1), Less(Sentence, 60));

    private static int Less(int some, int least) => Math.Max(least, some * 3 / 4);
}
