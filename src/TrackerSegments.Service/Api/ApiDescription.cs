using Microsoft.AspNetCore.OpenApi;

namespace TrackerSegments.Service.Api;

/// <summary>What the description of the API says of itself.</summary>
internal static class ApiDescription
{
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new()
        {
            Title = "TrackerSegments",
            Version = "1",
            Description = "Whether planned effort follows the customer-segment strategy. Errors are application/problem+json.",
        };
        document.Servers = [];
        return Task.CompletedTask;
    });
}
