using BenchmarkDotNet.Running;
using TrackerSegments.Benchmarks;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.Jira;

return args switch
{
    ["split"] => Run(() => BenchmarkRunner.Run<SplitBenchmark>()),
    ["analyze", var program] => await AnalyzeBenchmark.RunAsync(program),
    ["start", var program] => await StartBenchmark.RunAsync(program),
    ["answer", var program] => await AnswerBenchmark.RunAsync(program),
    ["panel", var program] => await PanelBenchmark.RunAsync(program),
    ["jira", var program] => await JiraBenchmark.RunAsync(program, Path.Combine(Environment.CurrentDirectory, "tests/TrackerSegments.Benchmarks/jira-js")),
    ["azure", var program] => await AzureBenchmark.RunAsync(program, Path.Combine(Environment.CurrentDirectory, "tests/TrackerSegments.Benchmarks/azure-js")),
    ["jira-simulator", .. var wishes] => await JiraSimulatorProgram.RunAsync(wishes),
    ["azure-simulator", .. var wishes] => await AzureSimulatorProgram.RunAsync(wishes),
    ["walk", var file] => Run(() => CsvWalk.Strings(file)),
    ["walk-bytes", var file] => Run(() => CsvWalk.Spans(file)),
    ["bare-bytes", var address, var file] => Run(() => BareProgram.RunBytes(address, file)),
    ["bare", var address] => Run(() => BareProgram.Run(address)),
    _ => Usage(),
};

static int Run(Action benchmark)
{
    benchmark();
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("eng/bench publishes the programs and runs all: split, analyze, start, answer, panel, jira, azure. One alone: eng/bench NAME.");
    return 2;
}
