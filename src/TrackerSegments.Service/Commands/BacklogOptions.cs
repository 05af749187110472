using System.CommandLine;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Commands;

/// <summary>The options that say how to look at a backlog in files.</summary>
internal sealed class BacklogOptions
{
    private readonly Option<string?> segmentField = new("--segment-field")
    {
        HelpName = "NAME",
        Description = "The field that carries the customer segment, as the file names it: \"Customer segment\", components, System.Tags.",
    };

    private readonly Option<string> epicType = new("--epic-type")
    {
        HelpName = "TYPES",
        Description = "The types that are epics, comma separated.",
        DefaultValueFactory = _ => "Epic",
    };

    private readonly Option<string> measure = new("--measure")
    {
        HelpName = "MEASURE",
        Description = "What effort is counted in: story-points, original-estimate, remaining-estimate, time-spent or count.",
        DefaultValueFactory = _ => "story-points",
    };

    private readonly Option<string?> effortField = new("--effort-field")
    {
        HelpName = "NAME",
        Description = "The field that holds the estimate, where the measure's usual name does not fit.",
    };

    private readonly Option<string> rollUp = new("--roll-up")
    {
        HelpName = "RULE",
        Description = "How children add up: children-else-own, own, children or larger.",
        DefaultValueFactory = _ => "children-else-own",
    };

    private readonly Option<string> unestimated = new("--unestimated")
    {
        HelpName = "RULE",
        Description = "What happens to epics without an estimate: exclude, median (of the project) or fixed:N.",
        DefaultValueFactory = _ => "exclude",
    };

    private readonly Option<string> segments = new("--segments")
    {
        HelpName = "LIST",
        Description = "auto (each distinct value), or \"Name=value1|value2,Name2=…\".",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<string?> targets = new("--targets")
    {
        HelpName = "LIST",
        Description = "The strategy: \"Name=50,Name2=30,…\", in percent; must add up to 100.",
    };

    private readonly Option<string> tolerance = new("--tolerance")
    {
        HelpName = "PP",
        Description = "How many percentage points off the target are still on target.",
        DefaultValueFactory = _ => "5",
    };

    private readonly Option<string> status = new("--status")
    {
        HelpName = "LIST",
        Description = "Which epics are in scope: all, or a comma list of todo, in-progress, done.",
        DefaultValueFactory = _ => "all",
    };

    private readonly Option<string?> notDone = new("--not-done")
    {
        HelpName = "LIST",
        Description = $"Resolutions that mean an item counts for nothing, comma separated. [default: {string.Join(", ", EffortPolicy.DefaultRemovedResolutions)}]",
    };

    private Option[] All =>
        [segmentField, epicType, measure, effortField, rollUp, unestimated, segments, targets, tolerance, status, notDone];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The names of those options that stand on the command line.</summary>
    public IEnumerable<string> Given(ParseResult parsed) =>
        All.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name);

    /// <exception cref="UsageException">An option's value cannot be used.</exception>
    public BacklogRequest Read(ParseResult parsed, IReadOnlyList<string> files) => new()
    {
        Files = files,
        SegmentField = parsed.GetValue(segmentField) is { Length: > 0 } field
            ? field
            : throw new UsageException("Say which field carries the customer segment: --segment-field NAME."),
        EffortField = parsed.GetValue(effortField),
        Segments = OptionValues.Segments(parsed.GetValue(segments)!),
        Targets = parsed.GetValue(targets) is { } list ? OptionValues.Targets(list) : null,
        Tolerance = OptionValues.Percent("--tolerance", parsed.GetValue(tolerance)!),
        Policy = Policy(parsed),
    };

    private EffortPolicy Policy(ParseResult parsed)
    {
        var (rule, fixedEffort) = OptionValues.Unestimated(parsed.GetValue(unestimated)!);
        var policy = new EffortPolicy
        {
            Measure = OptionValues.OneOf("--measure", parsed.GetValue(measure)!, Enum.GetValues<Measure>(), Names.Of),
            RollUp = OptionValues.OneOf("--roll-up", parsed.GetValue(rollUp)!, Enum.GetValues<RollUpRule>(), Names.Of),
            Unestimated = rule,
            FixedEffort = fixedEffort,
            EpicTypes = OptionValues.List("--epic-type", parsed.GetValue(epicType)!),
            Statuses = OptionValues.Statuses(parsed.GetValue(status)!),
        };
        return parsed.GetValue(notDone) is { } resolutions
            ? policy with { RemovedResolutions = OptionValues.ListOrEmpty(resolutions) }
            : policy;
    }
}
