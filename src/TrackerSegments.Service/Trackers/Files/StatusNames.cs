using System.Collections.Frozen;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>How far an item is, by the names of states and state categories that Jira and Azure Boards come with.</summary>
internal sealed class StatusNames
{
    private static readonly FrozenDictionary<string, StatusCategory> Jira = Names(
        ["new", "to do", "todo", "open", "backlog", "reopened", "selected for development", "ready for development", "planned", "proposed",
            "zu erledigen", "offen", "neu", "à faire", "ouvert", "nouveau", "tareas por hacer", "por hacer", "abierto", "a fazer", "aberto"],
        ["indeterminate", "in progress", "in-progress", "inprogress", "in review", "in development", "in testing", "in test", "testing", "review",
            "code review", "blocked", "on hold", "waiting", "in arbeit", "in bearbeitung", "en cours", "en curso", "em andamento"],
        ["done", "closed", "resolved", "complete", "completed", "finished", "released", "won't do", "rejected", "declined", "cancelled", "canceled",
            "fertig", "erledigt", "geschlossen", "terminé", "terminé(e)", "fermé", "listo", "finalizada", "cerrado", "concluído", "fechado"],
        []);

    private static readonly FrozenDictionary<string, StatusCategory> Azure = Names(
        ["new", "proposed", "to do", "approved", "design"],
        ["active", "in progress", "doing", "committed", "open", "resolved", "ready", "in planning", "requested", "accepted", "in review"],
        ["done", "closed", "completed", "inactive"],
        ["removed", "cut"]);

    private readonly SortedDictionary<string, int> unknown = new(StringComparer.Ordinal);

    /// <summary>The names that say nothing, each with the number of items in it.</summary>
    public IReadOnlyDictionary<string, int> Unknown => unknown;

    public StatusCategory OfJira(string? category, string status, bool isResolved)
    {
        if (category is { Length: > 0 } && Jira.TryGetValue(category, out var known))
        {
            return known;
        }

        if (status.Length == 0)
        {
            return isResolved ? StatusCategory.Done : StatusCategory.ToDo;
        }

        return Jira.TryGetValue(status, out known) ? known : isResolved ? StatusCategory.Done : Guess(status);
    }

    public StatusCategory OfAzure(string state) =>
        state.Length == 0 ? StatusCategory.ToDo : Azure.TryGetValue(state, out var known) ? known : Guess(state);

    private StatusCategory Guess(string status)
    {
        unknown[status] = unknown.GetValueOrDefault(status) + 1;
        return StatusCategory.InProgress;
    }

    private static FrozenDictionary<string, StatusCategory> Names(string[] toDo, string[] inProgress, string[] done, string[] removed) =>
        toDo.Select(name => KeyValuePair.Create(name, StatusCategory.ToDo))
            .Concat(inProgress.Select(name => KeyValuePair.Create(name, StatusCategory.InProgress)))
            .Concat(done.Select(name => KeyValuePair.Create(name, StatusCategory.Done)))
            .Concat(removed.Select(name => KeyValuePair.Create(name, StatusCategory.Removed)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
