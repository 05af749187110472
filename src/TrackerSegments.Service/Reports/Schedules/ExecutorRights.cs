using TrackerSegments.Service.Access;
using TrackerSegments.Service.Access.Sources;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>Whether those with whose rights reports run may still see what is in them, as far as that can be told without a token of theirs.</summary>
/// <param name="sources">Those who vouch for callers; null where whoever is at this computer may do everything.</param>
internal sealed class ExecutorRights(CallerSources? sources)
{
    public bool HasLost(string tenant, ReportExecutor executor) => sources?.RoleOf(tenant, executor.Source, executor.Subject) < Role.Viewer;
}
