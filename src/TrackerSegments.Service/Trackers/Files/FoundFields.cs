using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Which fields the files have, and which of the wanted ones are among them.</summary>
internal sealed class FoundFields(FileReadOptions options)
{
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool[] lenses = new bool[options.Fields.Count];
    private bool effort;
    private string? firstFile;

    public void StartFile(string path) => firstFile ??= path;

    public void See(string name) => names.Add(name);

    public void FindLens(int index) => lenses[index] = true;

    public void FindEffort() => effort = true;

    /// <exception cref="InputException">A wanted field is in none of the files.</exception>
    public void Check()
    {
        for (var i = 0; i < lenses.Length; i++)
        {
            if (!lenses[i])
            {
                throw new InputException(
                    firstFile!, null, $"there is no field \"{ItemText.Clean(options.Fields[i])}\"", $"The fields there are: {FieldNames.List(names, options.Fields[i])}.");
            }
        }

        if (!effort && options.Policy.Measure != Measure.Count)
        {
            var wanted = options.EffortField ?? new EstimateRule(options, azure: false).Names[0];
            throw new InputException(
                firstFile!,
                null,
                EstimateRule.Description(options),
                $"Name another with --effort-field, or count epics with --measure count. The fields there are: {FieldNames.List(names, wanted)}.");
        }
    }
}
