using System.Globalization;

namespace TrackerSegments.Service.Trackers;

/// <summary>Collects what provisioning did, found, and leaves to an administrator.</summary>
internal class ProvisionNotes
{
    private const int Listed = 20;

    private readonly List<string> done = [];
    private readonly List<string> kept = [];
    private readonly List<string> toDo = [];

    public void Done(string sentence) => done.Add(sentence);

    public void Kept(string sentence) => kept.Add(sentence);

    public void ToDo(string step) => toDo.Add(step);

    public void ToDo(IEnumerable<string> steps) => toDo.AddRange(steps);

    public ProvisionReport ToReport() => new(done, kept, toDo);

    public static string List(IReadOnlyList<string> values) => values.Count <= Listed
        ? string.Join(", ", values)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", values.Take(Listed))} and {values.Count - Listed:N0} more");
}
