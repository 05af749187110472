using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>The names of Jira's custom fields, which a page of issues gives after the issues.</summary>
internal static class JsonNames
{
    /// <returns>Names by field id; none where the file gives none.</returns>
    public static Dictionary<string, string> Read(SourceFile source)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        using var text = source.OpenText();
        using var reader = JsonBacklog.Open(text);
        try
        {
            while (reader.Read() && reader.TokenType == JsonToken.StartObject && ReadPage(reader, names))
            {
            }
        }
        catch (Exception e) when (e is JsonReaderException or DecoderFallbackException)
        {
            // Reading the items says what is wrong, and where.
            return names;
        }

        return names;
    }

    public static void Learn(Dictionary<string, string> names, JObject document)
    {
        foreach (var (id, name) in document)
        {
            if (name is JValue { Value: string text })
            {
                names.TryAdd(id, text);
            }
        }
    }

    /// <returns>Whether this was a page of issues, so that another may follow.</returns>
    private static bool ReadPage(JsonTextReader reader, Dictionary<string, string> names)
    {
        var isPage = false;
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            reader.Read();
            isPage |= name is "issues" && reader.TokenType == JsonToken.StartArray;
            if (name is "names" && reader.TokenType == JsonToken.StartObject)
            {
                Learn(names, JObject.Load(reader));
            }
            else
            {
                reader.Skip();
            }
        }

        return isPage;
    }
}
