using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>
/// The one way by which lenses, schemes and strategies are changed. Each change is made from what the store has at that moment; where another
/// process was faster it is judged again, so that of two people nobody's work is lost.
/// </summary>
internal sealed class SchemeEditor(Workspace workspace, WorkspaceCatalog catalog)
{
    /// <summary>The lenses as the store has them now, with what turned up here.</summary>
    public async Task<WorkspaceSettings> ReadAsync(CancellationToken cancellationToken)
    {
        if (await catalog.FindAsync(workspace.Settings.Id, cancellationToken) is { } kept)
        {
            workspace.Take(workspace.Extend(kept));
        }

        return workspace.Settings;
    }

    public Task<IReadOnlyList<KeptChange>> HistoryAsync(string lens, CancellationToken cancellationToken) =>
        catalog.HistoryAsync(workspace.Settings.Id, lens, cancellationToken);

    /// <summary>Changes the lenses.</summary>
    /// <param name="change">Says what they are to be, or why not; it may be asked again.</param>
    /// <param name="dryRun">Only works out what would be.</param>
    /// <param name="cancellationToken">Breaks off before anything is kept.</param>
    public async Task<LensOutcome> ChangeAsync(Func<WorkspaceSettings, LensOutcome> change, bool dryRun, CancellationToken cancellationToken)
    {
        LensOutcome outcome = null!;
        WorkspaceSettings? found = null;
        await catalog.ChangeAsync(
            workspace.Settings.Id,
            kept =>
            {
                if (kept is null)
                {
                    // All that was kept of it is being erased at this moment.
                    outcome = LensOutcome.Of(Refusals.UnknownAddress);
                    return null;
                }

                found = workspace.Extend(kept);
                try
                {
                    outcome = change(found);
                }
                catch (SchemeException failure)
                {
                    outcome = LensOutcome.Of(SchemeRefusals.Impossible(failure.Message));
                }

                return dryRun || outcome.Settings is null || ReferenceEquals(outcome.Settings, found) ? null : new(outcome.Settings, outcome.History);
            },
            cancellationToken);
        workspace.Take(dryRun ? found ?? workspace.Settings : outcome.Settings ?? found ?? workspace.Settings);
        return outcome;
    }

    /// <summary>Changes one lens, where it is as the person saw it.</summary>
    /// <param name="key">The lens.</param>
    /// <param name="stale">Why not, where the lens is not as the person saw it; null where it is.</param>
    /// <param name="change">What it is to be, and whether it is to be the primary one; the same object where nothing changes.</param>
    /// <param name="note">Who changes it, for the history; null where its scheme is not changed.</param>
    /// <param name="dryRun">Only works out what would be.</param>
    /// <param name="cancellationToken">Breaks off before anything is kept.</param>
    public Task<LensOutcome> ChangeLensAsync(
        string key,
        Func<KeptLens, WorkspaceSettings, Refusal?> stale,
        Func<KeptLens, SchemeScene, (KeptLens Lens, bool IsPrimary)> change,
        Func<KeptLens, KeptLens, KeptChange>? note,
        bool dryRun,
        CancellationToken cancellationToken) => ChangeAsync(
            settings =>
            {
                if (settings.Find(key) is not { } before)
                {
                    return LensOutcome.Of(SchemeRefusals.UnknownLens(key, settings));
                }

                if (stale(before, settings) is { } refusal)
                {
                    return LensOutcome.Of(refusal);
                }

                var (after, isPrimary) = change(before, SchemeScene.Of(before, settings, workspace.Current));
                var wanted = ReferenceEquals(after, before) ? settings : settings.With(after);
                if (isPrimary && wanted.Lens.Key != key)
                {
                    wanted = wanted with { Lenses = [after, .. wanted.Lenses.Where(l => l.Key != key)] };
                }

                return new(wanted, before, after, note is null || ReferenceEquals(after, before) ? [] : [note(before, after)], Refusal: null);
            },
            dryRun,
            cancellationToken);
}

/// <summary>What came of a change of lenses.</summary>
/// <param name="Settings">The lenses as they are then; null where it was refused.</param>
/// <param name="Before">The lens before; null where there was none.</param>
/// <param name="After">The lens after; null where there is none any more.</param>
/// <param name="History">What goes into the history.</param>
/// <param name="Refusal">Why not; null where it was done.</param>
internal sealed record LensOutcome(
    WorkspaceSettings? Settings, KeptLens? Before, KeptLens? After, IReadOnlyList<KeptChange> History, Refusal? Refusal)
{
    public static LensOutcome Of(Refusal refusal) => new(null, null, null, [], refusal);
}
