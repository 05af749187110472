namespace TrackerSegments.Simulators.Traffic;

/// <summary>A call that reached a simulator, as far as faults are planned by it.</summary>
public interface INumberedRequest
{
    /// <summary>Counted from 1 in the order of arrival.</summary>
    int Number { get; }

    /// <summary>The endpoint, with names in braces.</summary>
    string Template { get; }
}

/// <summary>Which calls go wrong and how.</summary>
public abstract class PlannedFaults<TRequest, TFault>
    where TRequest : INumberedRequest
    where TFault : class
{
    private readonly Lock gate = new();

    private readonly List<Planned> planned = [];

    private int deadFrom = int.MaxValue;

    /// <summary>The calls that match meet the fault, once or as often as said; <see cref="int.MaxValue"/> is for ever.</summary>
    public void On(Func<TRequest, bool> which, TFault fault, int times = 1)
    {
        lock (gate)
        {
            planned.Add(new(which, fault) { Left = times });
        }
    }

    /// <summary>The n-th call from the start meets the fault.</summary>
    public void AtCall(int number, TFault fault) => On(r => r.Number == number, fault);

    /// <summary>Every call whose endpoint ends so meets the fault.</summary>
    public void OnEndpoint(string templateEnd, TFault fault, int times = 1) =>
        On(r => r.Template.EndsWith(templateEnd, StringComparison.Ordinal), fault, times);

    /// <summary>No token opens anything from the n-th call on.</summary>
    public void ExpireTokensFromCall(int number)
    {
        lock (gate)
        {
            deadFrom = number;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            planned.Clear();
            deadFrom = int.MaxValue;
        }
    }

    internal bool IsTokenDead(TRequest request)
    {
        lock (gate)
        {
            return request.Number >= deadFrom;
        }
    }

    internal TFault? Take(TRequest request)
    {
        lock (gate)
        {
            if (planned.Find(p => p.Left > 0 && p.Which(request)) is not { } found)
            {
                return null;
            }

            found.Left -= found.Left == int.MaxValue ? 0 : 1;
            return found.Fault;
        }
    }

    private sealed record Planned(Func<TRequest, bool> Which, TFault Fault)
    {
        public int Left { get; set; }
    }
}
