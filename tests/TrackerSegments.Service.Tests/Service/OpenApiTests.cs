using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Service;

public sealed class OpenApiTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task The_description_of_the_API_is_as_approved()
    {
        await using var service = await RunningService.StartAsync(folder.Root, open: false);
        using var response = await service.Client.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken);

        Approved.ShouldMatch(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) + "\n", "openapi.json");
    }

    public void Dispose() => folder.Dispose();
}
