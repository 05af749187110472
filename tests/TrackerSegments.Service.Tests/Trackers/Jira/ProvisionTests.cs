using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.Jira;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

/// <summary>The segment field is made where it is missing, and told where it cannot be.</summary>
public sealed class ProvisionTests
{
    private static readonly string[] Wanted = ["SMB", "Enterprise", "Public sector"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_missing_field_is_made_with_its_options_and_can_be_written_then(bool newFieldsHaveContext)
    {
        await using var jira = await WritingFixture.StartAsync(options: new() { NewFieldsHaveContext = newFieldsHaveContext }, field: "Labels");

        var report = await RunAsync(jira, "Segment");

        report.ToDo.ShouldBeEmpty();
        report.Done[0].ShouldStartWith("The field \"Segment\" was made (customfield_");
        var field = jira.Data.Field("Segment");
        field.Type.ShouldBe(JiraFieldType.MultiSelect);
        field.OptionsOf("FW").Select(o => o.Value).ShouldBe(Wanted);
        field.IsOnScreenOf("FW").ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_run_changes_nothing_and_keeps_all()
    {
        await using var jira = await WritingFixture.StartAsync(field: "Labels");
        await RunAsync(jira, "Segment");
        jira.Jira.ForgetRequests();

        var again = await RunAsync(jira, "segment");

        again.Done.ShouldBeEmpty();
        again.ToDo.ShouldBeEmpty();
        again.Kept.ShouldNotBeEmpty();
        jira.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_options_that_are_missing_are_added_and_a_disabled_one_is_told()
    {
        await using var jira = await WritingFixture.StartAsync(choices: ["smb", "Enterprise", "Old"]);
        jira.Data.DisableOption(WritingFixture.Field, "Enterprise");

        var report = await RunAsync(jira, WritingFixture.Field);

        jira.Data.Field(WritingFixture.Field).OptionsOf("FW").Select(o => (o.Value, o.IsDisabled))
            .ShouldBe([("smb", false), ("Enterprise", true), ("Old", false), ("Public sector", false)]);
        report.Done.ShouldHaveSingleItem().ShouldBe("Added to the context \"Default Configuration Scheme for Customer segment\": Public sector.");
        report.ToDo.ShouldHaveSingleItem().ShouldContain("The option \"Enterprise\" of the field \"Customer segment\" is disabled");
    }

    [Fact]
    public async Task The_context_of_the_project_is_the_one_that_is_filled()
    {
        await using var jira = await WritingFixture.StartAsync(choices: ["SMB"]);
        var field = jira.Data.Field(WritingFixture.Field);
        jira.Data.AddContext(field, "Of firmware", ["FW"], []);

        await RunAsync(jira, WritingFixture.Field);

        field.Contexts[0].Options.Select(o => o.Value).ShouldBe(["SMB"]);
        field.Contexts[1].Options.Select(o => o.Value).ShouldBe(Wanted);
    }

    [Fact]
    public async Task Two_thousand_options_go_in_calls_of_a_thousand()
    {
        await using var jira = await WritingFixture.StartAsync(choices: []);
        string[] many = [.. Enumerable.Range(0, 2_000).Select(i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Segment {i}"))];

        var report = await RunAsync(jira, WritingFixture.Field, many);

        jira.Data.Field(WritingFixture.Field).OptionsOf("FW").Count().ShouldBe(2_000);
        jira.Writes.Count.ShouldBe(2);
        report.ToDo.ShouldBeEmpty();
        (await RunAsync(jira, WritingFixture.Field, many)).Done.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_permission_an_administrator_is_told_every_step()
    {
        await using var jira = await WritingFixture.StartAsync(field: "Labels");
        jira.Data.Permit("Ann", JiraPermissions.Member);

        var report = await RunAsync(jira, "Segment");

        report.Done.ShouldBeEmpty();
        jira.Writes.ShouldBeEmpty();
        var page = $"{jira.Settings.Address}/secure/admin/ViewCustomFields.jspa";
        report.ToDo.ShouldBe(
        [
            $"Log in to Jira with the permission \"Administer Jira\" and open {page}.",
            "Choose \"Create new field\", and as its type \"Select List (multiple choices)\".",
            "Type this name, exactly: Segment",
            "Open the contexts of the field (\"Contexts and default value\") and let one of them apply to the projects FW, for all issue types or at least for epics.",
            "Choose \"Edit options\" there and add those of these values that are missing, each exactly like this: SMB; Enterprise; Public sector",
            $"Choose \"Add field to screen\" for the field \"Segment\" on {page} and tick the screens with which epics of the projects FW are created, edited and viewed.",
        ]);
    }

    [Fact]
    public async Task On_Data_Center_an_administrator_is_told_every_step()
    {
        await using var jira = await WritingFixture.StartAsync(options: new() { Kind = JiraKind.DataCenter }, choices: ["SMB"]);

        var report = await RunAsync(jira, WritingFixture.Field);

        report.Done.ShouldBeEmpty();
        jira.Writes.ShouldBeEmpty();
        report.Kept[^1].ShouldBe("Offered in its contexts: SMB.");
        report.ToDo.Count.ShouldBe(4);
        report.ToDo[2].ShouldBe(
            "Choose \"Edit options\" there and add those of these values that are missing, each exactly like this: Enterprise; Public sector");
    }

    [Fact]
    public async Task On_Data_Center_nothing_is_left_to_do_where_all_is_there()
    {
        await using var jira = await WritingFixture.StartAsync(options: new() { Kind = JiraKind.DataCenter }, choices: Wanted);

        var report = await RunAsync(jira, WritingFixture.Field);

        report.ToDo.ShouldBeEmpty();
        report.Kept.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_made_while_the_switch_is_off()
    {
        await using var jira = await WritingFixture.StartAsync(field: "Labels");
        jira.Allowed = 0;

        (await Should.ThrowAsync<TrackerException>(() => RunAsync(jira, "Segment"))).Problem.Code.ShouldBe("writeBackOff");

        jira.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Labels_need_no_options()
    {
        await using var jira = await WritingFixture.StartAsync(field: "Labels");

        var report = await RunAsync(jira, "Labels");

        report.Kept.ShouldHaveSingleItem().ShouldBe("The field \"Labels\" (labels) takes any label, so it needs no options.");
        report.ToDo.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_fields_of_one_name_are_both_named()
    {
        await using var jira = await WritingFixture.StartAsync(field: "Labels");
        var first = jira.Data.AddField("Segment", JiraFieldType.MultiSelect);
        var second = jira.Data.AddField("Segment", JiraFieldType.MultiSelect);

        var problem = (await Should.ThrowAsync<TrackerException>(() => RunAsync(jira, "Segment"))).Problem;

        problem.Code.ShouldBe("fieldAmbiguous");
        problem.Text.ShouldContain(first.Id);
        problem.Text.ShouldContain(second.Id);
    }

    private static Task<ProvisionReport> RunAsync(WritingFixture jira, string field, string[]? options = null) =>
        new JiraProvisioner(jira.Http, jira.Settings).ProvisionAsync(new(field, options ?? Wanted), Cancel);
}
