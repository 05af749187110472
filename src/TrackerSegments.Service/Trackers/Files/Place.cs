namespace TrackerSegments.Service.Trackers.Files;

/// <summary>A file, and a line of it where there is one.</summary>
internal readonly record struct Place(string File, long? Line = null)
{
    public InputException Error(string what, string advice) => new(File, Line, what, advice);
}
