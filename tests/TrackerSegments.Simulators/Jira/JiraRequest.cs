using System.Text;
using System.Text.Json;
using TrackerSegments.Simulators.Traffic;

namespace TrackerSegments.Simulators.Jira;

/// <summary>A call that reached the simulator, and what it was answered.</summary>
public sealed class JiraRequest : INumberedRequest
{
    /// <summary>Counted from 1 in the order of arrival.</summary>
    public required int Number { get; init; }

    public required string Method { get; init; }

    /// <summary>Below the context path, as sent, without the query: /rest/api/3/issue/FW-1.</summary>
    public required string Path { get; init; }

    /// <summary>The endpoint: /rest/api/3/issue/{issueIdOrKey}; the path itself where there is no such endpoint.</summary>
    public required string Template { get; init; }

    public required IReadOnlyDictionary<string, string[]> Query { get; init; }

    public required ReadOnlyMemory<byte> BodyBytes { get; init; }

    public string Body => Encoding.UTF8.GetString(BodyBytes.Span);

    public DateTimeOffset At { get; init; }

    /// <summary>What the caller calls itself.</summary>
    public string Agent { get; init; } = "";

    /// <summary>The account's name; null where nobody is signed in.</summary>
    public string? User { get; set; }

    /// <summary>0 while it is handled, and where no answer was sent.</summary>
    public int Status { get; set; }

    public ReadOnlyMemory<byte> AnswerBytes { get; set; }

    public string Answer => Encoding.UTF8.GetString(AnswerBytes.Span);

    /// <summary>Which fault it met; null for none.</summary>
    public JiraFault? Fault { get; set; }

    public bool IsWrite => Method is "PUT" or "DELETE" || (Method == "POST" && !IsReadByPost);

    private bool IsReadByPost => Template.EndsWith("/search/jql", StringComparison.Ordinal)
        || Template.EndsWith("/search", StringComparison.Ordinal)
        || Template.EndsWith("/approximate-count", StringComparison.Ordinal)
        || Template.EndsWith("/bulkfetch", StringComparison.Ordinal)
        || Template.EndsWith("/jql/parse", StringComparison.Ordinal);

    /// <summary>The body as JSON.</summary>
    public JsonDocument Json() => JsonDocument.Parse(BodyBytes);

    /// <summary>The answer as JSON.</summary>
    public JsonDocument AnswerJson() => JsonDocument.Parse(AnswerBytes);

    public override string ToString() => $"{Number} {Method} {Path} {Status}";
}
