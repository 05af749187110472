using System.Text;
using System.Text.Json;
using TrackerSegments.Simulators.Traffic;

namespace TrackerSegments.Simulators.AzureDevOps;

/// <summary>A call that reached the simulator, and what it was answered.</summary>
public sealed class AzureRequest : INumberedRequest
{
    /// <summary>Counted from 1 in the order of arrival.</summary>
    public required int Number { get; init; }

    public required string Method { get; init; }

    /// <summary>Below the organization, as sent, without the query: /Fabrikam/_apis/wit/workitems/7.</summary>
    public required string Path { get; init; }

    /// <summary>The endpoint: /{project}/_apis/wit/workitems/{id}; the path itself where there is no such endpoint.</summary>
    public required string Template { get; init; }

    public required IReadOnlyDictionary<string, string[]> Query { get; init; }

    public required ReadOnlyMemory<byte> BodyBytes { get; init; }

    public string Body => Encoding.UTF8.GetString(BodyBytes.Span);

    public DateTimeOffset At { get; init; }

    public string ContentType { get; init; } = "";

    /// <summary>What the caller calls itself.</summary>
    public string Agent { get; init; } = "";

    /// <summary>The account's name; null where nobody is signed in.</summary>
    public string? User { get; set; }

    /// <summary>0 while it is handled, and where no answer was sent.</summary>
    public int Status { get; set; }

    public ReadOnlyMemory<byte> AnswerBytes { get; set; }

    public string Answer => Encoding.UTF8.GetString(AnswerBytes.Span);

    /// <summary>Which fault it met; null for none.</summary>
    public AzureFault? Fault { get; set; }

    public bool IsWrite => Method is "PUT" or "DELETE" or "PATCH" || (Method == "POST" && !IsReadByPost);

    private bool IsReadByPost => Template.EndsWith("/wiql", StringComparison.Ordinal)
        || Template.EndsWith("/workitemsbatch", StringComparison.Ordinal)
        || Template.EndsWith("/reporting/workitemrevisions", StringComparison.Ordinal);

    /// <summary>The body as JSON.</summary>
    public JsonDocument Json() => JsonDocument.Parse(BodyBytes);

    /// <summary>The answer as JSON.</summary>
    public JsonDocument AnswerJson() => JsonDocument.Parse(AnswerBytes);

    public override string ToString() => $"{Number} {Method} {Path} {Status}";
}
