using System.Text.Json;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>Pages that are counted from startAt.</summary>
internal static class Paged
{
    public static JiraAnswer Of<T>(JiraCall call, IReadOnlyList<T> all, int max, Action<Utf8JsonWriter, T> write)
    {
        var (startAt, maxResults) = call.Page(max);
        var page = all.Skip(startAt).Take(maxResults).ToList();
        return JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteString("self", $"{call.Base}{call.Request.Path}?startAt={startAt}&maxResults={maxResults}");
            w.WriteNumber("maxResults", maxResults);
            w.WriteNumber("startAt", startAt);
            w.WriteNumber("total", all.Count);
            w.WriteBoolean("isLast", startAt + page.Count >= all.Count);
            w.WriteStartArray("values");
            page.ForEach(item => write(w, item));
            w.WriteEndArray();
            w.WriteEndObject();
        });
    }
}
