using TrackerSegments.Service.Trackers;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

/// <summary>One epic gets a segment in Jira.</summary>
public sealed class WritingTests
{
    [Fact]
    public async Task A_segment_is_added_without_touching_the_values_that_are_there()
    {
        await using var jira = await WritingFixture.StartAsync();
        jira.Data.Edit("FW-1", WritingFixture.Field, "Legacy", "SMB");

        var outcome = await jira.WriteAsync(jira.Edit("FW-1", add: ["Enterprise"], remove: ["SMB"]));

        var written = outcome.ShouldBeOfType<WriteOutcome.Written>();
        written.Overlap.ShouldBeNull();
        written.Item.ValuesOf(WritingFixture.Field).ShouldBe(["Legacy", "Enterprise"]);
        jira.Texts("FW-1").ShouldBe(["Legacy", "Enterprise"]);
        var write = jira.Writes.ShouldHaveSingleItem();
        write.Body.ShouldContain("\"add\"");
        write.Body.ShouldContain("\"remove\"");
        write.Body.ShouldNotContain("\"set\"");
        write.Body.ShouldNotContain("\"fields\"");
    }

    [Fact]
    public async Task What_is_there_already_is_not_written_again()
    {
        await using var jira = await WritingFixture.StartAsync();
        jira.Data.Edit("FW-1", WritingFixture.Field, "SMB");

        var outcome = await jira.WriteAsync(jira.Edit("FW-1", add: ["smb"]));

        outcome.ShouldBeOfType<WriteOutcome.Written>().Item.ValuesOf(WritingFixture.Field).ShouldBe(["SMB"]);
        jira.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_independent_changes_both_survive_and_the_other_one_is_told()
    {
        await using var jira = await WritingFixture.StartAsync();
        jira.Data.EditBy(jira.Bo, "FW-1", WritingFixture.Field, "Mid-market");

        var outcome = await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"], expected: []));

        var written = outcome.ShouldBeOfType<WriteOutcome.Written>();
        jira.Texts("FW-1").ShouldBe(["Mid-market", "SMB"]);
        written.Overlap.ShouldNotBeNull().Author.ShouldBe("Bo");
        written.Overlap.To.ShouldBe(["Mid-market"]);
    }

    [Fact]
    public async Task What_somebody_removed_is_not_added_again_behind_their_back()
    {
        await using var jira = await WritingFixture.StartAsync();
        jira.Data.Edit("FW-1", WritingFixture.Field, "SMB", "Legacy");
        jira.Data.EditBy(jira.Bo, "FW-1", WritingFixture.Field, "Legacy");

        var outcome = await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"], expected: ["SMB", "Legacy"]));

        var stale = outcome.ShouldBeOfType<WriteOutcome.Stale>();
        stale.Current.ValuesOf(WritingFixture.Field).ShouldBe(["Legacy"]);
        var foreign = stale.Foreign.ShouldNotBeNull();
        (foreign.Author, foreign.From, foreign.To).ShouldSatisfyAllConditions(
            f => f.Author.ShouldBe("Bo"), f => f.From.ShouldBe(["SMB", "Legacy"]), f => f.To.ShouldBe(["Legacy"]));
        foreign.At.ShouldBe(jira.Data.Issue("FW-1").Updated);
        jira.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_issue_that_is_gone_is_not_found()
    {
        await using var jira = await WritingFixture.StartAsync();
        var edit = jira.Edit("FW-1", add: ["SMB"]);
        jira.Data.Delete("FW-1");

        (await jira.WriteAsync(edit)).ShouldBeOfType<WriteOutcome.NotFound>();
    }

    [Theory]
    [InlineData(JiraFieldType.Select, "SMB", "Enterprise")]
    [InlineData(JiraFieldType.Text, "SMB", "Anything else")]
    public async Task A_field_with_one_value_is_set_and_refuses_a_second(JiraFieldType type, string first, string second)
    {
        await using var jira = await WritingFixture.StartAsync(type);

        (await jira.WriteAsync(jira.Edit("FW-1", add: [first]))).ShouldBeOfType<WriteOutcome.Written>();
        var refused = (await jira.WriteAsync(jira.Edit("FW-1", add: [second]))).ShouldBeOfType<WriteOutcome.Refused>();
        (await jira.WriteAsync(jira.Edit("FW-1", add: [second], remove: [first]))).ShouldBeOfType<WriteOutcome.Written>();

        refused.Problem.Code.ShouldBe("oneValueOnly");
        refused.Problem.Text.ShouldBe(
            $"The field \"Customer segment\" holds one value, and FW-1 has \"{first}\". Remove that segment in the same step, or use a field with several values.");
        jira.Texts("FW-1").ShouldBe([second]);
        (await jira.WriteAsync(jira.Edit("FW-1", remove: [second]))).ShouldBeOfType<WriteOutcome.Written>();
        jira.Texts("FW-1").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cascading_field_is_set_by_parent_and_child()
    {
        await using var jira = await WritingFixture.StartAsync(JiraFieldType.Cascading, choices: ["Public > Schools", "Public > Cities", "Private"]);

        (await jira.WriteAsync(jira.Edit("FW-1", add: ["Public / Cities"]))).ShouldBeOfType<WriteOutcome.Written>();

        jira.Texts("FW-1").ShouldBe(["Public / Cities"]);
    }

    [Fact]
    public async Task Labels_are_added_and_removed_one_by_one()
    {
        await using var jira = await WritingFixture.StartAsync(field: "Labels");
        jira.Data.Edit("FW-1", "Labels", "urgent", "smb", "SMB");

        var outcome = await jira.WriteAsync(jira.Edit("FW-1", add: ["enterprise"], remove: ["smb"]));

        outcome.ShouldBeOfType<WriteOutcome.Written>();
        jira.Texts("FW-1").ShouldBe(["urgent", "enterprise"]);
        var refused = (await jira.WriteAsync(jira.Edit("FW-1", add: ["public sector"]))).ShouldBeOfType<WriteOutcome.Refused>();
        (refused.Problem.Code, refused.Problem.Text).ShouldBe((
            "labelHasSpace",
            "A label of Jira holds no spaces, so \"public sector\" cannot be one. Give the segment a value without spaces, such as \"public-sector\"."));
    }

    [Fact]
    public async Task Components_are_added_and_removed_by_name()
    {
        await using var jira = await WritingFixture.StartAsync(field: "Components");
        jira.Data.AddComponent("FW", "SMB");
        jira.Data.AddComponent("FW", "Enterprise");
        jira.Data.Edit("FW-1", "Components", "SMB");

        (await jira.WriteAsync(jira.Edit("FW-1", add: ["Enterprise"], remove: ["SMB"]))).ShouldBeOfType<WriteOutcome.Written>();

        jira.Texts("FW-1").ShouldBe(["Enterprise"]);
    }

    [Fact]
    public async Task A_path_is_only_read()
    {
        await using var jira = await WritingFixture.StartAsync(field: "$.fields.summary");

        var refused = (await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"], expected: ["Epic 0"]))).ShouldBeOfType<WriteOutcome.Refused>();

        refused.Problem.Code.ShouldBe("fieldReadOnly");
        jira.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_option_that_is_not_there_is_named_with_those_that_are()
    {
        await using var jira = await WritingFixture.StartAsync();

        var refused = (await jira.WriteAsync(jira.Edit("FW-1", add: ["Public sector"]))).ShouldBeOfType<WriteOutcome.Refused>();

        refused.Problem.Code.ShouldBe("optionMissing");
        refused.Problem.Text.ShouldBe(
            "The field \"Customer segment\" of FW-1 does not offer \"Public sector\". It offers SMB, Enterprise, Mid-market, Legacy. "
            + "A Jira administrator adds the option to the field, or switches it on where it is disabled.");
        jira.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(JiraPermissions.All, "optionDisabled")]
    [InlineData(JiraPermissions.Member, "optionMissing")]
    public async Task A_disabled_option_is_refused_and_called_so_where_that_can_be_seen(JiraPermissions permissions, string code)
    {
        await using var jira = await WritingFixture.StartAsync();
        jira.Data.DisableOption(WritingFixture.Field, "Legacy");
        jira.Data.Permit("Ann", permissions);

        var refused = (await jira.WriteAsync(jira.Edit("FW-1", add: ["Legacy"]))).ShouldBeOfType<WriteOutcome.Refused>();

        refused.Problem.Code.ShouldBe(code);
        jira.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_empty_list_of_options_leads_to_no_write()
    {
        await using var jira = await WritingFixture.StartAsync(choices: ["SMB"]);
        jira.Data.DisableOption(WritingFixture.Field, "SMB");

        (await jira.WriteAsync(jira.Edit("FW-1", add: ["Enterprise"]))).ShouldBeOfType<WriteOutcome.Refused>();

        jira.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_field_that_is_not_on_the_edit_screen_is_named_with_its_project()
    {
        await using var jira = await WritingFixture.StartAsync();
        jira.Data.RemoveFromScreen(WritingFixture.Field, "FW");

        var refused = (await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Refused>();

        refused.Problem.Code.ShouldBeOneOf("fieldNotOnScreen", "fieldMissing");
        refused.Problem.Text.ShouldContain("FW");
        refused.Problem.Text.ShouldContain("Customer segment");
        jira.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_edit_is_refused_though_the_connection_may()
    {
        await using var jira = await WritingFixture.StartAsync();
        jira.Data.Permit("Bo", JiraPermissions.Browse);

        var refused = (await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"]), new("Bo", "bo-token"))).ShouldBeOfType<WriteOutcome.Refused>();

        (refused.Problem.Code, refused.Problem.Text).ShouldBe((
            "mayNotEdit",
            "Bo may not edit FW-1. An administrator of the project FW can give the permission to edit issues, or the issue's status forbids it."));
        jira.Writes.ShouldBeEmpty();
        jira.Jira.Requests.ShouldAllBe(r => r.User == "Bo");
    }

    [Theory]
    [InlineData(System.Net.HttpStatusCode.Forbidden)]
    [InlineData(System.Net.HttpStatusCode.BadRequest)]
    public async Task A_permission_taken_in_between_is_a_refusal(System.Net.HttpStatusCode denied)
    {
        await using var jira = await WritingFixture.StartAsync(options: new() { EditDenied = denied });
        jira.Before(r => r.Method == "PUT", () => jira.Data.Permit("Ann", JiraPermissions.Browse));

        var refused = (await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Refused>();

        refused.Problem.Code.ShouldBe("mayNotEdit");
        jira.Texts("FW-1").ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_written_while_the_switch_is_off()
    {
        await using var jira = await WritingFixture.StartAsync();
        jira.Allowed = 0;

        (await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Refused>().Problem.Code.ShouldBe("writeBackOff");

        jira.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_answer_is_settled_by_reading_and_nothing_is_written_twice(bool isApplied)
    {
        await using var jira = await WritingFixture.StartAsync();
        jira.Jira.Faults.On(r => r.Method == "PUT", isApplied ? JiraFault.Reset.AfterApplied : JiraFault.Reset);

        var outcome = await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"]));

        if (isApplied)
        {
            outcome.ShouldBeOfType<WriteOutcome.Written>().Item.ValuesOf(WritingFixture.Field).ShouldBe(["SMB"]);
        }
        else
        {
            var problem = outcome.ShouldBeOfType<WriteOutcome.Refused>().Problem;
            (problem.Code, problem.IsPassing).ShouldBe(("notCarriedOut", true));
        }

        jira.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_lost_answer_that_cannot_be_looked_into_is_said_to_be_unknown()
    {
        await using var jira = await WritingFixture.StartAsync();
        jira.Jira.Faults.On(r => r.Method == "PUT", JiraFault.Reset.AfterApplied);
        jira.After(
            r => r.Method == "PUT",
            () => jira.Jira.Faults.OnEndpoint("/issue/bulkfetch", JiraFault.Status(403), int.MaxValue));

        var thrown = await Should.ThrowAsync<TrackerException>(() => jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"])));

        thrown.Problem.Code.ShouldBe("outcomeUnknown");
        jira.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_repeated_write_finds_its_own_work_and_names_nobody_else()
    {
        await using var jira = await WritingFixture.StartAsync();
        var edit = jira.Edit("FW-1", add: ["SMB"]);

        await jira.WriteAsync(edit);
        var again = (await jira.WriteAsync(edit)).ShouldBeOfType<WriteOutcome.Written>();

        again.Overlap.ShouldBeNull();
        jira.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Data_Center_is_written_the_same_way()
    {
        await using var jira = await WritingFixture.StartAsync(options: new() { Kind = JiraKind.DataCenter });
        jira.Data.Edit("FW-1", WritingFixture.Field, "Legacy");
        jira.Data.EditBy(jira.Bo, "FW-1", WritingFixture.Field, "Legacy", "Mid-market");

        var outcome = await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"], expected: ["Legacy"]));

        outcome.ShouldBeOfType<WriteOutcome.Written>().Overlap.ShouldNotBeNull().Author.ShouldBe("Bo");
        jira.Texts("FW-1").ShouldBe(["Legacy", "Mid-market", "SMB"]);
        jira.Writes.ShouldHaveSingleItem().Path.ShouldStartWith("/rest/api/2/issue/");
    }
}
