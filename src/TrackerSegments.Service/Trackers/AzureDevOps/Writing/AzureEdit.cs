namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>An edit on its way: what was wished, what was found, what was sent, and what became of it.</summary>
internal sealed class AzureEdit(FieldEdit wish)
{
    /// <summary>How often a work item that others keep changing is tried.</summary>
    public const int MostTries = 3;

    public FieldEdit Wish => wish;

    /// <summary>The work item as it was read last.</summary>
    public AzureItem Before { get; set; } = null!;

    public IReadOnlyList<string> ValuesBefore { get; set; } = [];

    /// <summary>What is left to do against that.</summary>
    public MergedEdit Left { get; set; } = null!;

    /// <summary>What of the wish somebody else's change left; null where the field was as expected.</summary>
    public ForeignChange? Earlier { get; set; }

    /// <summary>What the field is like on the work item's type.</summary>
    public AzureTypeField OfType { get; set; } = AzureTypeField.None;

    /// <summary>The text that the field is to hold.</summary>
    public string Text { get; set; } = "";

    /// <summary>How often it was sent and met a newer revision, or its answer was lost.</summary>
    public int Tries { get; set; }

    /// <summary>What was sent last, where it is not known what became of it.</summary>
    public SentText? Sent { get; set; }

    /// <summary>Whether it was not written once because of others in its batch, as it seems.</summary>
    public bool IsPassedOver { get; set; }

    /// <summary>Whether it is sent in a call of its own, because among others it is not told whose fault a refusal is.</summary>
    public bool GoesAlone { get; set; }

    public WriteOutcome? Outcome { get; set; }

    public bool IsOpen => Outcome is null;

    public bool IsHeldBy(IReadOnlyList<string> values) =>
        wish.Add.All(v => values.Contains(v, StringComparer.OrdinalIgnoreCase))
        && !wish.Remove.Except(wish.Add, StringComparer.OrdinalIgnoreCase).Any(v => values.Contains(v, StringComparer.OrdinalIgnoreCase));
}

/// <summary>A text that was sent and of which nobody knows whether it arrived.</summary>
/// <param name="Revision">The revision it was to follow on.</param>
/// <param name="Text">The text.</param>
/// <param name="Doubt">What happened.</param>
internal sealed record SentText(int Revision, string Text, TrackerProblem Doubt);
