namespace TrackerSegments.Service.Sync;

/// <summary>
/// One piece of work on a tracker. It says where to look; what is to be done there stands in the store. So it may get lost, come late or
/// twice: nothing is forgotten, and nothing is done twice.
/// </summary>
/// <param name="Scope">The scope to read on; null for connecting, and for what the tracker told of.</param>
internal sealed record SyncTask(string? Scope);
