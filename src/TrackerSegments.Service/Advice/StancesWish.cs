using System.Text.Json.Serialization;
using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Schemes;

namespace TrackerSegments.Service.Advice;

/// <summary>The stances on an epic as they should be.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StancesWish
{
    /// <summary>What the epic does to each stakeholder; those that are left out have no stance.</summary>
    public required IReadOnlyList<StancePart> Stances { get; init; }

    /// <summary>How the conflict is settled. Left out, the note that is there stands as long as no effect changes; empty takes it away.</summary>
    public string? Note { get; init; }

    /// <summary>What is to be kept, or why it cannot be.</summary>
    public (EpicStances? Stances, Refusal? Refusal) Take(LensState state, string epic, EpicStances before, string author, DateTimeOffset now)
    {
        try
        {
            if (Stances.Any(s => s is null))
            {
                throw new SchemeException("A stance is null. Leave it out.");
            }

            var taken = new EpicStances(epic, [.. Stances.Select(s => s.Take()).Where(s => !s.IsNothing).OrderBy(s => s.Stakeholder, StringComparer.Ordinal)], Note: null);
            StakeholderConflicts.Find(state.View with { Epics = [] }, [.. Stances.Select(s => new Stance(epic, s.Stakeholder, s.Effect))], []);
            return (taken with { Note = NoteOf(taken, before, author, now) }, null);
        }
        catch (SchemeException failure)
        {
            return (null, AdviceRefusals.StanceUnusable(failure.Message));
        }
    }

    private EpicNote? NoteOf(EpicStances taken, EpicStances before, string author, DateTimeOffset now)
    {
        var stands = taken.HasSameEffects(before) ? before.Note : null;
        if (Note is null)
        {
            return stands;
        }

        var text = SchemeText.Words(Note, "The note");
        if (text is not null && !taken.IsConflict)
        {
            throw new SchemeException($"{taken.Epic} helps nobody while it harms somebody else, so there is nothing that a note could settle. Leave the note out.");
        }

        return text is null ? null : string.Equals(text, stands?.Text, StringComparison.Ordinal) ? stands : new(text, author, now);
    }
}

/// <summary>What an epic does to one stakeholder, and what that means to them.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StancePart
{
    /// <summary>The key of the stakeholder's segment.</summary>
    public required string Stakeholder { get; init; }

    /// <summary>From -2 (harms much) to +2 (helps much).</summary>
    public required int Effect { get; init; }

    /// <summary>Why: how they feel the problem, and what drives them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Why { get; init; }

    /// <summary>What they hope for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hope { get; init; }

    /// <summary>What they worry about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Worry { get; init; }

    /// <summary>Whether there is nothing to keep of it.</summary>
    [JsonIgnore]
    public bool IsNothing => Effect == 0 && Why is null && Hope is null && Worry is null;

    /// <exception cref="SchemeException">A text is too long or cannot be shown.</exception>
    public StancePart Take() => this with
    {
        Why = SchemeText.Words(Why, "Why somebody has a stance"),
        Hope = SchemeText.Words(Hope, "What somebody hopes for"),
        Worry = SchemeText.Words(Worry, "What somebody worries about"),
    };
}
