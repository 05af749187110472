using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Trackers.AzureDevOps;

public class ReadingConnectTests
{
    [Theory]
    [InlineData("https://dev.azure.com/fabrikam", "https://dev.azure.com/fabrikam", null)]
    [InlineData(" dev.azure.com/fabrikam/ ", "https://dev.azure.com/fabrikam", null)]
    [InlineData("https://dev.azure.com/fabrikam/Web%20shop", "https://dev.azure.com/fabrikam", "Web shop")]
    [InlineData("https://dev.azure.com/fabrikam/Web%20shop/_boards/board/t/Team/Epics", "https://dev.azure.com/fabrikam", "Web shop")]
    [InlineData("https://fabrikam.visualstudio.com", "https://fabrikam.visualstudio.com", null)]
    [InlineData("https://fabrikam.visualstudio.com/DefaultCollection/Shop", "https://fabrikam.visualstudio.com", "Shop")]
    [InlineData("https://server.example/tfs/Main", "https://server.example/tfs/Main", null)]
    [InlineData("https://server.example:8443/tfs/Main/Shop", "https://server.example:8443/tfs/Main", "Shop")]
    [InlineData("https://server.example/Main/Shop/_workitems", "https://server.example/Main", "Shop")]
    public void An_address_is_understood_with_and_without_a_project(string text, string address, string? project) =>
        AzureAddress.Parse(text).ShouldBe(new AzureAddress(address, project));

