using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Writes work items.</summary>
internal sealed class ItemJson(AzureCall call, IReadOnlyList<string>? fields = null, bool isExpanded = false, bool withIdentities = true, bool withLong = true)
{
    /// <summary>The reference names of the fields that were asked for; null for all.</summary>
    private readonly IReadOnlyList<string>? selected = fields is null ? null : [.. fields.Select(f => Reference(call, f)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>A work item with its relations or links where those are asked for.</summary>
    public void Write(Utf8JsonWriter w, AzureItem item, AzureRevision revision, string expand, bool isPlain = false)
    {
        w.WriteStartObject();
        w.WriteNumber("id", item.Id);
        w.WriteNumber("rev", revision.Number);
        WriteFields(w, item, revision);
        if (expand is "all" or "relations")
        {
            RelationJson.WriteAll(w, call, item, revision);
        }

        if (expand is "all" or "links")
        {
            RelationJson.WriteLinks(w, call, item, revision);
        }

        if (!isPlain)
        {
            w.WriteString("url", UrlOf(call, item.Id));
        }

        w.WriteEndObject();
    }

    public void WriteFields(Utf8JsonWriter w, AzureItem item, AzureRevision revision)
    {
        w.WriteStartObject("fields");
        if (selected is not null)
        {
            WriteSome(w, item, revision, selected);
        }
        else
        {
            if (isExpanded)
            {
                WriteSome(w, item, revision, AzureValues.Expanded);
            }

            WriteSome(w, item, revision, AzureValues.Everywhere);
            if (revision.IsDeleted)
            {
                w.WriteBoolean(AzureFieldNames.IsDeleted, true);
            }

            foreach (var (name, value) in revision.Values)
            {
                if (withLong || call.Data.FindField(name) is not { IsLong: true } || name == AzureFieldNames.Tags)
                {
                    WriteValue(w, name, value);
                }
            }
        }

        w.WriteEndObject();
    }

    /// <summary>A value as the field of this name; nothing where there is none.</summary>
    public void WriteValue(Utf8JsonWriter w, string name, object? value)
    {
        switch (value)
        {
            case null:
                return;
            case string text:
                w.WriteString(name, text);
                return;
            case int number:
                w.WriteNumber(name, number);
                return;
            case long number:
                w.WriteNumber(name, number);
                return;
            case double number:
                w.WritePropertyName(name);
                w.WriteRawValue(number == Math.Floor(number) && Math.Abs(number) < 1e15
                    ? number.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)
                    : number.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
                return;
            case bool flag:
                w.WriteBoolean(name, flag);
                return;
            case DateTimeOffset time:
                w.WriteString(name, AzureDates.Text(time));
                return;
            case AzureUser user when withIdentities:
                w.WritePropertyName(name);
                WriteIdentity(w, call, user);
                return;
            default:
                w.WriteString(name, value.ToString());
                return;
        }
    }

    public static void WriteIdentity(Utf8JsonWriter w, AzureCall call, AzureUser user)
    {
        w.WriteStartObject();
        w.WriteString("displayName", user.Name);
        w.WriteString("url", $"{call.Base}/_apis/Identities/{user.Id}");
        w.WriteString("id", user.Id);
        w.WriteString("uniqueName", user.UniqueName);
        w.WriteString("imageUrl", $"{call.Base}/_apis/GraphProfile/MemberAvatars/aad.{user.Id:N}");
        w.WriteString("descriptor", $"aad.{user.Id:N}");
        w.WriteEndObject();
    }

    public static string UrlOf(AzureCall call, int id) => UrlOf(call, call.Project is null ? null : call.Project.Id, id);

    public static string Reference(AzureCall call, string field) => call.Data.FindField(field)?.ReferenceName ?? throw AzureRefusal.NoField(field);

    private static string UrlOf(AzureCall call, Guid? project, int id) =>
        project is { } known ? $"{call.Base}/{known}/_apis/wit/workItems/{id}" : $"{call.Base}/_apis/wit/workItems/{id}";

    private void WriteSome(Utf8JsonWriter w, AzureItem item, AzureRevision revision, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            WriteValue(w, name, AzureValues.Of(item, revision, name));
        }
    }
}
