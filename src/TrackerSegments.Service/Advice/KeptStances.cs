using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Advice;

/// <summary>What epics do to stakeholders, and how conflicts were settled, as they are kept: one document for each epic of a lens.</summary>
internal sealed class KeptStances(IDocumentStore store, string workspace)
{
    /// <summary>What is kept of an epic; nothing where nobody said anything.</summary>
    public async Task<StoredStances> FindAsync(string lens, string epic, CancellationToken cancellationToken)
    {
        var document = await store.FindAsync(PartitionOf(lens), DocumentKey.Of(epic), cancellationToken);
        return document is null ? StoredStances.None(epic) : StoredStances.Of(document);
    }

    /// <summary>All that is kept of a lens, in key order.</summary>
    public async Task<IReadOnlyList<StoredStances>> ListAsync(string lens, CancellationToken cancellationToken)
    {
        List<StoredStances> all = [];
        await foreach (var document in store.ListAsync(PartitionOf(lens), null, null, cancellationToken))
        {
            all.Add(StoredStances.Of(document));
        }

        return all;
    }

    /// <summary>Keeps stances in place of those they were made from; nothing is kept of an epic without any.</summary>
    /// <returns>Whether they are kept; not where somebody else changed them in the meantime.</returns>
    public async Task<bool> SaveAsync(string lens, EpicStances stances, StoredStances before, CancellationToken cancellationToken)
    {
        var body = stances.IsEmpty ? null : StoredStances.ToJson(stances);
        if (body is null && before.Version is null)
        {
            return true;
        }

        try
        {
            var condition = before.Version is { } version ? WriteCondition.Match(version) : WriteCondition.Absent;
            await store.WriteAsync(PartitionOf(lens), [new(DocumentKey.Of(stances.Epic), body, condition)], cancellationToken);
            return true;
        }
        catch (ConcurrencyException)
        {
            return false;
        }
    }

    /// <summary>A lens with all that is kept of it.</summary>
    public async Task<LensState> FillAsync(LensState state, CancellationToken cancellationToken) => state.Lens.Kind == LensKind.Stakeholder
        ? Fill(state, await ListAsync(state.Lens.Key, cancellationToken))
        : state;

    /// <summary>A lens with some of what is kept of it. What was said of a stakeholder that is not there any more counts for nothing.</summary>
    public static LensState Fill(LensState state, IReadOnlyList<StoredStances> some)
    {
        EpicStances[] said = [.. some.Select(s => s.Stances.In(state.Lens))];
        return state with
        {
            Stances = [.. said.SelectMany(epic => epic.Stances.Select(s => new Stance(epic.Epic, s.Stakeholder, s.Effect)))],
            Notes = [.. said.Where(s => s.Note is not null).Select(s => new Reconciliation(s.Epic, s.Note!.Author, s.Note.At, s.Note.Text))],
        };
    }

    private string PartitionOf(string lens) => $"stances-{workspace}-{DocumentKey.Hash(lens)[..16]}";
}

/// <summary>Stances as they are stored.</summary>
/// <param name="Stances">The stances.</param>
/// <param name="Tag">Their ETag for callers: the same stances have the same.</param>
/// <param name="Version">Their version in the store; null where they are not there.</param>
internal sealed record StoredStances(EpicStances Stances, string Tag, string? Version)
{
    public static StoredStances None(string epic)
    {
        var none = new EpicStances(epic, [], null);
        return new(none, EntityTag.Of(ToJson(none)), null);
    }

    public static StoredStances Of(Document document) => new(
        JsonSerializer.Deserialize(document.Body, StancesJson.Default.EpicStances)!, EntityTag.Of(document.Body), document.ETag);

    public static string ToJson(EpicStances stances) => JsonSerializer.Serialize(stances, StancesJson.Default.EpicStances);
}

/// <summary>What an epic does to stakeholders.</summary>
/// <param name="Epic">The epic's key.</param>
/// <param name="Stances">The stances by stakeholder.</param>
/// <param name="Note">How their conflict is settled, until an effect changes.</param>
internal sealed record EpicStances(string Epic, IReadOnlyList<StancePart> Stances, EpicNote? Note)
{
    [JsonIgnore]
    public bool IsEmpty => Stances.Count == 0 && Note is null;

    [JsonIgnore]
    public bool IsConflict => Stances.Any(s => s.Effect > 0) && Stances.Any(s => s.Effect < 0);

    /// <summary>Those on stakeholders that are there.</summary>
    public EpicStances In(Lens lens) => this with { Stances = [.. Stances.Where(s => lens.IndexOfKey(s.Stakeholder) >= 0)] };

    public bool HasSameEffects(EpicStances other) => Effects().SequenceEqual(other.Effects());

    private IEnumerable<(string, int)> Effects() => Stances.Where(s => s.Effect != 0).Select(s => (s.Stakeholder, s.Effect));
}

/// <summary>How people settled a conflict.</summary>
/// <param name="Text">What was settled.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="At">When.</param>
internal sealed record EpicNote(string Text, string Author, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EpicStances))]
internal sealed partial class StancesJson : JsonSerializerContext;
