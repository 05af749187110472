using Microsoft.AspNetCore.Http.Metadata;

namespace TrackerSegments.Service.Api;

/// <summary>How large a body may be at one address.</summary>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
