using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace TrackerSegments.Core.Tests;

public sealed class SnapshotDocumentTests
{
    /// <summary>Written by the first version; every later one reads it.</summary>
    private const string FirstShape = """
        {"schema":1,"takenAt":"2026-11-21T12:00:00+00:00",
        "lens":{"key":"customer-segment","name":"Customer segment","field":"Segment","schemeVersion":1,"kind":"Firmographic","segments":[
        {"key":"smb","name":"SMB","color":"#0072B2","values":["SMB"],"target":60,"tolerance":5},
        {"key":"enterprise","name":"Enterprise","color":"#D55E00","values":["Enterprise"],"target":40,"tolerance":5}]},
        "strategyVersion":3,
        "policy":{"measure":"story-points","rollUp":"children-else-own","unestimated":"exclude","status":"todo","epicTypes":"Epic","units":""},
        "epics":[
        {"key":"A-1","id":"10001","status":"ToDo","effort":12.5,"isImputed":false,"segments":["smb","enterprise"],"weights":[700000,300000],"values":["SMB","Enterprise"]},
        {"key":"A-2","status":"ToDo","isImputed":false,"segments":[],"values":["Gov"]}],
        "outside":[{"key":"A-3","status":"Done"}]}
        """;

    [Fact]
    public void What_is_written_and_read_again_moved_nothing_and_says_the_same_of_any_other() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(RandomHistory.Pairs(), history =>
        {
            var (before, after) = (Again(history.Before), Again(history.After));
            return DriftReport.Between(history.Before, before).Segments.All(s => s.Parts.Count == 0)
                && before.Summary.Split.Segments.SequenceEqual(history.Before.Summary.Split.Segments)
                && (before.Summary.Split with { Segments = [] }) == (history.Before.Summary.Split with { Segments = [] })
                && Text(before) == Text(history.Before)
                && Parts(before, after) == Parts(history.Before, history.After);
        }));

    [Fact]
    public void A_snapshot_of_the_first_shape_is_read()
    {
        var snapshot = Read(FirstShape);

        snapshot.Summary.StrategyVersion.ShouldBe(3);
        snapshot.Summary.Strategy!.Targets[0]!.Value.Share.ShouldBe(60);
        snapshot.Summary.Split.Segments.Select(s => s.Effort.Units).ShouldBe([8.75m, 3.75m]);
        snapshot.Summary.Split.Unestimated.ShouldBe(1);
        snapshot.Outside.ShouldHaveSingleItem().Status.ShouldBe(StatusCategory.Done);
        Text(snapshot).ShouldBe(FirstShape.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("\"schema\":1", "\"schema\":2", "The snapshot has the shape 2, and this version reads shape 1. Use the version that wrote it.")]
    [InlineData("[\"smb\",\"enterprise\"]", "[\"smb\",\"tiny\"]", "The snapshot names a segment of A-1 that it does not have. It was changed or cut short; take it from a backup.")]
    [InlineData("300000", "300001", "The weights of A-1 in the snapshot do not add up. It was changed or cut short; take it from a backup.")]
    [InlineData("\"target\":60", "\"target\":50", "The targets add up to 90 %, not 100 %: 10 % missing.")]
    public void A_snapshot_that_cannot_be_is_refused(string written, string changed, string sentence) =>
        Should.Throw<SchemeException>(() => Read(FirstShape.Replace(written, changed, StringComparison.Ordinal))).Message.ShouldBe(sentence);

    private static Snapshot Again(Snapshot snapshot) => Read(Text(snapshot));

    private static Snapshot Read(string json) =>
        SnapshotDocuments.Read(JsonSerializer.Deserialize(json, SnapshotJson.Default.SnapshotDocument)!);

    private static string Text(Snapshot snapshot) =>
        JsonSerializer.Serialize(SnapshotDocuments.Of(snapshot), SnapshotJson.Default.SnapshotDocument);

    private static string Parts(Snapshot before, Snapshot after) =>
        string.Join('\n', DriftReport.Between(before, after).Segments.SelectMany(s => s.Parts.Select(p => $"{s.Segment.Key} {p}")));
}
