namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Where something stands in a file: a line of JSON, or the bytes before it in a CSV file.</summary>
internal readonly record struct Place(SourceFile Source, long Position)
{
    /// <remarks>The line is counted only here: counting lines all along takes half as long as reading the rows.</remarks>
    public InputException Error(string what, string advice) =>
        new(Source.Path, Source.IsJson ? Position : Source.LineAt(Position), what, advice);
}
