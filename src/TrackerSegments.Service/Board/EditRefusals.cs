using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.Api;

namespace TrackerSegments.Service.Board;

/// <summary>Why a change of segments is not made.</summary>
internal static class EditRefusals
{
    private const int Unprocessable = 422;

    public static Refusal UnknownLens(string lens, IReadOnlyList<string> known) => new(
        404,
        "unknownLens",
        "Unknown lens",
        $"There is no lens \"{Short(lens)}\". {(known.Count == 1 ? "The lens here is" : "The lenses here are")} {string.Join(", ", known.Select(k => $"\"{k}\""))}.");

    public static Refusal UnknownEpic(string key) => new(
        404, "unknownEpic", "Unknown epic", $"There is no epic {Short(key)} on this board. It may have been closed, moved or left out of the scope.");

    public static Refusal UnknownSegment(string? segment, Lens lens) => new(
        Unprocessable,
        "unknownSegment",
        "Unknown segment",
        $"The lens \"{lens.Name}\" has no segment \"{Short(segment ?? "null")}\". Its segments are: {Listed(lens)}.");

    public static Refusal AddedAndRemoved(string segment) => new(
        Unprocessable,
        "addedAndRemoved",
        "Added and removed at once",
        $"The segment \"{Short(segment)}\" is both to be added and to be removed. Choose one.");

    public static Refusal NothingNamed { get; } = new(
        Unprocessable, "nothingToDo", "Nothing to do", "Neither a segment to add nor one to remove is named. Name at least one.");

    public static Refusal NothingChanges(string key) => new(
        Unprocessable, "nothingToDo", "Nothing to do", $"{Short(key)} has exactly these segments already, so nothing was written.");

    public static Refusal RevisionMissing { get; } = new(
        Unprocessable,
        "expectedRevisionMissing",
        "The expected revision is missing",
        "A change says which revision of the epic it was made from (expectedRevision), so that nobody's work is written over.");

    public static Refusal IdempotencyKeyMissing { get; } = new(
        Unprocessable,
        "idempotencyKeyMissing",
        "The idempotency key is missing",
        "A change carries a key of its own (idempotencyKey), so that a repeated request is carried out once.");

    public static Refusal IdempotencyKeyTooLong { get; } = new(
        Unprocessable,
        "idempotencyKeyTooLong",
        "The idempotency key is too long",
        string.Create(CultureInfo.InvariantCulture, $"An idempotency key has at most {SegmentsWish.MaxIdempotencyKeyLength} characters."));

    public static Refusal IdempotencyKeyReused { get; } = new(
        Unprocessable,
        "idempotencyKeyReused",
        "The idempotency key was used before",
        "This idempotency key belongs to another request, so nothing was written. Use a new key for each change.");

    public static Refusal Stale(SegmentsWish wish, string? expectedRevision, BoardEpic current, EditConflict? conflict = null) => new(
        409,
        "staleRevision",
        "Changed by somebody else",
        conflict?.Text
            ?? $"{Short(current.Key)} was changed in the meantime, so nothing was written. Look at it as it is now and decide again.")
    {
        ExpectedRevision = expectedRevision,
        Current = current,
        Requested = new(wish.Add, wish.Remove),
        Conflict = conflict,
    };

    public static Refusal WrittenAndGone(string key) => new(
        404,
        "unknownEpic",
        "Unknown epic",
        $"{Short(key)} was changed as asked, and is no longer on this board: it was closed, moved or left out of the scope in the meantime.");

    public static Refusal NotWritten(string key) => new(
        409, "notWritten", "Not written", $"{Short(key)} was not written when this request was carried out. Look at it as it is now and decide again.");

    public static Refusal NoEpics { get; } = new(
        Unprocessable, "epicsMissing", "No epic is named", "A change of many epics names them in epics, each with its key and expectedRevision.");

    public static Refusal TooManyEpics { get; } = new(
        Unprocessable,
        "tooManyEpics",
        "Too many epics at once",
        string.Create(CultureInfo.InvariantCulture, $"A request changes at most {ManySegmentsEdit.MaxEpics:N0} epics. Send the others in another one."));

    public static Refusal NamedTwice(string key) => new(
        Unprocessable, "epicNamedTwice", "An epic is named twice", $"{Short(key)} is named twice. Name each epic once.");

    public static Refusal ActingUserUnreadable { get; } = new(
        400,
        "actingUserUnreadable",
        "The acting user is not readable",
        "The headers x-forge-oauth-user and x-azure-devops-user do not hold one token between them, so nothing was done. Open the panel again.");

    private static string Listed(Lens lens) => lens.Segments.Count switch
    {
        0 => "none",
        <= 20 => string.Join(", ", lens.Segments.Select(s => s.Key)),
        var n => string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", lens.Segments.Take(20).Select(s => s.Key))} and {n - 20} more"),
    };

    private static string Short(string text) => text.Length <= 100 ? text : $"{text[..100]}…";
}
