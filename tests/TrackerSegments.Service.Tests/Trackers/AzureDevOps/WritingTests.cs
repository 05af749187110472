using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps;

namespace TrackerSegments.Service.Tests.Trackers.AzureDevOps;

/// <summary>One epic gets a segment in Azure DevOps.</summary>
public sealed class WritingTests
{
    [Fact]
    public async Task A_segment_is_added_without_touching_what_is_there()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Set(1, "SMB; Legacy");
        var before = azure.Data.Item(1).Latest;

        var outcome = await azure.WriteAsync(azure.Edit(1, add: ["Enterprise"]));

        azure.Raw(1).ShouldBe("SMB;Legacy;Enterprise");
        outcome.ShouldBeOfType<WriteOutcome.Written>().Overlap.ShouldBeNull();
        azure.TextsOf(outcome).ShouldBe(["SMB", "Legacy", "Enterprise"]);
        azure.Writes.ShouldHaveSingleItem().Body.ShouldBe(
            """[{"op":"test","path":"/rev","value":2},{"op":"add","path":"/fields/Custom.Customersegment","value":"SMB;Legacy;Enterprise"}]""");
        var after = azure.Data.Item(1).Latest;
        (after.Number, after.Title, after.State, after.Values.Length).ShouldBe((before.Number + 1, before.Title, before.State, before.Values.Length));
    }

    [Fact]
    public async Task The_answer_of_the_write_is_what_is_known_of_the_item_afterwards()
    {
        await using var azure = await WritingFixture.StartAsync();

        var written = (await azure.WriteAsync(azure.Edit(1, add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Written>();

        written.Item.Revision.ShouldBe("2");
        (written.Item.Key, written.Item.Title, written.Item.Type).ShouldBe(("1", "Epic 0", "Epic"));
        azure.Azure.Requests.Select(r => r.Method).ShouldBe(["POST", "GET", "PATCH"]);
    }

    [Theory]
    [InlineData(" SMB ;;  x<y ;old  Thing; ", "SMB;x<y;old  Thing;Enterprise")]
    [InlineData("legacy;SMB", "legacy;SMB;Enterprise")]
    [InlineData(null, "Enterprise")]
    public async Task Every_other_value_keeps_its_spelling_and_its_place(string? there, string after)
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Set(1, there);

        (await azure.WriteAsync(azure.Edit(1, add: ["Enterprise"]))).ShouldBeOfType<WriteOutcome.Written>();

        azure.Raw(1).ShouldBe(after);
    }

    [Fact]
    public async Task A_value_is_written_as_the_picklist_spells_it()
    {
        await using var azure = await WritingFixture.StartAsync();

        (await azure.WriteAsync(azure.Edit(1, add: ["smb", "Not offered"]))).ShouldBeOfType<WriteOutcome.Written>();

        azure.Raw(1).ShouldBe("SMB;Not offered");
    }

    [Fact]
    public async Task What_is_there_already_is_not_written_again()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Set(1, "SMB");

        var outcome = await azure.WriteAsync(azure.Edit(1, add: ["smb"]));

        azure.TextsOf(outcome).ShouldBe(["SMB"]);
        azure.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_last_segment_can_be_removed()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Set(1, "smb");

        var outcome = await azure.WriteAsync(azure.Edit(1, remove: ["SMB"]));

        azure.TextsOf(outcome).ShouldBeEmpty();
        azure.Raw(1).ShouldBeNull();
    }

    [Fact]
    public async Task A_strict_picklist_gets_its_one_value_and_another_one_in_its_place()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Single);

        (await azure.WriteAsync(azure.Edit(1, add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Written>();
        (await azure.WriteAsync(azure.Edit(1, add: ["enterprise"], remove: ["SMB"]))).ShouldBeOfType<WriteOutcome.Written>();

        azure.Raw(1).ShouldBe("Enterprise");
    }

    [Fact]
    public async Task A_value_of_a_strict_picklist_may_hold_a_semicolon()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Single, values: ["SMB", "Retail; wholesale"]);

        var outcome = await azure.WriteAsync(azure.Edit(1, add: ["Retail; wholesale"]));

        azure.TextsOf(outcome).ShouldBe(["Retail; wholesale"]);
    }

    [Fact]
    public async Task Tags_are_replaced_by_the_whole_set()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);
        azure.Data.Tag(1, "old", "ready", "Straße 1/2 & more");

        var outcome = await azure.WriteAsync(azure.Edit(1, add: ["SMB"], remove: ["OLD"]));

        azure.TextsOf(outcome).ShouldBe(["ready", "SMB", "Straße 1/2 & more"], ignoreOrder: true);
        azure.Raw(1).ShouldBe("ready; SMB; Straße 1/2 & more");
        azure.Writes.ShouldHaveSingleItem().Body.ShouldContain("\"op\":\"replace\",\"path\":\"/fields/System.Tags\"");
    }

    [Fact]
    public async Task The_last_tag_can_be_removed()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags);
        azure.Data.Tag(1, "old");

        (await azure.WriteAsync(azure.Edit(1, remove: ["Old"]))).ShouldBeOfType<WriteOutcome.Written>();

        azure.Raw(1).ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_text_of_several_lines_takes_more_than_255_characters(bool isHtml)
    {
        await using var azure = await WritingFixture.StartAsync(isHtml ? AzureFieldKind.Html : AzureFieldKind.LongText);
        var long1 = new string('a', 200);
        var long2 = new string('b', 200);
        azure.Set(1, long1);

        (await azure.WriteAsync(azure.Edit(1, add: [long2]))).ShouldBeOfType<WriteOutcome.Written>();

        azure.Raw(1).ShouldBe($"{long1};{long2}");
    }

    [Fact]
    public async Task Somebody_writes_with_their_own_token_and_is_its_author()
    {
        await using var azure = await WritingFixture.StartAsync();

        (await azure.WriteAsync(azure.Edit(1, add: ["SMB"]), new("Bo", "bo-token"))).ShouldBeOfType<WriteOutcome.Written>();

        azure.Azure.Requests.ShouldAllBe(r => r.User == "Bo");
        azure.Data.Item(1).Latest.ChangedBy.Name.ShouldBe("Bo");
    }

    [Fact]
    public async Task What_a_type_offers_is_asked_once()
    {
        await using var azure = await WritingFixture.StartAsync();

        await azure.WriteAsync(azure.Edit(1, add: ["SMB"]));
        await azure.WriteAsync(azure.Edit(2, add: ["SMB"]));

        azure.Azure.Requests.Count(r => r.Method == "GET").ShouldBe(1);
    }

    [Fact]
    public async Task An_item_that_is_gone_is_not_found()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Data.Delete(1);

        (await azure.WriteAsync(azure.Edit(1, add: ["SMB"]))).ShouldBeOfType<WriteOutcome.NotFound>();

        azure.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_item_deleted_in_between_is_not_found()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Before(WritingFixture.IsPatch, () => azure.Data.Delete(1));

        (await azure.WriteAsync(azure.Edit(1, add: ["SMB"]))).ShouldBeOfType<WriteOutcome.NotFound>();
    }

    [Fact]
    public async Task A_repeated_write_finds_its_own_work_and_names_nobody_else()
    {
        await using var azure = await WritingFixture.StartAsync();
        var edit = azure.Edit(1, add: ["SMB"]);

        await azure.WriteAsync(edit);
        var again = (await azure.WriteAsync(edit)).ShouldBeOfType<WriteOutcome.Written>();

        again.Overlap.ShouldBeNull();
        azure.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Azure_DevOps_Server_is_written_the_same_way()
    {
        await using var azure = await WritingFixture.StartAsync(options: new() { Kind = AzureKind.Server, Organization = "tfs/DefaultCollection" });
        azure.Set(1, "Mid-market");

        var outcome = await azure.WriteAsync(azure.Edit(1, add: ["SMB"], expected: []));

        outcome.ShouldBeOfType<WriteOutcome.Written>().Overlap.ShouldNotBeNull().Author.ShouldBe("Bo");
        azure.Raw(1).ShouldBe("Mid-market;SMB");
    }
}
