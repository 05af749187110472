using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>The version that a call names, in its query or in its Accept header.</summary>
internal static partial class AzureVersions
{
    /// <summary>Refuses a call that names no version where it must, or one that there is not.</summary>
    public static void Check(AzureOptions options, AzureEndpoint endpoint, HttpRequest request)
    {
        var named = request.Query["api-version"].FirstOrDefault() ?? InAccept().Match(request.Headers.Accept.ToString()) switch
        {
            { Success: true } match => match.Groups["version"].Value,
            _ => null,
        };
        if (named is null)
        {
            if (request.Method is "GET" or "HEAD" or "OPTIONS")
            {
                return;
            }

            throw new AzureRefusal(400, "VssVersionNotSpecifiedException", $"No api-version was supplied for the \"{request.Method}\" request. The version must be supplied either as part of the Accept header (e.g. \"application/json; api-version=1.0\") or as a query parameter (e.g. \"?api-version=1.0\").");
        }

        var form = Form().Match(named);
        if (!form.Success)
        {
            throw new AzureRefusal(400, "VssInvalidApiResourceVersionException", $"The api-version \"{named}\" is not in the expected form.");
        }

        if (decimal.Parse(form.Groups["number"].Value, CultureInfo.InvariantCulture) > decimal.Parse(options.LatestVersion, CultureInfo.InvariantCulture))
        {
            throw new AzureRefusal(400, "VssVersionOutOfRangeException", $"The requested REST API version of {named} is out of range for this server. The latest REST API version this server supports is {options.LatestVersion}.");
        }

        if (endpoint.IsPreview && !form.Groups["preview"].Success)
        {
            throw new AzureRefusal(400, "VssInvalidPreviewVersionException", $"The requested version \"{named}\" of the resource is under preview. The -preview flag must be supplied in the api-version for such requests. For example: \"{named}-preview\"");
        }
    }

    [GeneratedRegex(@"^(?<number>\d+\.\d)(?<preview>-preview(\.\d+)?)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();

    [GeneratedRegex("api-version=(?<version>[^;,\\s]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InAccept();
}
