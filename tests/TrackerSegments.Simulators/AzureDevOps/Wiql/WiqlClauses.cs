namespace TrackerSegments.Simulators.AzureDevOps.Wiql;

/// <summary>Which end of a link a condition is about; of a flat query the item itself.</summary>
internal enum WiqlSide
{
    Source,
    Target,
}

/// <summary>Conditions that must all hold. Those about the two ends of a link cannot be mixed by OR.</summary>
internal sealed record WiqlClauses(IReadOnlyList<(WiqlSide Side, WiqlTest Test)> All)
{
    public WiqlClauses And(WiqlClauses other) => new([.. All, .. other.All]);

    public WiqlClauses Or(WiqlClauses other)
    {
        var side = Single(other);
        var (left, right) = (Of(side), other.Of(side));
        return new([(side, (item, revision) => left(item, revision) || right(item, revision))]);
    }

    public WiqlClauses Negated()
    {
        var side = Single(this);
        var inside = Of(side);
        return new([(side, (item, revision) => !inside(item, revision))]);
    }

    public WiqlTest Of(WiqlSide side)
    {
        var tests = All.Where(a => a.Side == side).Select(a => a.Test).ToArray();
        return (item, revision) => Array.TrueForAll(tests, t => t(item, revision));
    }

    private WiqlSide Single(WiqlClauses other)
    {
        var sides = All.Concat(other.All).Select(a => a.Side).Distinct().ToList();
        return sides.Count == 1 ? sides[0] : throw new WiqlException("TF51008: Conditions on source, target and link cannot be combined so.", "OR");
    }
}
