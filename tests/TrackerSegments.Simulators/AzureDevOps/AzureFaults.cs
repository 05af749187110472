namespace TrackerSegments.Simulators.AzureDevOps;

/// <summary>Which calls go wrong and how.</summary>
public sealed class AzureFaults
{
    private readonly Lock gate = new();

    private readonly List<Planned> planned = [];

    private int deadFrom = int.MaxValue;

    /// <summary>The calls that match meet the fault, once or as often as said; <see cref="int.MaxValue"/> is for ever.</summary>
    public void On(Func<AzureRequest, bool> which, AzureFault fault, int times = 1)
    {
        lock (gate)
        {
            planned.Add(new(which, fault) { Left = times });
        }
    }

    /// <summary>The n-th call from the start meets the fault.</summary>
    public void AtCall(int number, AzureFault fault) => On(r => r.Number == number, fault);

    /// <summary>Every call whose endpoint ends so meets the fault.</summary>
    public void OnEndpoint(string templateEnd, AzureFault fault, int times = 1) =>
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

    internal bool IsTokenDead(AzureRequest request)
    {
        lock (gate)
        {
            return request.Number >= deadFrom;
        }
    }

    internal AzureFault? Take(AzureRequest request)
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

    private sealed record Planned(Func<AzureRequest, bool> Which, AzureFault Fault)
    {
        public int Left { get; set; }
    }
}
