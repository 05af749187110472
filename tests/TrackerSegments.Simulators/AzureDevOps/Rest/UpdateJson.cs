using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Writes updates of a work item.</summary>
internal static class UpdateJson
{
    public static void Write(Utf8JsonWriter w, AzureCall call, AzureUpdate update, Action<Utf8JsonWriter>? more = null)
    {
        w.WriteStartObject();
        w.WriteNumber("id", update.Number);
        w.WriteNumber("workItemId", update.Item.Id);
        w.WriteNumber("rev", update.After.Number);
        w.WritePropertyName("revisedBy");
        WriteIdentity(w, call, update.Link?.By ?? update.After.ChangedBy);
        w.WriteString("revisedDate", AzureDates.Text(update.Link?.At ?? (DateTimeOffset)AzureValues.Of(update.Item, update.After, AzureFieldNames.RevisedDate)!));
        if (update.IsRevision)
        {
            WriteFields(w, call, update);
        }

        WriteRelations(w, call, update);
        w.WriteString("url", $"{ItemJson.UrlOf(call, update.Item.Id)}/updates/{update.Number}");
        more?.Invoke(w);
        w.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter w, AzureCall call, AzureUpdate update)
    {
        var json = new ItemJson(call);
        w.WriteStartObject("fields");
        foreach (var change in AzureFieldChange.Told(update.Item, update.Before, update.After))
        {
            w.WriteStartObject(change.Field);
            json.WriteValue(w, "oldValue", change.Old);
            json.WriteValue(w, "newValue", change.New);
            w.WriteEndObject();
        }

        w.WriteEndObject();
    }

    private static void WriteRelations(Utf8JsonWriter w, AzureCall call, AzureUpdate update)
    {
        List<(string Rel, AzureItem Other)> added = [];
        List<(string Rel, AzureItem Other)> removed = [];
        if (update.Link is { } link)
        {
            var isChild = ReferenceEquals(link.Child, update.Item);
            (link.IsActive ? added : removed).Add(isChild ? (RelationJson.ToParent, link.Parent) : (RelationJson.ToChild, link.Child));
        }
        else if (update.Before?.Parent != update.After.Parent)
        {
            added.AddRange(update.After.Parent is { } now ? [(RelationJson.ToParent, now)] : []);
            removed.AddRange(update.Before?.Parent is { } then ? [(RelationJson.ToParent, then)] : []);
        }

        if (added.Count + removed.Count == 0)
        {
            return;
        }

        w.WriteStartObject("relations");
        WriteRelations(w, call, "added", added);
        WriteRelations(w, call, "removed", removed);
        w.WriteEndObject();
    }

    private static void WriteRelations(Utf8JsonWriter w, AzureCall call, string name, List<(string Rel, AzureItem Other)> all)
    {
        if (all.Count == 0)
        {
            return;
        }

        w.WriteStartArray(name);
        all.ForEach(relation => RelationJson.Write(w, call, relation.Rel, relation.Other));
        w.WriteEndArray();
    }

    private static void WriteIdentity(Utf8JsonWriter w, AzureCall call, AzureUser user)
    {
        w.WriteStartObject();
        w.WriteString("id", user.Id);
        w.WriteString("name", user.ToString());
        w.WriteString("displayName", user.Name);
        w.WriteString("url", $"{call.Base}/_apis/Identities/{user.Id}");
        w.WriteString("uniqueName", user.UniqueName);
        w.WriteString("imageUrl", $"{call.Base}/_apis/GraphProfile/MemberAvatars/aad.{user.Id:N}");
        w.WriteString("descriptor", $"aad.{user.Id:N}");
        w.WriteEndObject();
    }
}
