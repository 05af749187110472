using TrackerSegments.Core;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>How kinds are called in documents.</summary>
internal static class SchemeNames
{
    public static string Of(LensKind kind) => kind.ToString().ToLowerInvariant();

    public static string Of(NoteKind kind) => kind.ToString().ToLowerInvariant();

    /// <exception cref="SchemeException">No kind is called so.</exception>
    public static LensKind LensKind(string name) => Parse(name, Enum.GetValues<LensKind>(), Of, "A lens");

    /// <exception cref="SchemeException">No kind is called so.</exception>
    public static NoteKind NoteKind(string name) => Parse(name, Enum.GetValues<NoteKind>(), Of, "A note");

    private static T Parse<T>(string name, IReadOnlyList<T> all, Func<T, string> nameOf, string what) => all.Any(v => nameOf(v) == name)
        ? all.First(v => nameOf(v) == name)
        : throw new SchemeException($"{what} cannot be of the kind \"{SchemeText.Short(name)}\". Kinds are {string.Join(", ", all.Select(nameOf))}.");
}
