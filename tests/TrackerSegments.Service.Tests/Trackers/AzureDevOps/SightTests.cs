using TrackerSegments.Service.Trackers.AzureDevOps;

namespace TrackerSegments.Service.Tests.Trackers.AzureDevOps;

/// <summary>What Azure DevOps tells of others: whether they belong to the organization.</summary>
public sealed class SightTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_member_it_is_said_that_projects_are_not_told()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        var zoe = fixture.Data.AddUser("Zoe", "zoe@example.com", "zoe");

        var sight = await fixture.Tracker.FindSightAsync(zoe.Id.ToString(), Cancel);

        sight.Hidden.ShouldBeEmpty();
        sight.Untold.ShouldBe("They belong to the organization; which of its projects they see Azure DevOps does not tell.");
    }

    [Fact]
    public async Task Who_left_the_organization_sees_nothing_of_it()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        var zoe = fixture.Data.AddUser("Zoe", "zoe@example.com", "zoe");
        fixture.Data.Remove("Zoe");

        var sight = await fixture.Tracker.FindSightAsync(zoe.Id.ToString(), Cancel);

        sight.Hidden.Count.ShouldBe(1);
        sight.Untold.ShouldBeNull();
    }

    [Fact]
    public async Task Of_an_id_that_is_not_known_nothing_is_guessed()
    {
        await using var fixture = await ReadingFixture.StartAsync();

        var sight = await fixture.Tracker.FindSightAsync(Guid.NewGuid().ToString(), Cancel);

        sight.Hidden.ShouldBeEmpty();
        sight.Untold.ShouldBe("Azure DevOps does not know them by the id in their token.");
    }

    [Fact]
    public async Task Where_the_token_is_not_accepted_nobody_knows()
    {
        await using var fixture = await ReadingFixture.StartAsync();
        fixture.Reconnect(settings => settings, token: "wrong");

        (await fixture.ProblemAsync(() => fixture.Tracker.FindSightAsync("1", Cancel))).Code.ShouldBe("notAuthenticated");
    }

    [Theory]
    [InlineData("https://dev.azure.com/fabrikam", "https://vssps.dev.azure.com/fabrikam")]
    [InlineData("https://fabrikam.visualstudio.com", "https://fabrikam.vssps.visualstudio.com")]
    [InlineData("https://tfs.example.com/tfs/Collection", "https://tfs.example.com/tfs/Collection")]
    [InlineData("http://127.0.0.1:8080/fabrikam", "http://127.0.0.1:8080/fabrikam")]
    public void People_are_asked_for_where_they_are(string organization, string people) => AzureAddress.PeopleOf(organization).ShouldBe(people);
}
