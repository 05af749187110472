using System.Globalization;
using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Writes what a service hook tells. Of an update the resource is the update; of all else it is the work item.</summary>
internal static class HookJson
{
    public static ReadOnlyMemory<byte> Write(AzureSimulator azure, AzureEvent change, Guid subscription, int number, Guid id)
    {
        var request = new AzureRequest
        {
            Number = 0,
            Method = "",
            Path = "",
            Template = "",
            Query = new Dictionary<string, string[]>(StringComparer.Ordinal),
            BodyBytes = default,
        };
        var call = new AzureCall(azure, request, azure.Data.Robot, new Dictionary<string, string>(StringComparer.Ordinal));
        var kind = change.Kind.ToString().ToLowerInvariant();
        var text = string.Create(CultureInfo.InvariantCulture, $"{change.After.Type.Name} #{change.Item.Id} ({change.After.Title}) {kind} by {change.After.ChangedBy.Name}");
        return AzureAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteString("subscriptionId", subscription);
            w.WriteNumber("notificationId", number);
            w.WriteString("id", id);
            w.WriteString("eventType", $"workitem.{kind}");
            w.WriteString("publisherId", "tfs");
            WriteMessage(w, "message", text);
            WriteMessage(w, "detailedMessage", text);
            w.WritePropertyName("resource");
            if (change.Kind == AzureEventKind.Updated)
            {
                WriteUpdate(w, call, change);
            }
            else
            {
                new ItemJson(call, withIdentities: false).Write(w, change.Item, change.After, "links");
            }

            w.WriteString("resourceVersion", "1.0");
            w.WriteStartObject("resourceContainers");
            WriteContainer(w, "collection", azure.Data.InstanceId, azure.BaseAddress);
            WriteContainer(w, "account", azure.Data.InstanceId, azure.BaseAddress);
            WriteContainer(w, "project", change.After.Project.Id, azure.BaseAddress);
            w.WriteEndObject();
            w.WriteString("createdDate", AzureDates.Text(azure.Data.Now));
            w.WriteEndObject();
        }).Body;
    }

    private static void WriteUpdate(Utf8JsonWriter w, AzureCall call, AzureEvent change)
    {
        UpdateJson.Write(w, call, AzureUpdates.Of(call.Data, change.Item).First(u => ReferenceEquals(u.After, change.After)), writer =>
        {
            writer.WritePropertyName("revision");
            new ItemJson(call, withIdentities: false).Write(writer, change.Item, change.After, "links");
        });
    }

    private static void WriteMessage(Utf8JsonWriter w, string name, string text)
    {
        w.WriteStartObject(name);
        w.WriteString("text", text);
        w.WriteString("html", System.Net.WebUtility.HtmlEncode(text));
        w.WriteString("markdown", text);
        w.WriteEndObject();
    }

    private static void WriteContainer(Utf8JsonWriter w, string name, Guid id, string address)
    {
        w.WriteStartObject(name);
        w.WriteString("id", id);
        w.WriteString("baseUrl", $"{address}/");
        w.WriteEndObject();
    }
}
