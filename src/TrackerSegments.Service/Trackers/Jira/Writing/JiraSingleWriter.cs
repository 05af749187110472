namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Sends the edit of one issue.</summary>
internal sealed class JiraSingleWriter(TrackerHttp http, JiraSite site, JiraEditScreens screens, JiraRefusals refusals)
{
    private static readonly string[] AboutTheIssue =
        ["badRequest", "forbidden", "notFound", "tooLarge", "trackerLocked", "trackerBusy", "notSupported"];

    /// <summary>Sends it once. A refusal that is about the issue is its outcome; a lost answer is a doubt, to be settled by reading.</summary>
    /// <exception cref="TrackerException">Nothing can be written any more; this edit was not.</exception>
    public async Task SendAsync(PendingEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            await PutAsync(edit.Wish, edit.Update!, actor, cancellationToken);
            edit.Sending = HowSent;
        }
        catch (TrackerException e) when (e.Problem.Code == "outcomeUnknown")
        {
            edit.Sending = HowSent;
            edit.Doubt = e.Problem;
        }
        catch (TrackerException e) when (AboutTheIssue.Contains(e.Problem.Code, StringComparer.Ordinal))
        {
            edit.Outcome = new WriteOutcome.Refused(await MeaningAsync(edit, e.Problem, actor, cancellationToken));
        }
    }

    public async Task PutAsync(FieldEdit wish, JiraUpdate update, Actor actor, CancellationToken cancellationToken) =>
        (await http.SendAsync(
            new(HttpMethod.Put, $"{site.Api}/issue/{Uri.EscapeDataString(wish.Id)}", $"{site.Api}/issue/{{id}}")
            {
                Body = update.ToBody(site.Segment),
                IsWrite = true,
                Item = wish.Id,
                Actor = actor,
                Purpose = $"changing \"{site.Segment.Name}\" of {wish.Key}",
            },
            cancellationToken))?.Dispose();

    private Sending HowSent => JiraUpdate.HoldsOne(site.Segment.Kind) ? Sending.Replaced : Sending.Edited;

    private async Task<TrackerProblem> MeaningAsync(PendingEdit edit, TrackerProblem problem, Actor actor, CancellationToken cancellationToken)
    {
        if (problem.Code is "forbidden" or "notFound")
        {
            return refusals.MayNotEdit(edit.Wish, actor);
        }

        switch (JiraRefusals.Meaning(problem.Text))
        {
            case "mayNotEdit":
                return refusals.MayNotEdit(edit.Wish, actor);
            case "fieldNotOnScreen":
                // Jira says the same where the account may not edit at all.
                return await MayEditAsync(edit, actor, cancellationToken) ? refusals.FieldNotOnScreen(edit.Wish) : refusals.MayNotEdit(edit.Wish, actor);
            case "optionMissing":
                return refusals.OptionMissing(edit.Wish, string.Join(", ", edit.Left.Add), edit.Screen!);
            default:
                return problem;
        }
    }

    private async Task<bool> MayEditAsync(PendingEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            return (await screens.ReadAsync(edit.Wish, actor, cancellationToken)).MayEdit;
        }
        catch (TrackerException e) when (e.Problem.Code is "forbidden" or "notFound")
        {
            return false;
        }
        catch (TrackerException)
        {
            return true;
        }
    }
}
