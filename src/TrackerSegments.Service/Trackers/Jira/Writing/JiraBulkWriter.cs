using System.Text.Json;
using Newtonsoft.Json.Linq;
using TrackerSegments.Service.Time;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Does the same to many issues in one call, and waits until Jira has done it.</summary>
internal sealed class JiraBulkWriter(TrackerHttp http, JiraSite site, JiraRefusals refusals, TimeProvider clock)
{
    private const string Address = "rest/api/3/bulk/issues/fields";

    private static readonly TimeSpan BetweenPolls = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly string[] NotForThisAccount = ["forbidden", "badRequest", "notFound", "notSupported", "callRemoved"];

    private readonly SteadyClock clock = new(clock);

    /// <summary>Carries a group out. What became of each issue is settled by reading it again.</summary>
    /// <returns>Whether Jira took it; where not, nothing was carried out, and the edits are to be sent one by one.</returns>
    /// <exception cref="TrackerException">Nothing can be written any more; where edits of the group are not marked as sent, nothing of it was.</exception>
    public async Task<bool> SendAsync(JiraBulkGroup group, Actor actor, CancellationToken cancellationToken)
    {
        foreach (var action in group.Actions)
        {
            string? task;
            try
            {
                task = await PostAsync(group, action, actor, cancellationToken);
            }
            catch (TrackerException e) when (e.Problem.Code == "outcomeUnknown")
            {
                Mark(group, e.Problem);
                return true;
            }
            catch (TrackerException e) when (NotForThisAccount.Contains(e.Problem.Code, StringComparer.Ordinal)
                && !group.Edits.Any(edit => edit.Sending != Sending.NotSent))
            {
                return false;
            }

            Mark(group, null);
            await WaitAsync(group, task, actor, cancellationToken);
        }

        return true;
    }

    private async Task<string?> PostAsync(JiraBulkGroup group, JObject action, Actor actor, CancellationToken cancellationToken)
    {
        using var answer = await http.SendAsync(
            new(HttpMethod.Post, Address, Address)
            {
                Body = new JObject
                {
                    ["selectedIssueIdsOrKeys"] = new JArray(group.Edits.Select(e => e.Wish.Id)),
                    ["selectedActions"] = new JArray(site.Segment.Id),
                    ["editedFieldsInput"] = action,
                    ["sendBulkNotification"] = false,
                },
                IsWrite = true,
                Actor = actor,
                Purpose = string.Create(
                    System.Globalization.CultureInfo.InvariantCulture, $"changing \"{site.Segment.Name}\" of {group.Edits.Count:N0} issues at once"),
            },
            cancellationToken);
        return WireJson.Text(answer?.RootElement, "taskId");
    }

    private async Task WaitAsync(JiraBulkGroup group, string? task, Actor actor, CancellationToken cancellationToken)
    {
        if (task is null)
        {
            Mark(group, JiraRefusals.BulkEnded("no task"));
            return;
        }

        var limit = clock.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                if (await IsDoneAsync(group, task, actor, cancellationToken))
                {
                    return;
                }
            }
            catch (TrackerException e)
            {
                Mark(group, e.Problem);
                return;
            }

            if (clock.GetUtcNow() >= limit)
            {
                Mark(group, JiraRefusals.BulkSlow);
                return;
            }

            await Task.Delay(BetweenPolls, clock, cancellationToken);
        }
    }

    private async Task<bool> IsDoneAsync(JiraBulkGroup group, string task, Actor actor, CancellationToken cancellationToken)
    {
        using var answer = await http.SendAsync(
            new(HttpMethod.Get, $"rest/api/3/bulk/queue/{Uri.EscapeDataString(task)}", "rest/api/3/bulk/queue/{id}")
            {
                Actor = actor,
                Purpose = "asking how far the change of many issues is",
            },
            cancellationToken);
        var root = answer?.RootElement;
        var status = WireJson.Text(root, "status");
        switch (status)
        {
            case "COMPLETE":
                NoteFailures(group, root, actor);
                return true;
            case "FAILED" or "CANCELLED" or "DEAD":
                Mark(group, JiraRefusals.BulkEnded(status));
                NoteFailures(group, root, actor);
                return true;
            default:
                return false;
        }
    }

    private void NoteFailures(JiraBulkGroup group, JsonElement? progress, Actor actor)
    {
        var failed = WireJson.At(progress, "failedAccessibleIssues");
        foreach (var edit in group.Edits)
        {
            if (WireJson.At(failed, edit.Wish.Id) is { } said)
            {
                var texts = said.ValueKind == JsonValueKind.Array ? said.EnumerateArray().Select(WireJson.Text) : [WireJson.Text(said)];
                edit.Doubt = refusals.OfBulk(edit.Wish, actor, Files.ItemText.Clean(string.Join(" ", texts.OfType<string>())));
            }
        }
    }

    private static void Mark(JiraBulkGroup group, TrackerProblem? doubt)
    {
        foreach (var edit in group.Edits)
        {
            edit.Sending = group.Sending;
            edit.Doubt ??= doubt;
        }
    }
}
