using TrackerSegments.Core;

namespace TrackerSegments.Service.Tests.Trackers.Files;

/// <summary>Exports fill effort fields that an item's type does not have with 0.</summary>
public sealed class AzureFillerTests : IDisposable
{
    private readonly ExportFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData(Measure.StoryPoints, "Task", "0", null)]
    [InlineData(Measure.StoryPoints, "Test Case", "0.0", null)]
    [InlineData(Measure.StoryPoints, "Task", "2", 2.0)]
    [InlineData(Measure.StoryPoints, "Product Backlog Item", "0", 0.0)]
    [InlineData(Measure.StoryPoints, "Experiment", "0", 0.0)]
    [InlineData(Measure.RemainingEstimate, "Task", "0", 0.0)]
    [InlineData(Measure.RemainingEstimate, "Bug", "0", 0.0)]
    [InlineData(Measure.RemainingEstimate, "Feature", "0", null)]
    [InlineData(Measure.RemainingEstimate, "Feature", "10", 10.0)]
    public void A_zero_in_a_field_that_the_type_does_not_have_is_no_estimate(Measure measure, string type, string value, double? expected)
    {
        var csv = files.Read($"ID,Work Item Type,Title,Effort,Remaining Work\n1,{type},A,{value},{value}\n", measure: measure);
        var json = files.Read(
            $$$"""{"value":[{"id":1,"fields":{"System.WorkItemType":"{{{type}}}","Microsoft.VSTS.Scheduling.Effort":{{{value}}},"Microsoft.VSTS.Scheduling.RemainingWork":{{{value}}}}}]}""",
            measure: measure);

        Effort? estimate = expected is { } units ? Effort.FromUnits((decimal)units) : null;
        csv.Items[0].Estimate.ShouldBe(estimate);
        json.Items[0].Estimate.ShouldBe(estimate);
    }

    [Fact]
    public void A_field_that_the_person_names_is_taken_as_it_is() =>
        files.Read("ID,Work Item Type,Title,Effort\n1,Task,A,0\n", measure: Measure.StoryPoints, effortField: "Effort").Items[0].Estimate.ShouldBe(Effort.Zero);

    [Fact]
    public void A_story_keeps_its_points_above_tasks_filled_with_zero()
    {
        var read = files.Read(
            "ID,Work Item Type,Title 1,Title 2,Title 3,Effort\n1,Epic,A,,,0\n2,Product Backlog Item,,B,,5\n3,Task,,,C,0\n", measure: Measure.StoryPoints);

        RollUp.Compute(Backlog.Build(read.Items), new()).ShouldHaveSingleItem().Effort.ShouldBe(Effort.FromUnits(5));
    }
}
