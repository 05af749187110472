using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

/// <summary>What Jira tells of what others may see.</summary>
public sealed class SightTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_may_browse_every_project_that_is_read_sees_all_of_it()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        var ada = fixture.Data.AddUser("Ada", "ada@example.com", "ada");

        var sight = await fixture.Tracker.FindSightAsync(ada.AccountId, Cancel);

        sight.Hidden.ShouldBeEmpty();
        sight.Untold.ShouldBeNull();
    }

    [Fact]
    public async Task A_project_that_somebody_may_not_browse_any_more_is_named()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        var ada = fixture.Data.AddUser("Ada", "ada@example.com", "ada");
        fixture.Data.Permit("Ada", JiraPermissions.None, "FW");

        var sight = await fixture.Tracker.FindSightAsync(ada.AccountId, Cancel);

        sight.Hidden.ShouldBe(["FW"]);
        sight.Untold.ShouldBeNull();
    }

    [Fact]
    public async Task An_account_that_is_no_administrator_is_not_told_and_that_is_said()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Data.Permit("ann", JiraPermissions.Member);
        var ada = fixture.Data.AddUser("Ada", "ada@example.com", "ada", JiraPermissions.None);

        var sight = await fixture.Tracker.FindSightAsync(ada.AccountId, Cancel);

        sight.Hidden.ShouldBeEmpty();
        sight.Untold.ShouldNotBeNull().ShouldContain("asking whether somebody may browse the projects, which Jira tells to administrators");
        sight.Untold.ShouldContain("may not do this");
    }

    [Fact]
    public async Task Of_an_account_that_Jira_does_not_know_nothing_is_guessed()
    {
        await using var fixture = await ReadingFixture.StartAsync();

        (await fixture.Tracker.FindSightAsync("712020:0", Cancel)).Untold.ShouldNotBeNull().ShouldContain("712020:0");
    }

    [Fact]
    public async Task A_project_that_is_gone_is_no_ones_to_see()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        var ada = fixture.Data.AddUser("Ada", "ada@example.com", "ada");
        foreach (var project in fixture.Settings.Projects)
        {
            fixture.Data.RemoveProject(project);
        }

        (await fixture.Tracker.FindSightAsync(ada.AccountId, Cancel)).Untold.ShouldBe("None of the projects that are read can be found.");
    }

    [Fact]
    public async Task Where_the_token_is_not_accepted_nobody_knows()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Data.ChangeToken("ann", "another");

        (await fixture.ProblemAsync(() => fixture.Tracker.FindSightAsync("712020:1", Cancel))).Code.ShouldBe("notAuthenticated");
    }

    [Fact]
    public async Task Data_Center_does_not_tell()
    {
        await using var fixture = await ReadingFixture.StartAsync(new() { Kind = JiraKind.DataCenter });

        (await fixture.Tracker.FindSightAsync("ada", Cancel)).Untold.ShouldNotBeNull();
    }
}
