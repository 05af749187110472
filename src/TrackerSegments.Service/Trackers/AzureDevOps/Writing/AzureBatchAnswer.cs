using System.Globalization;
using System.Text.Json;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>What was answered to one edit of a batch.</summary>
/// <param name="Status">Its status; 0 where it has none.</param>
/// <param name="Body">The work item, or the error.</param>
internal sealed record AzureBatchAnswer(int Status, JsonElement? Body)
{
    public bool IsAccepted => Status is >= 200 and < 300;

    /// <summary>Whether the work item had another revision.</summary>
    public bool IsStale => Code == "revisionChanged";

    /// <summary>Whether nobody knows what became of it.</summary>
    public bool IsBroken => Status is 0 or 408 or >= 500;

    /// <summary>What the table of errors makes of it, as of any other answer.</summary>
    public string Code { get; } = AzureRules.Table.Of(Status, Body is { } error ? AzureWords.ReasonOf(error) : null).Code;

    public string Said { get; } = Body is { } body ? TrackerAnswers.Said(AzureWords.Of(body)) : "";

    /// <summary>The answers in the order of the edits; null where they are not as many.</summary>
    public static IReadOnlyList<AzureBatchAnswer>? Read(JsonElement? answer, int count)
    {
        var all = answer is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : WireJson.List(answer, "value");
        List<AzureBatchAnswer> parts = [.. all.Select(part => new AzureBatchAnswer(StatusOf(part), BodyOf(part)))];
        return parts.Count == count ? parts : null;
    }

    private static int StatusOf(JsonElement part) =>
        int.TryParse(WireJson.Text(part, "code"), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : 0;

    /// <summary>The body is JSON in a text.</summary>
    private static JsonElement? BodyOf(JsonElement part)
    {
        var body = WireJson.At(part, "body");
        if (body is not { ValueKind: JsonValueKind.String } text)
        {
            return body;
        }

        try
        {
            using var document = JsonDocument.Parse(text.GetString() ?? "");
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
