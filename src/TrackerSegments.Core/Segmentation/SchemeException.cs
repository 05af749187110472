namespace TrackerSegments.Core;

/// <summary>A scheme or a strategy that cannot be: the message is a sentence for the person who made it.</summary>
/// <param name="message">What is wrong and what to do.</param>
public sealed class SchemeException(string message) : Exception(message);
