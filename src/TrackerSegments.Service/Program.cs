using TrackerSegments.Service.Commands;

// This command ends before a collection would pay. A backlog that needs more than this is collected as usual.
const long BytesWithoutCollection = 160_000_000;
if (args is ["analyze", ..] && GC.GetGCMemoryInfo().TotalAvailableMemoryBytes > 8 * BytesWithoutCollection)
{
    GC.TryStartNoGCRegion(BytesWithoutCollection);
}

return await CommandLine.RunAsync(args, Terminal.OfProcess());
