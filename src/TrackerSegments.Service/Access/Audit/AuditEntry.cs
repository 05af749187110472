using System.Text.Json.Serialization;

namespace TrackerSegments.Service.Access.Audit;

/// <summary>Who set about to change what, kept before it is done.</summary>
internal sealed record AuditNote(
    DateTimeOffset At, AuditActor Actor, string Action, string? Wanted, IReadOnlyList<AuditedThing> Things, string TraceId);

/// <summary>How it ended.</summary>
/// <param name="At">When.</param>
/// <param name="Result">done, refused or failed.</param>
/// <param name="Code">Why it was refused, for programs.</param>
/// <param name="After">Each of the things as it is then, in the order of the note.</param>
internal sealed record AuditOutcome(DateTimeOffset At, string Result, string? Code, IReadOnlyList<string?> After);

/// <summary>Who did it.</summary>
internal sealed record AuditActor(string Source, string Subject, string? Name, string Role)
{
    public static AuditActor Of(Caller caller) => new(caller.Source, caller.Subject, caller.DisplayName, caller.Role.Name());
}

/// <summary>Something that is to be changed, as it is before; null where it is not there.</summary>
internal sealed record AuditedThing(string What, string? Before);

/// <summary>What the audit log shows: newest first.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Entries">The entries of this page.</param>
/// <param name="Next">What to ask for as before to get the next page; null on the last one.</param>
internal sealed record AuditDocument(int Schema, IReadOnlyList<AuditEntry> Entries, string? Next);

/// <summary>One change.</summary>
/// <param name="Id">Its key.</param>
/// <param name="At">When it was begun.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Action">What was done.</param>
/// <param name="Wanted">What was asked for.</param>
/// <param name="Result">done, refused, failed, or unknown where the service was stopped in between.</param>
/// <param name="Code">Why it was refused, for programs.</param>
/// <param name="Changes">What it changed.</param>
/// <param name="TraceId">The trace id of the request.</param>
internal sealed record AuditEntry(
    string Id,
    DateTimeOffset At,
    AuditActor Actor,
    string Action,
    string? Wanted,
    string Result,
    string? Code,
    IReadOnlyList<AuditChange> Changes,
    string TraceId);

/// <summary>One thing, before and after.</summary>
internal sealed record AuditChange(string What, string? Before, string? After);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditNote))]
[JsonSerializable(typeof(AuditOutcome))]
internal sealed partial class AuditJson : JsonSerializerContext;
