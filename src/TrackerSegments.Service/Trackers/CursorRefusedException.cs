namespace TrackerSegments.Service.Trackers;

/// <summary>The tracker no longer knows the place that a cursor stands for, or what is read has changed: everything is to be read anew.</summary>
internal sealed class CursorRefusedException(Exception? inner = null)
    : Exception("The tracker no longer knows where the last reading ended.", inner);
