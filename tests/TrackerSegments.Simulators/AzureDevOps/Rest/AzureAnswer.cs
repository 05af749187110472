using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>What is answered to a call.</summary>
internal sealed record AzureAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    public static AzureAnswer NoContent { get; } = new(204, default);

    public string ContentType { get; init; } = "application/json; charset=utf-8; api-version=7.1";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>How many work items it holds, for the units it costs.</summary>
    public int Items { get; init; }

    public static AzureAnswer Json(Action<Utf8JsonWriter> write, int status = 200)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return new(status, buffer.WrittenMemory);
    }

    /// <summary>A list as every list is answered: with its count.</summary>
    public static AzureAnswer List<T>(IReadOnlyCollection<T> values, Action<Utf8JsonWriter, T> write) => Json(w =>
    {
        w.WriteStartObject();
        w.WriteNumber("count", values.Count);
        w.WriteStartArray("value");
        foreach (var value in values)
        {
            write(w, value);
        }

        w.WriteEndArray();
        w.WriteEndObject();
    });

    public static AzureAnswer Error(int status, string typeKey, string message, Action<Utf8JsonWriter>? more = null) => Json(
        w =>
        {
            w.WriteStartObject();
            w.WriteString("$id", "1");
            more?.Invoke(w);
            w.WriteNull("innerException");
            w.WriteString("message", message);
            w.WriteString("typeName", typeKey.StartsWith("Vss", StringComparison.Ordinal)
                ? $"Microsoft.VisualStudio.Services.WebApi.{typeKey}, Microsoft.VisualStudio.Services.WebApi"
                : $"Microsoft.TeamFoundation.WorkItemTracking.Server.{typeKey}, Microsoft.TeamFoundation.WorkItemTracking.Server");
            w.WriteString("typeKey", typeKey);
            w.WriteNumber("errorCode", 0);
            w.WriteNumber("eventId", typeKey.StartsWith("Vss", StringComparison.Ordinal) ? 3000 : 3200);
            w.WriteEndObject();
        },
        status);

    public static AzureAnswer Text(int status, string contentType, string text) => new(status, Encoding.UTF8.GetBytes(text)) { ContentType = contentType };
}

/// <summary>A call that is refused.</summary>
internal sealed class AzureRefusal(AzureAnswer answer) : Exception("The simulated Azure DevOps refused a call.")
{
    public AzureRefusal(int status, string typeKey, string message)
        : this(AzureAnswer.Error(status, typeKey, message))
    {
    }

    public AzureAnswer Answer => answer;

    public static AzureRefusal Invalid(string message) => new(400, "VssPropertyValidationException", message);

    public static AzureRefusal NoItem(int id) =>
        new(404, "WorkItemUnauthorizedAccessException", $"TF401232: Work item {id} does not exist, or you do not have permissions to read it.");

    public static AzureRefusal NoField(string field) => new(400, "WorkItemTrackingFieldDefinitionNotFoundException", $"TF51535: Cannot find field {field}.");
}
