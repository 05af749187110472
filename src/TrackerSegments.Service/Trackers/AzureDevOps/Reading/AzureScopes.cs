using System.Collections.Concurrent;
using TrackerSegments.Service.Time;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>What the projects that are read are called now, and what their types have. Looked at anew after a while.</summary>
internal sealed class AzureScopes(TrackerHttp http, AzureSite site, ConnectionSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly AzureProjects projects = new(http, site.ApiVersion);
    private readonly ConcurrentDictionary<string, State> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string Scope, string Name), bool> foreign = new();

    /// <summary>Takes over what connecting found.</summary>
    public void Set(TrackerScope scope, AzureTypes types) => known[scope.Key] = new(clock.GetUtcNow(), types);

    /// <summary>The project's types, which have what is wanted.</summary>
    /// <exception cref="TrackerException">The project is gone, or the segment field is not on its epics.</exception>
    public async Task<AzureTypes> DemandAsync(TrackerScope scope, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(scope.Key, out var state) || !state.At.IsWithin(Fresh, clock.GetUtcNow()))
        {
            var types = await projects.TypesAsync(scope.Key, await NameAsync(scope, cancellationToken), cancellationToken);
            site.Types.Set(types);
            known[scope.Key] = state = new(clock.GetUtcNow(), types);
        }

        AzureEpics.Demand(state.Types, site, settings);
        return state.Types;
    }

    /// <summary>Whether a work item of a project of this name is in another project than the scope's. A name that was never seen may be the new one of this project.</summary>
    public async ValueTask<bool> IsForeignAsync(TrackerScope scope, string project, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(scope.Key, out var state) && string.Equals(state.Types.Project, project, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (!foreign.TryGetValue((scope.Key, project), out var isForeign))
        {
            isForeign = !string.Equals(await NameAsync(scope, cancellationToken), project, StringComparison.OrdinalIgnoreCase);
            if (isForeign)
            {
                foreign[(scope.Key, project)] = true;
            }
            else
            {
                // What belongs to the old name is read again by the next reading.
                known.TryRemove(scope.Key, out _);
            }
        }

        return isForeign;
    }

    private async Task<string> NameAsync(TrackerScope scope, CancellationToken cancellationToken)
    {
        var (project, problem) = await projects.FindAsync(scope.Key, cancellationToken);
        return project?.Name ?? throw new TrackerException(problem!);
    }

    private sealed record State(DateTimeOffset At, AzureTypes Types);
}
