using TrackerSegments.Service.Api;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>Why a scheme or a strategy is not changed.</summary>
internal static class SchemeRefusals
{
    public static Refusal Impossible(string sentence) => new(422, "schemeImpossible", "The change cannot be made", sentence);

    public static Refusal UnknownLens(string lens, WorkspaceSettings settings) => EditRefusals.UnknownLens(lens, [.. settings.Lenses.Select(l => l.Key)]);

    public static Refusal Exists(string lens) => new(
        409, "lensExists", "There is such a lens", $"There is a lens \"{SchemeText.Short(lens)}\" already, or there was one. Choose another key, or change that one with its ETag.");

    public static Refusal TooMany { get; } = new(
        422, "tooManyLenses", "Too many lenses", $"A workspace has at most {KeptLens.MaxLenses} lenses. Delete one first: three are enough for most.");

    public static Refusal OnlyLens { get; } = new(
        409, "onlyLens", "It is the only lens", "A workspace has at least one lens. Make another one first, and make it the primary one.");

    public static Refusal PrimaryLens(string lens) => new(
        409, "primaryLens", "It is the primary lens", $"{lens} is the primary lens and stays. Make another one the primary lens first.");

    public static Refusal UnknownFormat(string format) => new(
        400, "unknownFormat", "The format is not known", $"The format \"{SchemeText.Short(format)}\" is not known: it is json or csv.");

    public static Refusal UnknownStatus(string status) => new(
        400, "unknownStatus", "The status is not known", $"The status \"{SchemeText.Short(status)}\" is not known: it is todo, in-progress or done, or several of them with commas.");
}
