using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Time;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tenants;

/// <summary>
/// The alignment of a tenant as it was worked out last, so that a process that has not opened the tenant can answer without reading every
/// item. It is used only while nothing has been written since, and for a quarter of an hour at most.
/// </summary>
internal sealed class KeptAlignments(IDocumentStore store, TimeProvider clock)
{
    private const string Partition = "alignment";
    private const string Primary = "primary";

    /// <summary>How the reading stands is told in the document too, and moves on without a write of an item.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Renewed = TimeSpan.FromMinutes(5);

    private (string Stamp, DateTimeOffset At) last;

    /// <summary>Keeps the alignment of a workspace, unless that was done already.</summary>
    public async Task KeepAsync(Workspace workspace, LiveTrackers live, CancellationToken cancellationToken)
    {
        // The versions first: what is written meanwhile makes the answer newer than its stamp, and so nobody takes it for current.
        var now = clock.GetUtcNow();
        var stamp = FigureStamp.Of(workspace.Settings, [.. live.All.Select(part => part.Copy.Version)], now);
        if (!live.Reading.IsComplete || (string.Equals(stamp, last.Stamp, StringComparison.Ordinal) && last.At.IsWithin(Renewed, now)))
        {
            return;
        }

        KeptAlignment kept = new(stamp, now, Encoding.UTF8.GetString(workspace.Current.Alignment));
        var body = JsonSerializer.Serialize(kept, KeptAlignmentJson.Default.KeptAlignment);
        if (Encoding.UTF8.GetByteCount(body) <= DocumentLimits.MaxBodyBytes)
        {
            await store.WriteAsync(Partition, [new(Primary, body, WriteCondition.Any)], cancellationToken);
            last = (stamp, now);
        }
    }

    /// <summary>The alignment through the primary lens; null where it has to be worked out.</summary>
    /// <param name="lens">The lens that was asked for; null for the primary one.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public async Task<byte[]?> FindAsync(string? lens, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Partition, Primary, cancellationToken) is not { } document
            || JsonSerializer.Deserialize(document.Body, KeptAlignmentJson.Default.KeptAlignment) is not { } kept
            || !kept.At.IsWithin(Longest, clock.GetUtcNow())
            || await new WorkspaceCatalog(store).FindLastAsync(cancellationToken) is not { } settings
            || (lens is not null && !string.Equals(lens, settings.Lenses[0].Key, StringComparison.Ordinal)))
        {
            return null;
        }

        return string.Equals(kept.Stamp, await FigureStamp.FindAsync(store, settings, clock.GetUtcNow(), cancellationToken), StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(kept.Document)
            : null;
    }
}

/// <summary>An alignment with what it depends on.</summary>
/// <param name="Stamp">A hash over what it was worked out from.</param>
/// <param name="At">When.</param>
/// <param name="Document">The document.</param>
internal sealed record KeptAlignment(string Stamp, DateTimeOffset At, string Document);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeptAlignment))]
internal sealed partial class KeptAlignmentJson : JsonSerializerContext;
