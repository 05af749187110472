using System.Text.Json;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Sends the edit of one work item, and takes its answer in.</summary>
internal sealed class AzureSingleWriter(TrackerHttp http, AzureSite site, AzureItems items, AzureMeaning meaning)
{
    /// <summary>
    /// Sends it once. The answer is the work item as it is now. Where that is not clear, or another revision was met, the edit stays open, to
    /// be read again.
    /// </summary>
    /// <exception cref="TrackerException">Nothing can be written any more; this edit was not.</exception>
    public async Task SendAsync(AzureEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.SendAsync(
                new(HttpMethod.Patch, AzurePatch.PathOf(edit, site), "_apis/wit/workitems/{id}")
                {
                    Body = AzurePatch.Of(edit, site.Segment),
                    BodyType = AzurePatch.ContentType,
                    IsWrite = true,
                    Item = edit.Wish.Id,
                    Actor = actor,
                    Purpose = $"changing \"{site.Segment.Name}\" of {edit.Wish.Key}",
                },
                cancellationToken);
            Accept(edit, answer?.RootElement);
        }
        catch (TrackerException e) when (e.Problem.Code == "revisionChanged")
        {
            edit.Tries++;
        }
        catch (TrackerException e) when (e.Problem.Code == "outcomeUnknown")
        {
            Doubt(edit, e.Problem);
        }
        catch (TrackerException e) when (AzureMeaning.IsAboutTheItem(e.Problem))
        {
            edit.Outcome = meaning.Of(edit, e.Problem.Code, e.Problem.Text, actor) ?? new WriteOutcome.Refused(e.Problem);
        }
    }

    /// <summary>Takes in the work item as it was answered.</summary>
    /// <returns>It; null where the answer is none.</returns>
    public AzureItem? Accept(AzureEdit edit, JsonElement? answer)
    {
        if (Map(answer) is not { } item || item.Item.Id != edit.Wish.Id)
        {
            Doubt(edit, AzureRefusals.AnswerUnclear(edit));
            return null;
        }

        edit.Outcome = edit.IsHeldBy([.. AzureSegmentText.Parse(item.Raw, site.Segment.Kind).Select(value => value.Text)])
            ? new WriteOutcome.Written(item.Item, edit.Earlier)
            : new WriteOutcome.Refused(AzureRefusals.NotTaken(edit));
        return item;
    }

    private AzureItem? Map(JsonElement? answer)
    {
        try
        {
            return answer is { } root ? items.Map(root) : null;
        }
        catch (TrackerException)
        {
            return null;
        }
    }

    public static void Doubt(AzureEdit edit, TrackerProblem problem)
    {
        edit.Tries++;
        edit.Sent = new(edit.Before.Rev, edit.Text, problem);
    }
}
