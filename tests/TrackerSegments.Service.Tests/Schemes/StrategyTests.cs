using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Schemes;

/// <summary>How targets are drafted, published and held against the effort.</summary>
public sealed class StrategyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_draft_holds_on_no_day_until_it_is_published()
    {
        await using var service = await StartAsync();

        var drafted = (await service.AimAsync("""{"reason":"Next year","targets":[{"segment":"smb","target":60,"tolerance":2.5},{"segment":"enterprise","target":40}]}"""))
            .ShouldBeDone().Json;

        drafted.GetProperty("inForce").GetInt32().ShouldBe(1);
        var draft = drafted.GetProperty("versions")[0];
        (draft.GetProperty("version").GetInt32(), draft.GetProperty("published").GetBoolean(), draft.GetProperty("validFrom").GetString()).ShouldBe((2, false, "2026-11-21"));
        draft.GetProperty("targets")[0].GetProperty("segment").GetString().ShouldBe("enterprise");
        draft.GetProperty("targets")[0].GetProperty("tolerance").GetDecimal().ShouldBe(5);
        (await TargetsAsync(service)).ShouldBe([30, 20, 50]);

        var published = (await service.AimAsync("""{"version":2,"publish":true}""")).ShouldBeDone().Json;

        published.GetProperty("inForce").GetInt32().ShouldBe(2);
        published.GetProperty("versions")[0].GetProperty("reason").GetString().ShouldBe("Next year");
        (await TargetsAsync(service)).ShouldBe([40, null, 60]);
    }

    [Fact]
    public async Task The_strategy_of_a_later_day_holds_from_that_day_on()
    {
        await using var service = await StartAsync();
        (await service.AimAsync("""{"publish":true,"validFrom":"2027-Q1","targets":[{"segment":"smb","target":100}]}""")).ShouldBeDone()
            .Json.GetProperty("versions")[0].GetProperty("validFrom").GetString().ShouldBe("2027-01-01");
        (await TargetsAsync(service)).ShouldBe([30, 20, 50]);

        clock.Now = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

        (await TargetsAsync(service)).ShouldBe([null, null, 100]);
        (await service.GetAsync(SchemeCalls.Strategy)).GetProperty("inForce").GetInt32().ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"targets":[{"segment":"smb","target":90}]}""", "The targets add up to 90 %, not 100 %: 10 % missing.")]
    [InlineData("""{"targets":[{"segment":"smb","target":90},{"segment":"enterprise","target":20.5}]}""", "The targets add up to 110.5 %, not 100 %: 10.5 % too much.")]
    [InlineData("""{"targets":[{"segment":"smb","target":-1},{"segment":"enterprise","target":101}]}""", "A target of 101 % is out of range: it is between 0 and 100.")]
    [InlineData("""{"targets":[{"segment":"nobody","target":100}]}""", "There is a target for \"nobody\", which is no segment of Customer segment. Name one of its segments.")]
    [InlineData("""{"targets":[{"segment":"old","target":100}]}""", "\"Old\" is archived and its epics count as unassigned: give its target of 100 % to another segment.")]
    [InlineData("""{"targets":[{"segment":"smb","target":50},{"segment":"smb","target":50}]}""", "SMB has two targets. Give each segment one.")]
    [InlineData("""{"publish":true}""", "A strategy needs targets. Name the segments with the share that each should get.")]
    [InlineData("""{"version":1,"targets":[{"segment":"smb","target":100}]}""", "Strategy 1 is published and stays as it is. Make a new draft and publish that.")]
    [InlineData("""{"version":9,"targets":[{"segment":"smb","target":100}]}""", "There is no strategy 9. Look at the list again.")]
    [InlineData("""{"validFrom":"tomorrow","targets":[{"segment":"smb","target":100}]}""", "\"tomorrow\" is no first day: write it as 2026-10-01, or as a quarter, 2026-Q4.")]
    [InlineData("""{"validFrom":"2026-Q5","targets":[{"segment":"smb","target":100}]}""", "\"2026-Q5\" is no first day: write it as 2026-10-01, or as a quarter, 2026-Q4.")]
    [InlineData("""{"validFrom":"1999-12-31","targets":[{"segment":"smb","target":100}]}""", "A strategy holds from a day between 2000-01-01 and 2099-12-31.")]
    public async Task What_cannot_be_is_refused_with_a_sentence_and_changes_nothing(string wish, string sentence)
    {
        await using var service = await StartAsync();
        (await service.ChangeAsync("""{"kind":"add","name":"Old"},{"kind":"archive","segment":"old"}""")).ShouldBeDone();
        var before = await service.GetAsync(SchemeCalls.Strategy);

        (await service.AimAsync(wish)).ShouldBeProblem(422, "schemeImpossible").ShouldBe(sentence);

        (await service.GetAsync(SchemeCalls.Strategy)).GetRawText().ShouldBe(before.GetRawText());
    }

    [Fact]
    public async Task Of_two_people_the_second_is_shown_both_versions()
    {
        await using var service = await StartAsync();
        var tag = await service.TagAsync(SchemeCalls.Strategy);
        (await service.AimAsync("""{"targets":[{"segment":"smb","target":100}]}""")).ShouldBeDone();

        var (answer, now) = await service.CallAsync(HttpMethod.Put, SchemeCalls.Strategy, """{"targets":[{"segment":"enterprise","target":100}]}""", tag);

        answer.ShouldBeProblem(409, "changedMeanwhile");
        answer.Json.GetProperty("theirs").GetProperty("versions").GetArrayLength().ShouldBe(2);
        answer.Json.GetProperty("yours").GetProperty("targets")[0].GetProperty("segment").GetString().ShouldBe("enterprise");
        now.ShouldBe(await service.TagAsync(SchemeCalls.Strategy));
    }

    [Fact]
    public async Task A_change_of_the_scheme_alone_does_not_make_a_strategy_stale()
    {
        await using var service = await StartAsync();
        var tag = await service.TagAsync(SchemeCalls.Strategy);
        (await service.ChangeAsync("""{"kind":"rename","segment":"smb","name":"Shops"}""")).ShouldBeDone();

        (await service.CallAsync(HttpMethod.Put, SchemeCalls.Strategy, """{"targets":[{"segment":"smb","target":100}]}""", tag)).Answer.ShouldBeDone();
    }

    [Fact]
    public async Task A_draft_can_be_discarded_and_what_is_published_cannot()
    {
        await using var service = await StartAsync();
        (await service.AimAsync("""{"targets":[{"segment":"smb","target":100}]}""")).ShouldBeDone();

        (await service.CallAsync(HttpMethod.Delete, $"{SchemeCalls.Strategy}/1", match: await service.TagAsync(SchemeCalls.Strategy))).Answer
            .ShouldBeProblem(422, "schemeImpossible").ShouldStartWith("Strategy 1 is published");
        (await service.CallAsync(HttpMethod.Delete, $"{SchemeCalls.Strategy}/2", match: await service.TagAsync(SchemeCalls.Strategy))).Answer
            .ShouldBeDone().Json.GetProperty("versions").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_planned_in_progress_and_delivered_adds_up_to_the_whole()
    {
        var lines = ((string[])["To Do", "In Progress", "Done"]).Select((status, i) =>
            Backlogs.Epic($"A-{i}", 10 * (i + 1), "SMB").Replace("To Do", status, StringComparison.Ordinal));
        await using var service = await RunningService.StartAsync(folder.File("data"), Backlogs.Source(Backlogs.Write(folder, "s.jsonl", [.. lines])), clock);

        var whole = await EffortAsync(service, "");
        (await EffortAsync(service, "?status=todo")).ShouldBe(10);
        (await EffortAsync(service, "?status=in-progress")).ShouldBe(20);
        (await EffortAsync(service, "?status=done")).ShouldBe(30);
        (await EffortAsync(service, "?status=todo,in-progress,done")).ShouldBe(whole);
        (await service.GetAsync("/api/alignment?status=done")).GetProperty("policy").GetProperty("status").GetString().ShouldBe("done");
        (await service.CallAsync(HttpMethod.Get, "/api/alignment?status=soon")).Answer.ShouldBeProblem(400, "unknownStatus");
    }

    private static async Task<double> EffortAsync(RunningService service, string query) =>
        (await service.GetAsync($"/api/alignment{query}")).GetProperty("totals").GetProperty("effort").GetDouble();

    private static async Task<IReadOnlyList<int?>> TargetsAsync(RunningService service) =>
    [
        .. (await service.GetAsync("/api/alignment")).GetProperty("segments").EnumerateArray()
            .Select(s => s.GetProperty("target") is { ValueKind: System.Text.Json.JsonValueKind.Number } target ? (int?)target.GetDouble() : null),
    ];

    private Task<RunningService> StartAsync() => RunningService.StartAsync(
        folder.File("data"),
        Backlogs.Source(Backlogs.Write(folder, "a.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"), Backlogs.Epic("A-2", 40, "SMB"))),
        clock);
}
