using Newtonsoft.Json.Linq;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Finds lens fields and the estimate among the properties of JSON items.</summary>
internal sealed class JsonFields
{
    private readonly BacklogReading reading;
    private readonly bool azure;
    private readonly IReadOnlyDictionary<string, string> names;
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly FieldMatches<string> lenses;
    private readonly EstimateRule rule;
    private readonly FieldMatches<string> estimates;

    public JsonFields(BacklogReading reading, bool azure, IReadOnlyDictionary<string, string> names)
    {
        this.reading = reading;
        this.azure = azure;
        this.names = names;
        lenses = new(reading.Options.Fields);
        rule = new(reading.Options, azure);
        estimates = new(rule.Names);
    }

    /// <summary>Looks at the properties of one more item.</summary>
    public void Look(JObject fields)
    {
        foreach (var property in fields.Properties())
        {
            if (seen.Add(property.Name))
            {
                var name = names.GetValueOrDefault(property.Name);
                lenses.Offer(property.Name, property.Name, name);
                estimates.Offer(property.Name, property.Name, name);
            }
        }
    }

    /// <param name="fields">The item's fields.</param>
    /// <param name="type">Its type: of epics all fields count.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Lenses(JObject fields, string type)
    {
        if (reading.Options.ReadsOthersOf(type))
        {
            AddOthers(fields);
        }

        for (var field = 0; field < reading.Options.Fields.Count; field++)
        {
            foreach (var property in lenses[field])
            {
                var isList = azure && AzureFields.IsList(property);
                foreach (var value in JsonValues.All(fields[property]))
                {
                    if (isList)
                    {
                        reading.Values.AddList(field, value);
                    }
                    else
                    {
                        reading.Values.Add(field, value);
                    }
                }
            }
        }

        return reading.Values.Take();
    }

    private void AddOthers(JObject fields)
    {
        foreach (var property in fields.Properties())
        {
            var name = names.GetValueOrDefault(property.Name, property.Name);
            if (property.Value.Type == JTokenType.Null || !OtherFields.MayBeLens(name)
                || Enumerable.Range(0, reading.Options.Fields.Count).Any(i => lenses[i].Contains(property.Name, StringComparer.Ordinal)))
            {
                continue;
            }

            if (reading.Values.Other(name) is >= 0 and var field && field >= reading.Options.Fields.Count)
            {
                foreach (var value in JsonValues.All(property.Value))
                {
                    reading.Values.AddOther(field, value, azure && AzureFields.IsList(property.Name));
                }
            }
        }
    }

    public Effort? Estimate(JObject fields, string key, Place place)
    {
        (Effort Value, string Field)? estimate = null;
        for (var i = 0; i < rule.Names.Count; i++)
        {
            foreach (var property in estimates[i])
            {
                var name = names.GetValueOrDefault(property, property);
                switch (fields[property])
                {
                    case null or JValue { Value: null }:
                        break;
                    case JValue { Value: long whole }:
                        rule.Combine(ref estimate, (decimal)whole, name, key, place);
                        break;
                    case JValue { Value: double number }:
                        rule.Combine(ref estimate, number, name, key, place);
                        break;
                    case var other:
                        var text = string.Join(", ", JsonValues.All(other));
                        if (text.Trim().Length > 0 || other is not JValue)
                        {
                            rule.Combine(ref estimate, text, name, commaDecimals: false, key, place);
                        }

                        break;
                }
            }
        }

        return estimate?.Value;
    }

    /// <summary>Tells the reading which fields there were.</summary>
    public void Finish()
    {
        foreach (var name in seen)
        {
            reading.Fields.See(names.GetValueOrDefault(name, name));
        }

        for (var i = 0; i < reading.Options.Fields.Count; i++)
        {
            if (lenses[i].Count > 0 || (azure && seen.Count > 0 && AzureFields.IsLeftOutWhenEmpty(reading.Options.Fields[i])))
            {
                reading.Fields.FindLens(i);
            }
        }

        if (Enumerable.Range(0, rule.Names.Count).Any(i => estimates[i].Count > 0))
        {
            reading.Fields.FindEffort();
        }
    }
}
