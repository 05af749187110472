using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports.Teams;

/// <summary>The message that a workflow posts to Teams: one card, small enough for every step on its way.</summary>
internal static class TeamsMessage
{
    /// <summary>Teams takes 28 KB after what the workflow makes of it; this leaves room for that.</summary>
    public const int MostBytes = 20 * 1024;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(AlignmentReport report, CardContext context) => Of(room => AlignmentCard.Of(report, context, room));

    /// <param name="card">The card, with as much as there is room for.</param>
    public static byte[] Of(Func<CardRoom, JsonObject> card)
    {
        for (var room = CardRoom.Most; ; room = room.Smaller())
        {
            var message = JsonSerializer.SerializeToUtf8Bytes(Envelope(card(room)), Plain);
            if (message.Length <= MostBytes || room == room.Smaller())
            {
                return message;
            }
        }
    }

    /// <summary>The message as the command line prints it, with line breaks.</summary>
    public static void Write(AlignmentReport report, ReportLinks links, TextWriter output) =>
        output.WriteLine(JsonNode.Parse(Of(report, new() { Links = links }))!.ToJsonString(new(Plain) { WriteIndented = true, NewLine = "\n" }));

    private static JsonObject Envelope(JsonObject card) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["contentUrl"] = null,
            ["content"] = card,
        }),
    };
}
