using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Wiql;

internal enum WiqlMode
{
    MustContain,
    MayContain,
    DoesNotContain,
    Recursive,
}

/// <summary>A query that was understood.</summary>
internal sealed record WiqlQuery(bool IsOfLinks, IReadOnlyList<AzureField> Columns)
{
    /// <summary>What the item, or the source of a link, must be.</summary>
    public WiqlTest Source { get; init; } = (_, _) => true;

    /// <summary>What the target of a link must be.</summary>
    public WiqlTest Target { get; init; } = (_, _) => true;

    /// <summary>Whether links are followed to the parent instead of to the children.</summary>
    public bool IsToParent { get; init; }

    public IReadOnlyList<(AzureField Field, bool IsDescending)> Order { get; init; } = [];

    public DateTimeOffset? AsOf { get; init; }

    public WiqlMode Mode { get; init; } = WiqlMode.MustContain;
}

internal delegate bool WiqlTest(AzureItem item, AzureRevision revision);

/// <summary>What a query may ask about its surroundings.</summary>
internal sealed record WiqlSurroundings(AzureData Data, AzureProject? Project, AzureUser User, DateTimeOffset Now, bool HasTimePrecision);
