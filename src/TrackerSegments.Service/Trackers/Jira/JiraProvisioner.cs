#pragma warning disable CS9113
namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Makes the segment field, its context and its options, or says exactly what an administrator has to do. Never deletes.</summary>
internal sealed class JiraProvisioner(JiraHttp http, ConnectionSettings settings)
{
    public Task<ProvisionReport> ProvisionAsync(ProvisionPlan plan, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
