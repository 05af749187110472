using TrackerSegments.Service.Commands;

return await CommandLine.RunAsync(args, Terminal.OfProcess());
