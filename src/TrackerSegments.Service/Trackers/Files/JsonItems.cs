using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>The items of one JSON file, each read as what it looks like.</summary>
internal sealed class JsonItems(BacklogReading reading, Dictionary<string, string> names)
{
    private readonly JiraJson jira = new(reading, names);
    private readonly AzureJson azure = new(reading);
    private readonly FlatJson flat = new(reading);

    public static InputException Unrecognised(Place place) => place.Error("this is not an export of a backlog", SourceFile.Expected);

    public void Add(JObject item, Place place)
    {
        if (item["names"] is JObject own && item["fields"] is JObject)
        {
            JsonNames.Learn(names, own);
        }

        if (item["fields"] is not JObject fields)
        {
            if (item["key"] is null && item["issuetype"] is null && item["summary"] is null)
            {
                throw Unrecognised(place);
            }

            flat.Add(item, place);
        }
        else if (item["key"] is null && fields.Properties().Any(field => field.Name.Contains('.', StringComparison.Ordinal)))
        {
            azure.Add(item, fields, place);
        }
        else
        {
            jira.Add(item, fields, place);
        }
    }

    /// <summary>Tells the reading which fields the file has.</summary>
    public void Finish()
    {
        jira.Fields.Finish();
        azure.Fields.Finish();
        flat.Fields.Finish();
    }
}
