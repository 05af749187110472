using System.Text.Json;

namespace TrackerSegments.Service.Functions;

/// <summary>What the Functions host sends when a trigger fires.</summary>
/// <param name="Data">By binding: what came in.</param>
/// <param name="Metadata">What the host knows about it.</param>
internal sealed record TriggerCall(IReadOnlyDictionary<string, JsonElement> Data, IReadOnlyDictionary<string, JsonElement> Metadata)
{
    /// <summary>
    /// The text of a queue message. The host was seen to encode it as JSON twice where its documentation shows once, so that one that is
    /// itself a JSON string is opened until it is none.
    /// </summary>
    /// <exception cref="JsonException">There is no such binding, or it holds no text.</exception>
    public string Message(string binding)
    {
        if (!Data.TryGetValue(binding, out var value))
        {
            throw new JsonException($"The call holds no data of the binding {binding}.");
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return value.GetRawText();
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new JsonException($"The data of the binding {binding} is no text.");
        while (text.StartsWith('"'))
        {
            text = JsonSerializer.Deserialize(text, FunctionsJson.Default.String) ?? "";
        }

        return text;
    }
}

/// <summary>What a trigger is answered; never nothing, which the host would wait for until its time is over.</summary>
/// <param name="Outputs">By binding: what goes out. Each text becomes a message.</param>
/// <param name="Logs">Lines for the host's log.</param>
/// <param name="ReturnValue">Unused.</param>
internal sealed record TriggerAnswer(IReadOnlyDictionary<string, IReadOnlyList<string>> Outputs, IReadOnlyList<string> Logs, string? ReturnValue)
{
    /// <summary>The binding that messages of further work go out by.</summary>
    public const string Next = "next";

    public static TriggerAnswer Of(IEnumerable<SyncMessage> next) => new(
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [Next] = [.. next.Select(message => message.ToJson())] }, [], null);

    public static TriggerAnswer Nothing { get; } = new(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), [], null);
}
