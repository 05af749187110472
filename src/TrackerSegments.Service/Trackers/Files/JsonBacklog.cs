using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>
/// Reads JSON item by item, however the items are wrapped: pages with <c>issues</c> or <c>value</c>, a bare array, or one document
/// after the other.
/// </summary>
internal sealed class JsonBacklog
{
    private const int MaxDepth = 128;

    private readonly JsonTextReader reader;
    private readonly JsonItems items;
    private readonly SourceFile source;

    private JsonBacklog(JsonTextReader reader, JsonItems items, SourceFile source)
    {
        this.reader = reader;
        this.items = items;
        this.source = source;
    }

    public static void Read(SourceFile source, BacklogReading reading)
    {
        var before = reading.Count;
        var found = new JsonItems(reading, JsonNames.Read(source));
        using var text = source.OpenText();
        using var json = Open(text);
        try
        {
            new JsonBacklog(json, found, source).ReadDocuments();
        }
        catch (JsonReaderException e)
        {
            throw new InputException(source.Path, e.LineNumber > 0 ? e.LineNumber : json.LineNumber, "the JSON is malformed or cut off", "Export the file again.");
        }
        catch (DecoderFallbackException)
        {
            throw new InputException(source.Path, source.LineThatIsNotUtf8(), "the text is not UTF-8", "Save the file as UTF-8, or export it again.");
        }

        found.Finish();
        if (reading.Count == before)
        {
            throw new InputException(source.Path, null, "there is no item in it", "Export the backlog again, with at least one item.");
        }
    }

    /// <summary>A reader that leaves dates as they are written, and takes numbers however large: most stand in fields that nobody asked for.</summary>
    public static JsonTextReader Open(TextReader text) => new(text)
    {
        CloseInput = false,
        SupportMultipleContent = true,
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Double,
        MaxDepth = MaxDepth,
    };

    private Place Here => new(source, reader.LineNumber);

    private void ReadDocuments()
    {
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonToken.StartObject:
                    ReadDocument();
                    break;
                case JsonToken.StartArray:
                    ReadElements();
                    break;
                case JsonToken.Comment:
                    break;
                default:
                    throw JsonItems.Unrecognised(Here);
            }
        }
    }

    /// <summary>An object at the top: a page of items, or an item.</summary>
    private void ReadDocument()
    {
        var place = Here;
        var document = new JObject();
        var isPage = false;
        while (Next() != JsonToken.EndObject)
        {
            if (reader.TokenType == JsonToken.Comment)
            {
                continue;
            }

            var name = (string)reader.Value!;
            var token = Next();
            if (token == JsonToken.StartArray && name is "issues" or "value" or "values" or "workItems" && !document.ContainsKey("key"))
            {
                isPage |= ReadPage(document, name);
            }
            else
            {
                document[name] = JToken.ReadFrom(reader);
            }
        }

        if (!isPage)
        {
            items.Add(document, place);
        }
    }

    /// <summary>An array that may hold the items of a page; one that holds something else is a field.</summary>
    private bool ReadPage(JObject document, string name)
    {
        if (Next() is JsonToken.StartObject or JsonToken.EndArray)
        {
            ReadElement();
            ReadElements();
            return true;
        }

        var values = new JArray();
        while (reader.TokenType != JsonToken.EndArray)
        {
            values.Add(JToken.ReadFrom(reader));
            Next();
        }

        document[name] = values;
        return false;
    }

    private void ReadElements()
    {
        while (reader.TokenType != JsonToken.EndArray && Next() != JsonToken.EndArray)
        {
            ReadElement();
        }
    }

    private void ReadElement()
    {
        switch (reader.TokenType)
        {
            case JsonToken.StartObject:
                var place = Here;
                items.Add(JObject.Load(reader), place);
                break;
            case JsonToken.Comment or JsonToken.EndArray:
                break;
            default:
                throw JsonItems.Unrecognised(Here);
        }
    }

    private JsonToken Next() =>
        reader.Read() ? reader.TokenType : throw Here.Error("the JSON is malformed or cut off", "Export the file again.");
}
