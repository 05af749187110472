namespace TrackerSegments.Service.Storage;

/// <summary>A document is not as the writer expected it; nothing was written.</summary>
internal sealed class ConcurrencyException(string partition, string key)
    : Exception($"The document {partition}/{key} was changed by somebody else; nothing was written.");