    [Theory]
    [InlineData("https://dev.azure.com", "names no organization. Write it as https://dev.azure.com/ORGANIZATION.")]
    [InlineData("https://server.example/tfs", "names no collection. Write it as https://server.example/tfs/COLLECTION")]
    [InlineData("http://server.example/tfs/Main", "would send the token unencrypted. Use https://server.example.")]
    [InlineData("https://ada:secret@dev.azure.com/fabrikam", "Leave user, query and fragment out.")]
    [InlineData("https://dev.azure.com/a/b/c/d", "Leave the rest out.")]
    public void An_address_that_is_none_is_said(string text, string said)
    {
        var message = Should.Throw<UsageException>(() => AzureAddress.Parse(text)).Message;
        message.ShouldEndWith(said.EndsWith('.') ? said : $"{said} or https://server.example/COLLECTION.");
        message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(AzureKind.Services, "azure-devops", "7.1")]
    [InlineData(AzureKind.Server, "azure-devops-server", "7.0")]
    public async Task An_organization_says_what_it_is_and_its_fields_are_found(AzureKind kind, string expected, string version)
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { Kind = kind });

        var report = await fixture.ConnectAsync();

        fixture.Tracker.Info.ShouldBe(new TrackerInfo(expected, "127.0.0.1/fabrikam"));
        fixture.Tracker.Site.ApiVersion.ShouldBe(version);
        var apple = fixture.Data.Project("Apple");
        fixture.Tracker.Scopes.ShouldBe([new TrackerScope($"{apple.Id}", "Apple") { Label = "Apple" }]);
        report.Account.ShouldBe("Ada");
        report.Fields.ShouldBe(
        [
            new("segment", fixture.Data.Field(Backlogs.Field).ReferenceName, Backlogs.Field, "text", true),
            new("effort", AzureFieldNames.StoryPoints, "Story Points", "number", false),
            new("effort", AzureFieldNames.Effort, "Effort", "number", false),
            new("parent", AzureFieldNames.Parent, "Parent", "work item", false),
            new("epicLevel", AzureFieldNames.Type, "Epic", "type", false),
            new("team", AzureFieldNames.AreaPath, "Area Path", "area", false),
        ]);
    }

    [Theory]
    [InlineData("Tags", "Tags")]
    [InlineData("System.Tags", "Tags")]
    [InlineData("customer SEGMENT", "List")]
    [InlineData("custom.customersegment", "List")]
    [InlineData("Area Path", "Other")]
    [InlineData("Strict", "Single")]
    public async Task The_segment_field_is_found_by_name_or_reference_name(string wanted, string kind)
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Data.AddField("Strict", isSuggested: false, "A", "B");
        fixture.Reconnect(settings => settings with { SegmentField = wanted });

        await fixture.ConnectAsync();

        fixture.Tracker.Site.Segment.Kind.ToString().ShouldBe(kind);
    }

    [Fact]
    public async Task A_field_that_is_not_there_or_there_twice_is_said_with_those_that_are()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Reconnect(settings => settings with { SegmentField = "Customer segmnt" });
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("fieldNotFound");
        problem.Text.ShouldStartWith("There is no field \"Customer segmnt\" on 127.0.0.1/fabrikam. Name another with --segment-field");
        problem.Text.ShouldContain("The fields there are: Customer segment, ");

        fixture.Data.AddField(new TrackerSegments.Simulators.AzureDevOps.Model.AzureField("Customer-segment", "Other.Segment", "string"));
        fixture.Reconnect(settings => settings with { SegmentField = "Customer_segment" });
        problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("fieldAmbiguous");
        problem.Text.ShouldContain("Customer segment (Custom.Customersegment) and Customer-segment (Other.Segment). Choose one of them by its reference name with --segment-field.");
    }

    [Theory]
    [InlineData(AzureSignIn.Unauthorized)]
    [InlineData(AzureSignIn.Page)]
    [InlineData(AzureSignIn.Redirect)]
    public async Task A_token_that_is_not_accepted_is_told_however_the_sign_in_answers(AzureSignIn signIn)
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { SignIn = signIn });
        fixture.Reconnect(settings => settings, "wrong-token");

        var problem = await fixture.ProblemAsync();

        problem.Code.ShouldBe("notAuthenticated");
        problem.Blame.ShouldBe(Blame.Person);
        problem.Text.ShouldStartWith("127.0.0.1 does not accept the token (whose account this is). It may have expired");
        problem.Text.ShouldNotContain("wrong-token");
        fixture.Azure.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_may_not_is_told_from_whose_token_is_wrong_and_without_a_token_nothing_is_sent()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Azure.Faults.OnEndpoint("/fields", AzureFault.Status(403, "You <may> not\nsee \u202Efields."));
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("forbidden");
        problem.Blame.ShouldBe(Blame.Administrator);
        problem.Text.ShouldEndWith("Azure DevOps says: You <may> not see fields.");

        fixture.Azure.ForgetRequests();
        fixture.Reconnect(settings => settings, null);
        (await fixture.ProblemAsync()).Text.ShouldStartWith("There is no token for Azure DevOps. Give one");
        fixture.Azure.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_that_is_no_organizations_or_answers_with_a_page_is_said()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Reconnect(settings => settings with { Address = $"{settings.Address}/elsewhere" });
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("notTheTracker");
        problem.Text.ShouldStartWith("There is no organization or collection at 127.0.0.1/fabrikam/elsewhere");

        fixture.Reconnect(settings => settings with { Address = settings.Address.Replace("/elsewhere", "", StringComparison.Ordinal) });
        fixture.Azure.Faults.On(_ => true, AzureFault.Html(200), int.MaxValue);
        (await fixture.ProblemAsync()).Text.ShouldContain("answered with a web page where Azure DevOps answers with JSON");
    }

    [Fact]
    public async Task A_project_that_is_not_there_is_named_and_the_others_are_found_by_name_or_id_in_any_case()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        var birch = fixture.Data.Project("Birch wood").Id;
        fixture.Reconnect(settings => settings with { Projects = ["aPPLE", "Nowhere", $"{birch}", "Birch wood"] });

        var report = await fixture.ConnectAsync();

        fixture.Tracker.Scopes.Select(scope => scope.Name).ShouldBe(["Apple", "Nowhere", "Birch wood"]);
        var finding = report.Findings.Single(f => f.Code == "projectGone");
        finding.Text.ShouldBe("There is no project Nowhere, or the account may not see it. Check the name, or have an administrator give the account access to the project.");
    }

    [Fact]
    public async Task A_type_that_no_project_has_is_an_error_that_names_those_there_and_another_of_the_level_is_said()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Reconnect(settings => settings with { EpicTypes = ["Initiative"] });
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("epicTypeNotFound");
        problem.Text.ShouldContain("has no work item type named \"Initiative\". Name the types that are epics with --epic-type. The types there are: ");

        fixture.Reconnect(settings => settings with { EpicTypes = ["Bug"] });
        await fixture.ConnectAsync();
        fixture.Tracker.StandsAlone(new() { Key = "1", Type = "Task" }).ShouldBeTrue();
    }

    [Fact]
    public async Task An_epic_without_the_segment_field_is_an_error_with_its_reason_and_not_unassigned()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Data.AddProject("Plain", "Agile");
        fixture.Data.Add("Plain", "Epic", "Without the field");
        fixture.Reconnect(settings => settings with { Projects = ["Plain"] });
        await fixture.ConnectAsync();

        var problem = await fixture.ProblemAsync(() => fixture.ReadAsync());

        problem.Code.ShouldBe("fieldMissing");
        problem.Blame.ShouldBe(Blame.Administrator);
        problem.Text.ShouldBe("The type Epic of the project Plain has no field \"Customer segment\"; its items are not taken as having no segment. An administrator has to add the field Custom.Customersegment to the type in the project's process.");
    }

    [Theory]
    [InlineData("[Nothing] = 1")]
    [InlineData("SELECT [System.Id] FROM WorkItems WHERE [System.Title] CONTAINS")]
    public async Task A_query_that_is_not_understood_is_said_at_once(string query)
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Reconnect(settings => settings with { Query = query });
        var problem = await fixture.ProblemAsync();
        problem.Code.ShouldBe("queryInvalid");
        problem.Blame.ShouldBe(Blame.Person);
        problem.Text.ShouldEndWith("Correct the query in --wiql, or leave it out.");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("  ", null)]
    [InlineData("[System.State] = 'New'", "[System.State] = 'New'")]
    [InlineData("select [System.Id] from workitems where [System.State] = 'where order by x' order by [System.Id] desc", "[System.State] = 'where order by x'")]
    [InlineData("SELECT [System.Id] FROM WorkItems ORDER BY [System.Id]", null)]
    [InlineData("[Custom.Where] = 'it''s' ORDER  BY [System.Id]", "[Custom.Where] = 'it''s'")]
    public void The_condition_of_a_query_is_taken_out_of_it(string? query, string? condition) => AzureQuery.Condition(query).ShouldBe(condition);

    [Theory]
    [InlineData("SELECT [System.Id] FROM WorkItemLinks WHERE [Source].[System.Id] = 1 MODE (Recursive)")]
    [InlineData("[System.State] = 'New' ASOF '2026-01-01'")]
    public void A_query_of_links_or_of_the_past_is_refused(string query) =>
        Should.Throw<UsageException>(() => AzureQuery.Condition(query)).Message.ShouldStartWith("--wiql takes a flat query of work items");

    [Fact]
    public async Task That_tokens_for_all_organizations_end_is_said_before_it_bites_and_after()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Clock.GetUtcNow().ShouldBe(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
        var finding = (await fixture.ConnectAsync()).Findings.ShouldHaveSingleItem();
        finding.Code.ShouldBe("globalTokenEnds");
        finding.Text.ShouldContain("it stops working on 1 December 2026; the token itself does not tell");
        finding.Action.ShouldContain("All accessible organizations");

        fixture.Clock.Advance(TimeSpan.FromDays(9.4));
        (await fixture.ConnectAsync()).Findings.ShouldHaveSingleItem();
        fixture.Clock.Advance(TimeSpan.FromDays(0.1));
        (await fixture.ConnectAsync()).Findings.ShouldBeEmpty("What still works is no token for all organizations.");

        AzureFindings.AfterTheEnd(
            new("notAuthenticated", "No.", Blame.Person), fixture.Settings with { Address = "https://dev.azure.com/fabrikam" }, new("pat"), fixture.Clock.GetUtcNow())
            .Text.ShouldBe("No. Personal access tokens for all organizations ended on 1 December 2026: if this is one, make one for this organization alone.");
    }

    [Fact]
    public async Task A_server_s_token_and_one_of_Entra_are_not_said_to_end()
    {
        await using var server = await ReadingFixture.StartAsync(new() { Kind = AzureKind.Server });
        (await server.ConnectAsync()).Findings.ShouldBeEmpty();
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Data.ChangeToken("Ada", "eyJhbGciOi.payload.signature");
        fixture.Reconnect(settings => settings, "eyJhbGciOi.payload.signature");
        (await fixture.ConnectAsync()).Findings.ShouldBeEmpty();
    }
}
