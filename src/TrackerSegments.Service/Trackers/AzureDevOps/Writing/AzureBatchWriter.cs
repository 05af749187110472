using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>
/// Sends the edits of many work items in one call. Whether one that is refused takes the others with it, sources disagree on; both are
/// borne: every answer within is read, and what was not written stays open, to be read again.
/// </summary>
internal sealed class AzureBatchWriter(TrackerHttp http, AzureSite site, AzureItems items, AzureSingleWriter single, AzureMeaning meaning)
{
    public const int MostAtOnce = 200;

    private static readonly string[] NothingCarriedOut = ["badRequest", "ruleRefused", "forbidden", "notFound", "notSupported", "callRemoved", "tooLarge"];

    /// <summary>Sends them once.</summary>
    /// <exception cref="TrackerException">Nothing can be written any more; none of these was.</exception>
    public async Task SendAsync(IReadOnlyList<AzureEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await PatchAsync(edits, actor, cancellationToken);
            var parts = AzureBatchAnswer.Read(answer?.RootElement, edits.Count);
            if (parts is null)
            {
                DoubtAll(edits, AzureRefusals.AnswerUnclear);
                return;
            }

            await TakeInAsync([.. edits.Zip(parts)], actor, cancellationToken);
        }
        catch (TrackerException e) when (e.Problem.Code == "outcomeUnknown")
        {
            DoubtAll(edits, _ => e.Problem);
        }
        catch (TrackerException e) when (NothingCarriedOut.Contains(e.Problem.Code, StringComparer.Ordinal))
        {
            // Each is told on its own what is wrong with it.
            foreach (var edit in edits)
            {
                edit.GoesAlone = true;
            }
        }
    }

    private static void DoubtAll(IReadOnlyList<AzureEdit> edits, Func<AzureEdit, TrackerProblem> problem)
    {
        foreach (var edit in edits)
        {
            AzureSingleWriter.Doubt(edit, problem(edit));
        }
    }

    private Task<JsonDocument?> PatchAsync(IReadOnlyList<AzureEdit> edits, Actor actor, CancellationToken cancellationToken) => http.SendAsync(
        new(HttpMethod.Patch, $"_apis/wit/$batch?api-version={site.ApiVersion}", "_apis/wit/$batch")
        {
            Body = new JArray(edits.Select(edit => new JObject
            {
                ["method"] = "PATCH",
                ["uri"] = $"/{AzurePatch.PathOf(edit, site)}",
                ["headers"] = new JObject { ["Content-Type"] = AzurePatch.ContentType },
                ["body"] = AzurePatch.Of(edit, site.Segment),
            })),
            IsWrite = true,
            Actor = actor,
            Purpose = string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"changing \"{site.Segment.Name}\" of {edits.Count:N0} work items at once"),
        },
        cancellationToken);

    private async Task TakeInAsync(List<(AzureEdit Edit, AzureBatchAnswer Answer)> parts, Actor actor, CancellationToken cancellationToken)
    {
        List<(AzureEdit Edit, AzureItem Item)> accepted = [];
        List<AzureEdit> unclear = [];
        var isTold = false;
        foreach (var (edit, answer) in parts)
        {
            if (answer.IsAccepted)
            {
                if (single.Accept(edit, answer.Body) is { } item)
                {
                    accepted.Add((edit, item));
                }
            }
            else if (answer.IsStale)
            {
                edit.Tries++;
                isTold = true;
            }
            else if (answer.IsBroken)
            {
                AzureSingleWriter.Doubt(edit, AzureRefusals.AnswerUnclear(edit));
            }
            else
            {
                unclear.Add(edit);
            }
        }

        // The same words for all are perhaps about one of them.
        var said = parts.Where(p => unclear.Contains(p.Edit)).Select(p => p.Answer).ToList();
        var isOneForAll = accepted.Count == 0 && said.Count > 1 && said.TrueForAll(a => a.Status == 400 && a.Said == said[0].Said);
        foreach (var (edit, answer) in parts.Where(p => !isOneForAll && unclear.Contains(p.Edit)))
        {
            edit.Outcome = meaning.Of(edit, answer.Code, answer.Said, actor);
            isTold |= !edit.IsOpen;
        }

        foreach (var edit in unclear.Where(e => e.IsOpen))
        {
            // With those that were told about gone, the next batch may pass; where it does not, each is asked about on its own.
            edit.GoesAlone = !isTold || edit.IsPassedOver;
            edit.IsPassedOver = true;
        }

        if (accepted.Count > 0 && accepted.Count < parts.Count)
        {
            await VerifyAsync(accepted, actor, cancellationToken);
        }
    }

    /// <summary>Where one was refused, the others may have been taken back after they were accepted.</summary>
    private async Task VerifyAsync(List<(AzureEdit Edit, AzureItem Item)> accepted, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            var now = (await items.FetchAsync([.. accepted.Select(a => a.Edit.Wish.Id)], actor, cancellationToken))
                .ToDictionary(item => item.Id, item => item.Rev, StringComparer.Ordinal);
            foreach (var (edit, item) in accepted.Where(a => now.TryGetValue(a.Edit.Wish.Id, out var revision) && revision < a.Item.Rev))
            {
                edit.Outcome = null;
                edit.GoesAlone = edit.IsPassedOver;
                edit.IsPassedOver = true;
            }
        }
        catch (TrackerException)
        {
            // They were accepted, and nothing says otherwise.
        }
    }
}
