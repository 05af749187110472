using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>What is answered to a call.</summary>
internal sealed record JiraAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JiraAnswer NoContent { get; } = new(204, default);

    public string ContentType { get; init; } = "application/json;charset=UTF-8";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>How many issues it holds, for the points it costs.</summary>
    public int Issues { get; init; }

    public static JiraAnswer Json(Action<Utf8JsonWriter> write) => Json(200, write);

    public static JiraAnswer Json(int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return new(status, buffer.WrittenMemory);
    }

    public static JiraAnswer Error(int status, IReadOnlyList<string> messages, IReadOnlyDictionary<string, string>? errors = null) => Json(status, w =>
    {
        w.WriteStartObject();
        w.WriteStartArray("errorMessages");
        foreach (var message in messages)
        {
            w.WriteStringValue(message);
        }

        w.WriteEndArray();
        w.WriteStartObject("errors");
        foreach (var (field, message) in errors ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            w.WriteString(field, message);
        }

        w.WriteEndObject();
        w.WriteEndObject();
    });

    public static JiraAnswer Text(int status, string contentType, string text) =>
        new(status, Encoding.UTF8.GetBytes(text)) { ContentType = contentType };
}

/// <summary>A call that is refused.</summary>
internal sealed class JiraRefusal(JiraAnswer answer) : Exception("The simulated Jira refused a call.")
{
    public JiraRefusal(int status, string message)
        : this(JiraAnswer.Error(status, [message]))
    {
    }

    public JiraRefusal(int status, string field, string message)
        : this(JiraAnswer.Error(status, [], new Dictionary<string, string>(StringComparer.Ordinal) { [field] = message }))
    {
    }

    public JiraAnswer Answer => answer;

    public static JiraRefusal InvalidPayload => new(400, "Invalid request payload. Refer to the REST API documentation and try again.");

    public static JiraRefusal IssueNotFound => new(404, "Issue does not exist or you do not have permission to see it.");
}
