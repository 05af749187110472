namespace TrackerSegments.Service.Storage;

/// <summary>The data file cannot be used; the message says why and what to do.</summary>
internal sealed class DataFileException(string message, Exception? cause = null) : Exception(message, cause);
