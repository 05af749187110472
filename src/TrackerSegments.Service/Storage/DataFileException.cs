namespace TrackerSegments.Service.Storage;

/// <summary>What keeps the data cannot be used; the message says why and what to do.</summary>
internal sealed class DataFileException(string message, Exception? cause = null) : Exception(message, cause);
