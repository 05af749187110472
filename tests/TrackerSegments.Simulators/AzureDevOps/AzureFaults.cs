using TrackerSegments.Simulators.Traffic;

namespace TrackerSegments.Simulators.AzureDevOps;

/// <summary>Which calls go wrong and how.</summary>
public sealed class AzureFaults : PlannedFaults<AzureRequest, AzureFault>;
