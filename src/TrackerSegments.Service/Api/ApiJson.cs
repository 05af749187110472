using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Core;
using TrackerSegments.Service.Access.Audit;
using TrackerSegments.Service.Advice;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Schemes;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tenants;

namespace TrackerSegments.Service.Api;

/// <summary>The documents of the API as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AlignmentDocument))]
[JsonSerializable(typeof(BoardDocument))]
[JsonSerializable(typeof(WorkspaceDocument))]
[JsonSerializable(typeof(SegmentsEdit))]
[JsonSerializable(typeof(SegmentsWritten))]
[JsonSerializable(typeof(ManySegmentsEdit))]
[JsonSerializable(typeof(ManySegmentsWritten))]
[JsonSerializable(typeof(SyncDocument))]
[JsonSerializable(typeof(WritingWish))]
[JsonSerializable(typeof(ConnectionsWish))]
[JsonSerializable(typeof(ErasureWish))]
[JsonSerializable(typeof(ConnectionsDocument))]
[JsonSerializable(typeof(SchemesDocument))]
[JsonSerializable(typeof(SchemeDocument))]
[JsonSerializable(typeof(SchemeWish))]
[JsonSerializable(typeof(SchemeSteps))]
[JsonSerializable(typeof(SchemeWritten))]
[JsonSerializable(typeof(StrategyDocument))]
[JsonSerializable(typeof(StrategyWish))]
[JsonSerializable(typeof(ImportWish))]
[JsonSerializable(typeof(ReportsDocument))]
[JsonSerializable(typeof(ReportEntry))]
[JsonSerializable(typeof(ReportSent))]
[JsonSerializable(typeof(ScheduleWish))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(HealthDocument))]
[JsonSerializable(typeof(AuditDocument))]
[JsonSerializable(typeof(TrendDocument))]
[JsonSerializable(typeof(DriftDocument))]
[JsonSerializable(typeof(FindingsDocument))]
[JsonSerializable(typeof(MovesDocument))]
[JsonSerializable(typeof(NextDocument))]
[JsonSerializable(typeof(MatrixDocument))]
[JsonSerializable(typeof(PlanWish))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(ScenarioWish))]
[JsonSerializable(typeof(ScenarioDocument))]
[JsonSerializable(typeof(RulesWish))]
[JsonSerializable(typeof(SuggestionsDocument))]
[JsonSerializable(typeof(QueriesDocument))]
[JsonSerializable(typeof(StancesDocument))]
[JsonSerializable(typeof(StancesWish))]
[JsonSerializable(typeof(EpicConflictsDocument))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    private const int MaxDepth = 16;

    /// <summary>Reads requests to the letter: nothing twice, no null where a value belongs, no deep nesting.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.MaxDepth = MaxDepth;
        options.TypeInfoResolverChain.Insert(0, Default);
    }
}
