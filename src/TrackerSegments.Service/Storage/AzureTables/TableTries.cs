using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;

namespace TrackerSegments.Service.Storage.AzureTables;

/// <summary>How often a request was tried, and whether one of the earlier tries may have been carried out.</summary>
internal sealed partial class TableTries
{
    private bool isOpen;

    private int count;

    public bool IsRepeated => count > 1;

    /// <summary>Whether it is not known what became of a try: its answer was lost, or said nothing of it.</summary>
    public bool IsUncertain { get; private set; }

    public static TableTries Of(HttpMessage message)
    {
        if (message.TryGetProperty(typeof(TableTries), out var kept))
        {
            return (TableTries)kept!;
        }

        var tries = new TableTries();
        message.SetProperty(typeof(TableTries), tries);
        return tries;
    }

    /// <summary>Looks at every try.</summary>
    internal sealed class Policy : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            var tries = Of(message);
            tries.count++;
            tries.IsUncertain |= tries.isOpen;
            tries.isOpen = true;
        }

        public override void OnReceivedResponse(HttpMessage message)
        {
            // Too many requests and a busy server: the request was turned away at the door.
            Of(message).isOpen = message.Response.Status is not (429 or 503);
            if (message.Response.Status == 202 && Passing().IsMatch(message.Response.Content.ToString()))
            {
                throw new IOException("An operation of the batch failed in passing.");
            }
        }
    }

    [GeneratedRegex(@"^HTTP/1\.1 (?:408|429|500|502|503|504) ", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Passing();
}
