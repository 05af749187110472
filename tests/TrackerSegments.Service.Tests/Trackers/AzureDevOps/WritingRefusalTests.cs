using System.Net;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Trackers.AzureDevOps;

/// <summary>What cannot be written is said before anything is sent, in a sentence that says what to do.</summary>
public sealed class WritingRefusalTests
{
    [Fact]
    public async Task A_strict_picklist_takes_one_value()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Single);
        azure.Set(2, "Legacy");

        await RefusedAsync(azure, azure.Edit(1, add: ["SMB", "Enterprise"]), "oneValueOnly",
            "The picklist \"Customer segment\" takes one value. Choose one segment for 1, or let an administrator of the process allow people to enter their own values, so that several can stand there.");
        await RefusedAsync(azure, azure.Edit(2, add: ["SMB"]), "oneValueOnly",
            "The picklist \"Customer segment\" takes one value, and 2 has \"Legacy\". Remove that segment in the same step, or let an administrator of the process allow people to enter their own values, so that several can stand there.");
    }

    [Fact]
    public async Task A_strict_picklist_takes_what_it_offers()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Single);

        await RefusedAsync(azure, azure.Edit(1, add: ["Public sector"]), "optionMissing",
            "The picklist \"Customer segment\" of 1 does not offer \"Public sector\". It offers SMB, Enterprise, Mid-market, Legacy. An administrator of the process adds the value to the list, or lets people enter their own values.");
    }

    [Fact]
    public async Task A_value_that_was_added_to_the_list_since_is_written()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Single);
        await azure.WriteAsync(azure.Edit(1, add: ["SMB"]));
        azure.Data.AddFieldToType(WritingFixture.Process, "Epic", WritingFixture.Field, isRequired: false, "SMB", "Public sector");

        (await azure.WriteAsync(azure.Edit(2, add: ["Public sector"]))).ShouldBeOfType<WriteOutcome.Written>();
    }

    [Fact]
    public async Task An_empty_list_leads_to_no_write()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Single);
        azure.Set(1, "SMB");
        azure.Azure.Faults.OnEndpoint(
            "/fields",
            new(AzureFaultKind.Answer) { StatusCode = 200, Body = """{"count":1,"value":[{"referenceName":"Custom.Customersegment","name":"Customer segment","allowedValues":[]}]}""" },
            int.MaxValue);

        await RefusedAsync(azure, azure.Edit(1, add: ["Enterprise"], remove: ["SMB"]), "optionMissing",
            "The picklist \"Customer segment\" of 1 does not offer \"Enterprise\". It offers no value at all there. An administrator of the process adds the value to the list, or lets people enter their own values.");
        azure.Raw(1).ShouldBe("SMB");
    }

    [Fact]
    public async Task A_field_that_is_left_out_of_an_answer_is_not_overwritten()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Set(1, "SMB;Legacy");
        azure.Azure.Faults.OnEndpoint("/workitemsbatch", new(AzureFaultKind.Answer)
        {
            StatusCode = 200,
            Body = """{"count":1,"value":[{"id":1,"rev":2,"fields":{"System.WorkItemType":"Epic","System.TeamProject":"Fabrikam"}}]}""",
        });

        await RefusedAsync(azure, azure.Edit(1, add: ["Enterprise"]), "fieldMissing",
            "Azure DevOps gives no field \"Customer segment\" for 1, although its history says that it holds SMB, Legacy. Nothing was written, so that nothing of it is lost. An administrator can see whether the type Epic still has the field.");
        azure.Raw(1).ShouldBe("SMB;Legacy");
    }

    [Fact]
    public async Task A_text_of_more_than_255_characters_is_refused()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Set(1, new string('a', 200));

        await RefusedAsync(azure, azure.Edit(1, add: [new string('b', 100)]), "valueTooLong",
            "With this the field \"Customer segment\" of 1 would hold 301 characters, and Azure DevOps takes 255. Use fewer or shorter values, or the tags or a text field of several lines.");
        await RefusedAsync(azure, azure.Edit(1, add: [new string('c', 256)]), "valueTooLong",
            $"\"{new string('c', 40)}…\" is longer than the 255 characters that a value may have. Give the segment a shorter value.");
    }

    [Fact]
    public async Task A_text_of_255_characters_is_written()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Set(1, new string('a', 200));

        (await azure.WriteAsync(azure.Edit(1, add: [new string('b', 54)]))).ShouldBeOfType<WriteOutcome.Written>();
    }

    [Fact]
    public async Task A_type_without_the_field_is_named_with_its_project()
    {
        await using var azure = await WritingFixture.StartAsync();
        var feature = azure.Data.Add(WritingFixture.Project, "Feature", "A feature");

        await RefusedAsync(azure, azure.Edit(feature.Id, add: ["SMB"]), "fieldNotOnType",
            $"The type Feature of the project Fabrikam has no field \"Customer segment\", so {feature.Id} cannot get it. An administrator of the process adds the field to the type; provision does it where the account may.");
    }

    [Theory]
    [InlineData(false, "a;b", "Several values stand in the field \"Customer segment\" with semicolons between them, so that \"a;b\" would be read as several. Give the segment a value without semicolons.")]
    [InlineData(true, "a;b", "A tag of Azure DevOps holds neither semicolons nor commas, so \"a;b\" cannot be one. Give the segment a value without them.")]
    [InlineData(true, "a, b", "A tag of Azure DevOps holds neither semicolons nor commas, so \"a, b\" cannot be one. Give the segment a value without them.")]
    public async Task A_value_with_what_stands_between_values_is_refused(bool isTag, string value, string text)
    {
        await using var azure = await WritingFixture.StartAsync(isTag ? AzureFieldKind.Tags : AzureFieldKind.List);

        await RefusedAsync(azure, azure.Edit(1, add: [value]), "valueHasSeparator", text);
    }

    [Theory]
    [InlineData(" SMB", "SMB")]
    [InlineData("S\tMB", "S MB")]
    [InlineData("SMB\u202E", "SMB")]
    public async Task A_value_that_would_not_be_kept_as_it_is_is_refused(string value, string clean)
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);

        await RefusedAsync(azure, azure.Edit(1, add: [value]), "valueNotClean",
            $"\"{clean}\" has blanks around it or characters that are not shown, which Azure DevOps would not keep. Give the segment a value without them.");
    }

    [Fact]
    public async Task More_than_a_hundred_tags_are_refused()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);
        azure.Data.Tag(1, [.. Enumerable.Range(0, 100).Select(i => $"tag {i}")]);

        await RefusedAsync(azure, azure.Edit(1, add: ["SMB"]), "tooManyTags", "1 would have more than the 100 tags that Azure DevOps takes. Remove some there first.");
    }

    [Fact]
    public async Task Formatted_text_is_left_alone()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Html);
        azure.Set(1, "<div>SMB</div>");

        await RefusedAsync(azure, azure.Edit(1, add: ["Enterprise"]), "fieldReadOnly",
            "The field \"Customer segment\" of 1 holds formatted text, which writing would lose. Clear the formatting there, or use the tags, a line of text or a picklist as segment field.");
        azure.Raw(1).ShouldBe("<div>SMB</div>");
    }

    [Fact]
    public async Task A_field_that_must_not_be_empty_is_not_emptied()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Set(1, "SMB");
        azure.Data.AddFieldToType(WritingFixture.Process, "Epic", WritingFixture.Field, isRequired: true);

        await RefusedAsync(azure, azure.Edit(1, remove: ["SMB"]), "fieldRequired",
            "The field \"Customer segment\" of the type Epic must not be empty, so the last segment of 1 cannot be removed. Choose another segment in the same step.");
    }

    [Fact]
    public async Task A_field_that_Azure_DevOps_sets_itself_is_only_read()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Other);

        await RefusedAsync(azure, azure.Edit(1, add: ["SMB"]), "fieldReadOnly",
            "The field \"Customer segment\" cannot hold segments to write: Azure DevOps sets it itself, or it holds no text. Use the tags, a text field or a picklist as segment field.");
        azure.Azure.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rule_that_makes_the_field_read_only_is_told()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Data.AddField(azure.Data.Field(WritingFixture.Field) with { IsReadOnly = true });

        await RefusedAsync(azure, azure.Edit(1, add: ["SMB"]), "fieldReadOnly",
            "A rule of the type Epic makes the field \"Customer segment\" of 1 read-only: for this account, or in the state New. An administrator of the process can change the rule.", writes: 1);
        azure.Raw(1).ShouldBeNull();
    }

    [Fact]
    public async Task A_rule_of_the_type_that_takes_one_value_is_told()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Data.AddFieldToType(WritingFixture.Process, "Epic", WritingFixture.Field, isRequired: false, "SMB", "Legacy");
        azure.Set(1, "SMB");

        await RefusedAsync(azure, azure.Edit(1, add: ["Legacy"]), "oneValueOnly",
            "The picklist \"Customer segment\" takes one value, and 1 has \"SMB\". Remove that segment in the same step, or let an administrator of the process allow people to enter their own values, so that several can stand there.",
            writes: 1);
    }

    [Fact]
    public async Task Another_rule_is_told_in_its_own_words()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Azure.Faults.On(
            WritingFixture.IsPatch, AzureFault.Status(400, "TF401320: Rule Error for field Risk. Error code: Required, InvalidEmpty.", "RuleValidationException"));

        var refused = (await azure.WriteAsync(azure.Edit(1, add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Refused>();

        refused.Problem.Code.ShouldBe("ruleRefused");
        refused.Problem.Text.ShouldContain("A rule of the type Epic does not let 1 be saved. Open it in Azure DevOps and mend what the rule wants, then try again.");
        refused.Problem.Text.ShouldContain("Rule Error for field Risk");
    }

    [Fact]
    public async Task Who_may_not_edit_is_refused_though_the_connection_may()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Data.Permit("Bo", AzurePermissions.Read);

        await RefusedAsync(azure, azure.Edit(1, add: ["SMB"]), "mayNotEdit",
            "Bo may not edit 1. An administrator of the project Fabrikam can give the permission to edit work items in its area, and to make the tag too where it is a new one.",
            new("Bo", "bo-token"), writes: 1);
        azure.Azure.Requests.ShouldAllBe(r => r.User == "Bo");
        azure.Revision(1).ShouldBe(1);
    }

    [Fact]
    public async Task Who_may_not_see_the_item_does_not_find_it()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Data.Permit("Bo", AzurePermissions.None);

        (await azure.WriteAsync(azure.Edit(1, add: ["SMB"]), new("Bo", "bo-token"))).ShouldBeOfType<WriteOutcome.NotFound>();

        azure.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_written_while_the_switch_is_off()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Allowed = 0;

        (await azure.WriteAsync(azure.Edit(1, add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Refused>().Problem.Code.ShouldBe("writeBackOff");

        azure.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_token_that_opens_anything_nothing_is_written()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Azure.Faults.On(WritingFixture.IsPatch, AzureFault.Status((int)HttpStatusCode.Unauthorized));

        (await azure.WriteAsync(azure.Edit(1, add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Refused>().Problem.Code.ShouldBe("notAuthenticated");

        azure.Revision(1).ShouldBe(1);
    }

    private static async Task RefusedAsync(WritingFixture azure, FieldEdit edit, string code, string text, Actor? actor = null, int writes = 0)
    {
        var refused = (await azure.WriteAsync(edit, actor)).ShouldBeOfType<WriteOutcome.Refused>();

        (refused.Problem.Code, refused.Problem.Text).ShouldBe((code, text));
        azure.Writes.Count.ShouldBe(writes);
    }
}
