namespace TrackerSegments.Service.Commands;

/// <summary>A command line that cannot be carried out; the message is a sentence for the person who typed it.</summary>
internal sealed class UsageException(string message) : Exception(message);
