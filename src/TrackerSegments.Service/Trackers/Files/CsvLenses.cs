using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>The columns of a CSV file that hold the lens fields.</summary>
internal sealed class CsvLenses
{
    private readonly CsvTable table;
    private readonly FieldValues values;
    private readonly (int Column, int Field, bool IsList)[] columns;
    private readonly (int Column, int Field, bool IsList)[] others;
    private readonly FileReadOptions options;

    public CsvLenses(CsvTable table, BacklogReading reading, bool azure)
    {
        this.table = table;
        values = reading.Values;
        var fields = reading.Options.Fields;
        var matches = new FieldMatches<int>(fields);
        for (var i = 0; i < table.Headers.Count; i++)
        {
            reading.Fields.See(table.Headers[i]);
            matches.Offer(i, table.Headers[i]);
        }

        var found = new List<(int, int, bool)>();
        for (var field = 0; field < fields.Count; field++)
        {
            foreach (var column in matches[field])
            {
                reading.Fields.FindLens(field);
                found.Add((column, field, azure && AzureFields.IsList(table.Headers[column])));
            }
        }

        columns = [.. found];
        options = reading.Options;
        others = !options.HasOthers ? [] :
        [
            .. Enumerable.Range(0, table.Headers.Count)
                .Where(i => found.TrueForAll(f => f.Item1 != i) && OtherFields.MayBeLens(table.Headers[i]))
                .Select(i => (i, values.Other(FieldNames.Bare(table.Headers[i])), azure && AzureFields.IsList(table.Headers[i])))
                .Where(other => other.Item2 >= fields.Count),
        ];
    }

    /// <summary>The values of the current row.</summary>
    /// <param name="type">The type of its item: of epics all fields count.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Take(string type)
    {
        if (others.Length > 0 && options.ReadsOthersOf(type))
        {
            foreach (var (column, field, isList) in others)
            {
                if (!table.IsEmpty(column))
                {
                    values.AddOther(field, isList ? table.Whole(column) : table.Text(column), isList);
                }
            }
        }

        foreach (var (column, field, isList) in columns)
        {
            if (table.IsEmpty(column))
            {
                continue;
            }

            if (isList)
            {
                values.AddList(field, table.Whole(column));
            }
            else
            {
                values.Add(field, table.Text(column));
            }
        }

        return values.Take();
    }
}

/// <summary>The columns of a CSV file that may hold the estimate.</summary>
internal sealed class CsvEstimates
{
    private readonly CsvTable table;
    private readonly EstimateRule rule;
    private readonly (int Column, string Name)[] columns;

    public CsvEstimates(CsvTable table, BacklogReading reading, bool azure)
    {
        this.table = table;
        rule = new(reading.Options, azure);
        var matches = new FieldMatches<int>(rule.Names);
        for (var i = 0; i < table.Headers.Count; i++)
        {
            matches.Offer(i, table.Headers[i]);
        }

        columns = [.. Enumerable.Range(0, rule.Names.Count).SelectMany(name => matches[name]).Select(column => (column, FieldNames.Bare(table.Headers[column])))];
        if (columns.Length > 0)
        {
            reading.Fields.FindEffort();
        }
    }

    /// <summary>The estimate of the current row.</summary>
    public Effort? Of(string key)
    {
        (Effort Value, string Field)? estimate = null;
        foreach (var (column, name) in columns)
        {
            if (!table.IsEmpty(column) && table.Text(column) is { Length: > 0 } text)
            {
                rule.Combine(ref estimate, text, name, table.HasCommaDecimals, key, table.Place);
            }
        }

        return estimate?.Value;
    }
}
