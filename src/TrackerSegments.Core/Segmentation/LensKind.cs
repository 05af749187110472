namespace TrackerSegments.Core;

/// <summary>What a lens tells customers apart by.</summary>
public enum LensKind
{
    /// <summary>What organizations are: size, industry, business type. The default.</summary>
    Firmographic,
    /// <summary>What people are: age, role, place.</summary>
    Demographic,
    /// <summary>What they do: usage, lifecycle.</summary>
    Behavioural,
    /// <summary>What they need.</summary>
    Needs,
    /// <summary>What they are worth.</summary>
    Value,
    /// <summary>What they hold dear.</summary>
    Psychographic,
    /// <summary>The problem they have.</summary>
    Problem,
    /// <summary>Who inside the customer is concerned: buyer, admin, end user.</summary>
    Stakeholder,
}
