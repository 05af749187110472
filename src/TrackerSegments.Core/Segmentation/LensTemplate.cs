namespace TrackerSegments.Core;

/// <summary>A lens to begin with; everything in it can be changed.</summary>
/// <param name="Name">The name of the lens.</param>
/// <param name="Kind">What it tells customers apart by.</param>
/// <param name="Segments">The names of its segments in order, each of which is the field value that means it too.</param>
public sealed record LensTemplate(string Name, LensKind Kind, IReadOnlyList<string> Segments)
{
    /// <summary>The templates; the first one, by company size, is what a new workspace begins with.</summary>
    public static IReadOnlyList<LensTemplate> All { get; } =
    [
        new("Customer segment", LensKind.Firmographic, ["Enterprise", "Mid-market", "SMB"]),
        new("Customer lifecycle", LensKind.Behavioural, ["Onboarding", "Activation", "Adoption", "Retention", "Advocacy"]),
        new("Problem", LensKind.Problem, []),
        new("Stakeholder", LensKind.Stakeholder, ["Buyer", "Admin", "End user"]),
        new("Industry", LensKind.Firmographic, ["Financial services", "Healthcare", "Manufacturing", "Public sector", "Retail", "Technology"]),
        new("Business type", LensKind.Firmographic, ["Subscription", "Marketplace", "Services", "Non-profit"]),
        new("Geography", LensKind.Firmographic, ["Americas", "Europe, Middle East and Africa", "Asia-Pacific"]),
        new("Value tier", LensKind.Value, ["High", "Medium", "Low"]),
    ];

    /// <summary>Makes a lens of it.</summary>
    /// <param name="field">The tracker field that carries the segment.</param>
    public Lens ToLens(string field) =>
        new(Name, field, LensBuilder.Segments(Segments.Select(s => (s, (IReadOnlyList<string>)[s])))) { Kind = Kind };

    /// <summary>What a lens of a kind is known not to tell, in a sentence for a person.</summary>
    /// <param name="kind">The kind.</param>
    public static string WeaknessOf(LensKind kind) => kind switch
    {
        LensKind.Firmographic => "Size and industry are easy to know and do not say why a customer buys.",
        LensKind.Demographic => "Age and place are easy to know and do not say what a person needs.",
        LensKind.Behavioural => "Usage says what customers do and not why, and nothing of those who do not use the product yet.",
        LensKind.Needs => "Needs say why customers buy and are hard to tell from outside: ask, and check again.",
        LensKind.Value => "What a customer is worth says where it pays to invest and not what in.",
        LensKind.Psychographic => "Attitudes explain choices and are the hardest to measure: they come from surveys, and change.",
        LensKind.Problem => "A problem says what to solve and not how many customers would pay for that.",
        LensKind.Stakeholder => "Stakeholders show who gains and who loses inside a customer, and not which customers matter.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
