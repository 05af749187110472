using System.Text.Json;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Trackers.AzureDevOps;

/// <summary>The segment field is made where it is missing, and told where it cannot be.</summary>
public sealed class ProvisionTests
{
    private const string Wish = "Market";

    private static readonly string[] Wanted = ["SMB", "Enterprise", "Public sector"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_field_is_made_with_its_list_on_the_type_and_on_its_form()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);

        var report = await RunAsync(azure, Wish);

        report.ToDo.ShouldBeEmpty();
        report.Kept.ShouldBeEmpty();
        report.Done.ShouldBe(
        [
            "The field \"Market\" was made (Custom.Market), with a list of values of which several can be chosen: SMB, Enterprise, Public sector.",
            "The type Epic of the process \"Fabrikam Agile\" was opened for changes.",
            "The field was put on the type Epic of the process \"Fabrikam Agile\".",
            "The field was put on the form of the type Epic of the process \"Fabrikam Agile\", in the group \"Market\".",
        ]);
        var field = azure.Data.Field(Wish);
        (field.Type, field.IsPicklistSuggested).ShouldBe(("string", true));
        azure.Data.FindList(field.PicklistId!.Value)!.Items.ShouldBe(Wanted);
        (await GroupsAsync(azure)).ShouldContain(group => group == "Market: Custom.Market");
    }

    [Fact]
    public async Task What_was_made_can_be_written_with_several_segments()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);
        await RunAsync(azure, Wish);
        using var tracker = new AzureTracker(azure.Settings with { SegmentField = Wish }, new("ann-token"), azure, TimeProvider.System);
        await tracker.ConnectAsync(Cancel);

        var outcome = await tracker.WriteAsync(new("1", "1", Wish, "1", [], ["SMB", "Public sector"], []), Actor.Connection, Cancel);

        outcome.ShouldBeOfType<WriteOutcome.Written>().Item.ValuesOf(Wish).ShouldBe(["SMB", "Public sector"]);
        azure.Data.Item(1).Text("Custom.Market").ShouldBe("SMB;Public sector");
    }

    [Fact]
    public async Task A_second_run_changes_nothing_and_keeps_all()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);
        await RunAsync(azure, Wish);
        azure.Azure.ForgetRequests();

        var again = await RunAsync(azure, "market");

        again.Done.ShouldBeEmpty();
        again.ToDo.ShouldBeEmpty();
        again.Kept.ShouldBe(
        [
            "The field \"Market\" is there (Custom.Market).",
            "In the list of the field: SMB, Enterprise, Public sector.",
            "The field is on the type Epic of the process \"Fabrikam Agile\", and on its form.",
        ]);
        azure.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_segment_more_is_an_item_more_and_nothing_is_taken_away()
    {
        await using var azure = await WritingFixture.StartAsync(values: ["smb", "Old"]);

        var report = await RunAsync(azure, WritingFixture.Field);

        report.Done.ShouldContain(line => line == "Added to the list of the field: Enterprise, Public sector.");
        var list = azure.Data.FindList(azure.Data.Field(WritingFixture.Field).PicklistId!.Value)!;
        (string.Join(", ", list.Items), list.IsSuggested).ShouldBe(("smb, Old, Enterprise, Public sector", true));
        azure.Writes.ShouldAllBe(w => w.Method != "DELETE");
    }

    [Fact]
    public async Task A_strict_list_is_completed_and_stays_strict()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Single, values: ["SMB"]);

        var report = await RunAsync(azure, WritingFixture.Field, ["SMB", "Retail; wholesale"]);

        report.Done.ShouldContain(line => line == "Added to the list of the field: Retail; wholesale.");
        report.Kept.ShouldContain(line => line == "Its list is fixed, so that an epic can have one segment. For several, an administrator ticks \"Allow users to enter their own values\" in the field's options.");
        azure.Data.FindList(azure.Data.Field(WritingFixture.Field).PicklistId!.Value)!.IsSuggested.ShouldBeFalse();
    }

    /// <summary>The program may end at any call: what is then done again leads to the same, and nothing is there twice.</summary>
    [Fact]
    public async Task Whenever_it_is_broken_off_a_second_run_ends_it()
    {
        for (var call = 1; ; call++)
        {
            await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags, epics: 1);
            var seen = 0;
            azure.Azure.Faults.On(r => r.IsWrite && Interlocked.Increment(ref seen) == call, AzureFault.Reset.AfterApplied);
            var isDone = await Record.ExceptionAsync(() => RunAsync(azure, Wish)) is null;

            var report = await RunAsync(azure, Wish);

            report.ToDo.ShouldBeEmpty();
            azure.Data.Lists.Count.ShouldBe(1);
            azure.Data.Fields.Count(f => f.Name == Wish).ShouldBe(1);
            (await GroupsAsync(azure)).Count(g => g == "Market: Custom.Market").ShouldBe(1);
            if (isDone)
            {
                call.ShouldBe(7);
                return;
            }
        }
    }

    [Fact]
    public async Task A_process_of_the_system_is_left_to_an_administrator()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);
        azure.Data.AddProject("Scrummer", "Scrum");

        var report = await RunAsync(azure, Wish, projects: ["Scrummer"]);

        report.Done.ShouldBeEmpty();
        azure.Writes.ShouldBeEmpty();
        var page = $"{azure.Settings.Address}/_settings/process";
        report.ToDo.ShouldBe(
        [
            $"The process \"Scrum\" belongs to the system and cannot be changed. Sign in as a member of Project Collection Administrators, open {page}, choose \"…\" beside \"Scrum\" and \"Create inherited process\", and give it a name, such as \"Scrum with segments\".",
            "Open \"Scrum\" there, its tab \"Projects\", and choose \"Change process\" beside Scrummer: take the new process. Nothing of the work items changes by that.",
            "Run provision again: it makes the field in the new process.",
        ]);
    }

    [Fact]
    public async Task One_process_that_can_be_changed_is_changed_beside_one_that_cannot()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);
        azure.Data.AddProject("Scrummer", "Scrum");
        azure.Data.AddProject("Sister", WritingFixture.Process);

        var report = await RunAsync(azure, Wish, projects: [WritingFixture.Project, "Scrummer", "Sister"]);

        report.Done.Count(d => d.StartsWith("The field was put on the type", StringComparison.Ordinal)).ShouldBe(1);
        report.ToDo[0].ShouldStartWith("The process \"Scrum\" belongs to the system");
    }

    [Fact]
    public async Task Without_the_permission_an_administrator_is_told_every_step()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);
        azure.Data.Permit("Ann", AzurePermissions.Member);

        var report = await RunAsync(azure, Wish);

        report.Done.ShouldBeEmpty();
        azure.Data.FindField(Wish).ShouldBeNull();
        report.ToDo.ShouldBe(
        [
            $"Sign in as a member of Project Collection Administrators, or with the permission to edit the process \"Fabrikam Agile\", and open {azure.Settings.Address}/_settings/process.",
            "Open the process \"Fabrikam Agile\", there the work item type Epic, and choose \"New field\".",
            "Choose \"Create a field\", type this name, exactly: Market – and take \"Picklist (string)\" as its type. If it is there already, choose \"Use an existing field\".",
            "Add those of these values that are missing, each exactly like this: SMB; Enterprise; Public sector",
            "On the tab \"Options\", tick \"Allow users to enter their own values\", so that several segments can stand in the field.",
            "On the tab \"Layout\", let it stand in a group on the form, and save.",
        ]);
    }

    [Fact]
    public async Task A_process_of_XML_files_gets_the_commands_and_the_lines_to_add()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags, new() { Kind = AzureKind.Server, Organization = "tfs/DefaultCollection" });
        azure.Azure.Faults.OnEndpoint("/processes/{processId}", AzureFault.Status(404), int.MaxValue);

        var report = await RunAsync(azure, Wish, ["SMB", "R&D"]);

        azure.Writes.ShouldBeEmpty();
        var arguments = $"/collection:{azure.Settings.Address} /p:\"Fabrikam\"";
        report.ToDo.ShouldBe(
        [
            $"As a project administrator, on a computer with Visual Studio, run: witadmin exportwitd {arguments} /n:\"Epic\" /f:\"Epic.xml\"",
            "In Epic.xml, add below <FIELDS>, unless the field is there: <FIELD name=\"Market\" refname=\"Custom.Market\" type=\"String\"><SUGGESTEDVALUES><LISTITEM value=\"SMB\" /><LISTITEM value=\"R&amp;D\" /></SUGGESTEDVALUES></FIELD> – and if it is there, add the values that are missing.",
            "Below <WebLayout>, in a section of the first page, add: <Group Label=\"Market\"><Control Label=\"Market\" Type=\"FieldControl\" FieldName=\"Custom.Market\" /></Group>",
            $"Run: witadmin importwitd {arguments} /f:\"Epic.xml\"",
            "Run provision again, to see that nothing is left to do.",
        ]);
    }

    [Fact]
    public async Task In_a_process_of_XML_files_nothing_is_left_to_do_where_all_is_there()
    {
        await using var azure = await WritingFixture.StartAsync(values: Wanted);
        azure.Azure.Faults.OnEndpoint("/processes/{processId}", AzureFault.Status(404), int.MaxValue);

        var report = await RunAsync(azure, WritingFixture.Field);

        report.ToDo.ShouldBeEmpty();
        report.Kept[^1].ShouldBe("The field is on every type that is an epic in Fabrikam, and takes every value.");
        (await RunAsync(azure, WritingFixture.Field, ["Another"])).ToDo.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_field_of_that_name_and_another_type_is_said()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Other);

        var report = await RunAsync(azure, WritingFixture.Field);

        report.ToDo.ShouldHaveSingleItem().ShouldBe(
            "There is a field \"Customer segment\" (Custom.Customersegment) already, and it is of the type integer, which holds no segments. Use another name, so that a field with a list of values is made.");
        azure.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_field_that_takes_any_text_is_put_on_the_type_without_a_list()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.LongText);

        var report = await RunAsync(azure, WritingFixture.Field);

        report.Kept.ShouldContain(line => line == "It takes any text, so it needs no list.");
        report.ToDo.ShouldBeEmpty();
        azure.Data.Lists.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tags_need_nothing()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);

        var report = await RunAsync(azure, "Tags");

        report.Kept.ShouldHaveSingleItem().ShouldBe("The field \"Tags\" (System.Tags) takes any tag, so it needs no list.");
        report.ToDo.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_value_with_a_semicolon_is_left_out_and_told()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);

        var report = await RunAsync(azure, Wish, ["SMB", "a;b"]);

        report.ToDo.ShouldHaveSingleItem().ShouldBe(
            "The segment value \"a;b\" holds a semicolon, which stands between several values in the field. It was not added to the list: give the segment a value without it.");
        azure.Data.Lists.ShouldHaveSingleItem().Items.ShouldBe(["SMB"]);
    }

    [Fact]
    public async Task A_type_that_the_process_has_not_is_named()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);

        var report = await new AzureProvisioner(azure.Http, azure.Settings with { EpicTypes = ["Initiative"] }).ProvisionAsync(new(Wish, Wanted), Cancel);

        report.ToDo.ShouldHaveSingleItem().ShouldBe(
            "The process \"Fabrikam Agile\" has no work item type Initiative. Name the types that are epics, as the process calls them.");
    }

    [Fact]
    public async Task A_name_that_Azure_DevOps_does_not_take_is_told_in_its_words()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);

        var report = await RunAsync(azure, "Market?");

        report.ToDo[0].ShouldContain("VS402804: Field name 'Market?' is not valid");
        report.ToDo.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Nothing_is_made_while_the_switch_is_off()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);
        azure.Allowed = 0;

        (await Should.ThrowAsync<TrackerException>(() => RunAsync(azure, Wish))).Problem.Code.ShouldBe("writeBackOff");

        azure.Writes.ShouldBeEmpty();
    }

    private static Task<ProvisionReport> RunAsync(WritingFixture azure, string field, string[]? options = null, string[]? projects = null) =>
        new AzureProvisioner(azure.Http, azure.Settings with { Projects = projects ?? azure.Settings.Projects }).ProvisionAsync(new(field, options ?? Wanted), Cancel);

    /// <summary>The groups on the form of the epics, with the fields in them.</summary>
    private static async Task<IReadOnlyList<string>> GroupsAsync(WritingFixture azure)
    {
        var process = azure.Data.Process(WritingFixture.Process);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", "ann-token");
        using var layout = JsonDocument.Parse(await http.GetStringAsync(
            new Uri($"{azure.Settings.Address}/_apis/work/processes/{process.Id}/workItemTypes/{process.FindType("Epic")!.ReferenceName}/layout"), Cancel));
        return
        [
            .. layout.RootElement.GetProperty("pages").EnumerateArray()
                .SelectMany(page => page.GetProperty("sections").EnumerateArray())
                .SelectMany(section => section.GetProperty("groups").EnumerateArray())
                .Select(group => $"{group.GetProperty("label")}: {string.Join(", ", group.GetProperty("controls").EnumerateArray().Select(c => c.GetProperty("id")))}"),
        ];
    }
}
