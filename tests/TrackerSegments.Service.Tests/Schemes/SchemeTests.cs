using System.Text.Json.Nodes;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Schemes;

/// <summary>How a scheme is shown and changed.</summary>
public sealed class SchemeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Data => folder.File("data");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_lenses_come_with_templates_and_with_real_values_of_every_field()
    {
        await using var service = await StartAsync();

        var list = await service.GetAsync("/api/schemes");

        var lens = list.GetProperty("lenses")[0];
        (lens.GetProperty("key").GetString(), lens.GetProperty("primary").GetBoolean(), lens.GetProperty("segments").GetInt32()).ShouldBe((Backlogs.Lens, true, 3));
        list.GetProperty("templates")[0].GetProperty("segments").EnumerateArray().Select(s => s.GetString()).ShouldBe(["Enterprise", "Mid-market", "SMB"]);
        list.GetProperty("kinds").GetArrayLength().ShouldBe(8);
        var field = list.GetProperty("fields").EnumerateArray().Single(f => f.GetProperty("name").GetString() == Backlogs.Field);
        field.GetProperty("epics").GetInt32().ShouldBe(4);
        field.GetProperty("values").GetInt32().ShouldBe(3);
        field.GetProperty("samples")[0].GetProperty("value").GetString().ShouldBe("SMB");
        field.GetProperty("samples")[0].GetProperty("epics").GetInt32().ShouldBe(2);
        field.GetProperty("lenses")[0].GetString().ShouldBe(Backlogs.Lens);
    }

    [Fact]
    public async Task A_renamed_segment_keeps_its_key_and_every_epic()
    {
        await using var service = await StartAsync();

        var answer = (await service.ChangeAsync("""{"kind":"rename","segment":"smb","name":"Small business"}""")).ShouldBeDone();

        answer.Json.GetProperty("written").GetBoolean().ShouldBeTrue();
        answer.Json.GetProperty("epicCount").GetInt32().ShouldBe(0);
        var scheme = await service.GetAsync(SchemeCalls.Scheme);
        scheme.GetProperty("version").GetInt32().ShouldBe(2);
        scheme.Names().ShouldBe(["Enterprise", "Mid-market", "Small business"]);
        var last = scheme.GetProperty("history")[0];
        last.GetProperty("author").GetString().ShouldBe("local");
        last.GetProperty("what")[0].GetString().ShouldBe("SMB is called Small business.");
        var alignment = await service.GetAsync("/api/alignment");
        alignment.GetProperty("schemeVersion").GetInt32().ShouldBe(2);
        alignment.GetProperty("segments")[2].GetProperty("key").GetString().ShouldBe("smb");
        alignment.GetProperty("segments")[2].GetProperty("epics").GetInt32().ShouldBe(2);
        (await service.GetAsync("/api/board")).GetProperty("columns")[2].GetProperty("name").GetString().ShouldBe("Small business");
    }

    [Fact]
    public async Task Several_steps_are_one_version_and_all_of_them_or_none()
    {
        await using var service = await StartAsync();

        (await service.ChangeAsync("""{"kind":"add","name":"Public sector"},{"kind":"rename","segment":"smb","name":"enterprise"}"""))
            .ShouldBeProblem(422, "schemeImpossible").ShouldBe("Change 2: There is a segment \"enterprise\" already. Choose another name.");
        (await service.GetAsync(SchemeCalls.Scheme)).GetProperty("version").GetInt32().ShouldBe(1);

        (await service.ChangeAsync("""
            {"kind":"add","name":"Public sector","values":["Public","Government"],"color":"#112233","owner":"Ines"},
            {"kind":"recolor","segment":"smb","color":"#445566"},
            {"kind":"reorder","order":["public-sector","smb","mid-market","enterprise"]},
            {"kind":"describe","segment":"smb","reachedBy":"newsletter","definition":"Up to 50 people"},
            {"kind":"note","segment":"smb","text":"They buy in spring.","noteKind":"interview"},
            {"kind":"review"}
            """)).ShouldBeDone();

        var scheme = await service.GetAsync(SchemeCalls.Scheme);
        scheme.GetProperty("version").GetInt32().ShouldBe(2);
        scheme.Names().ShouldBe(["Public sector", "SMB", "Mid-market", "Enterprise"]);
        scheme.GetProperty("reviewed").GetString().ShouldBe("2026-11-21");
        scheme.GetProperty("history").GetArrayLength().ShouldBe(2);
        var smb = scheme.GetProperty("segments")[1];
        smb.GetProperty("reachedBy").GetString().ShouldBe("newsletter");
        smb.GetProperty("notes")[0].GetProperty("kind").GetString().ShouldBe("interview");
        smb.GetProperty("notes")[0].GetProperty("author").GetString().ShouldBe("local");
    }

    [Fact]
    public async Task A_dry_run_says_what_would_move_and_keeps_nothing()
    {
        await using var service = await StartAsync();
        await service.AimAsync("""{"publish":true,"targets":[{"segment":"smb","target":100}]}""");
        var before = await service.GetAsync("/api/alignment");

        var answer = (await service.ChangeAsync("""{"kind":"merge","segment":"enterprise","into":"smb"}""", dryRun: true)).ShouldBeDone().Json;

        answer.GetProperty("written").GetBoolean().ShouldBeFalse();
        answer.GetProperty("before").GetProperty("index").GetDouble().ShouldBe(before.GetProperty("alignment").GetProperty("index").GetDouble());
        answer.GetProperty("alignment").GetProperty("alignment").GetProperty("index").GetDouble().ShouldBe(80);
        answer.GetProperty("epicCount").GetInt32().ShouldBe(1);
        var epic = answer.GetProperty("epics")[0];
        epic.GetProperty("key").GetString().ShouldBe("A-1");
        epic.GetProperty("from")[0].GetString().ShouldBe("Enterprise");
        epic.GetProperty("to")[0].GetString().ShouldBe("SMB");
        (await service.GetAsync("/api/alignment")).GetRawText().ShouldBe(before.GetRawText());
        (await service.GetAsync(SchemeCalls.Scheme)).GetProperty("version").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_merged_segment_can_be_restored_and_nothing_is_lost()
    {
        await using var service = await StartAsync();
        await service.AimAsync("""{"publish":true,"targets":[{"segment":"smb","target":100}]}""");
        (await service.ChangeAsync("""{"kind":"merge","segment":"mid-market","into":"smb"}""")).ShouldBeDone();

        var merged = await service.GetAsync(SchemeCalls.Scheme);
        var archived = merged.GetProperty("archived")[0];
        (archived.GetProperty("key").GetString(), archived.GetProperty("destination").GetString(), archived.GetProperty("author").GetString()).ShouldBe(("mid-market", "smb", "local"));
        (await service.EpicAsync("A-2")).GetProperty("segments")[0].GetString().ShouldBe("smb");

        (await service.ChangeAsync("""{"kind":"restore","segment":"mid-market"}""")).ShouldBeDone();

        (await service.EpicAsync("A-2")).GetProperty("segments")[0].GetString().ShouldBe("mid-market");
        (await service.GetAsync(SchemeCalls.Scheme)).GetProperty("archived").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"kind":"rename","segment":"smb","name":"ENTERPRISE"}""", "There is a segment \"ENTERPRISE\" already. Choose another name.")]
    [InlineData("""{"kind":"merge","segment":"smb","into":"smb"}""", "SMB cannot be merged into itself. Choose another segment.")]
    [InlineData("""{"kind":"archive","segment":"mid-market"}""", "Mid-market has 1 epic. Say which segment it counts for from now on, or that it counts as unassigned.")]
    [InlineData("""{"kind":"archive","segment":"enterprise","unassigned":true}""", "Enterprise has a target of 30 % in strategy 1. Publish a strategy without it first.")]
    [InlineData("""{"kind":"archive","segment":"smb","into":"enterprise","unassigned":true}""", "Its epics cannot both count for a segment and as unassigned. Choose one.")]
    [InlineData("""{"kind":"rename","segment":"nobody","name":"X"}""", "There is no segment \"nobody\" in Customer segment. Look at the list again.")]
    [InlineData("""{"kind":"rename","segment":"smb","name":" "}""", "A segment needs a name.")]
    [InlineData("""{"kind":"rename","segment":"smb"}""", "The change rename needs name.")]
    [InlineData("""{"kind":"rename","segment":"smb","name":"X","into":"enterprise"}""", "The change rename has no into.")]
    [InlineData("""{"kind":"delete","segment":"smb"}""", "The change \"delete\" is not known. Changes are add, rename, recolor, reorder, values, describe, merge, archive, restore, review, note, lens.")]
    [InlineData("""{"kind":"recolor","segment":"smb","color":"red"}""", "\"red\" is no colour. Write it as #rrggbb, such as #0072B2.")]
    [InlineData("""{"kind":"values","segment":"smb","values":["SMB","enterprise"]}""", "The value \"enterprise\" means both \"Enterprise\" and \"SMB\". Keep one.")]
    [InlineData("""{"kind":"values","segment":"smb","values":[]}""", "The segment \"SMB\" has no field value that means it. Give it at least one.")]
    [InlineData("""{"kind":"reorder","order":["smb"]}""", "The new order leaves out Enterprise. Name every segment once.")]
    [InlineData("""{"kind":"restore","segment":"smb"}""", "There is no archived segment \"smb\" in Customer segment. Look at the list again.")]
    [InlineData("""{"kind":"note","segment":"smb","text":"x","noteKind":"rumour"}""", "A note cannot be of the kind \"rumour\". Kinds are institutional, interview, data.")]
    [InlineData("""{"kind":"lens","lensKind":"magic"}""", "A lens cannot be of the kind \"magic\". Kinds are firmographic, demographic, behavioural, needs, value, psychographic, problem, stakeholder.")]
    [InlineData("""{"kind":"lens","field":"Nothing"}""", "The field \"Nothing\" is not read from this backlog. Fields that are read: Customer segment, Region.")]
    [InlineData("", "No change is named. Name at least one.")]
    public async Task What_cannot_be_is_refused_with_a_sentence_and_changes_nothing(string change, string sentence)
    {
        await using var service = await StartAsync();
        var before = await service.GetAsync(SchemeCalls.Scheme);

        (await service.ChangeAsync(change)).ShouldBeProblem(422, "schemeImpossible").ShouldBe(sentence);

        (await service.GetAsync(SchemeCalls.Scheme)).GetRawText().ShouldBe(before.GetRawText());
    }

    [Fact]
    public async Task A_strategy_that_will_hold_keeps_its_segment_from_being_archived()
    {
        await using var service = await StartAsync();
        await service.AimAsync("""{"publish":true,"targets":[{"segment":"smb","target":100}]}""");
        (await service.AimAsync("""{"publish":true,"validFrom":"2027-Q1","targets":[{"segment":"enterprise","target":100}]}""")).ShouldBeDone();

        (await service.ChangeAsync("""{"kind":"archive","segment":"enterprise","into":"smb"}""")).ShouldBeProblem(422, "schemeImpossible")
            .ShouldBe("Enterprise has a target of 100 % in strategy 3. Publish a strategy without it first.");
    }

    [Fact]
    public async Task Of_two_people_the_second_is_shown_both_versions_and_nothing_is_lost()
    {
        await using var service = await StartAsync();
        var tag = await service.TagAsync();
        (await service.ChangeAsync("""{"kind":"rename","segment":"smb","name":"Small business"}""", match: tag)).ShouldBeDone();

        var (answer, now) = await service.CallAsync(
            HttpMethod.Post, $"{SchemeCalls.Scheme}/changes", """{"changes":[{"kind":"rename","segment":"smb","name":"Shops"}],"reason":"They say so."}""", tag);

        answer.ShouldBeProblem(409, "changedMeanwhile");
        answer.Json.GetProperty("theirs").Names()[2].ShouldBe("Small business");
        answer.Json.GetProperty("yours").GetProperty("changes")[0].GetProperty("name").GetString().ShouldBe("Shops");
        (await service.ChangeAsync("""{"kind":"rename","segment":"smb","name":"Shops"}""", match: now)).ShouldBeDone();
        var history = (await service.GetAsync(SchemeCalls.Scheme)).GetProperty("history");
        history.EnumerateArray().Select(h => h.GetProperty("what")[0].GetString()).Take(2).ShouldBe(["Small business is called Shops.", "SMB is called Small business."]);
    }

    [Fact]
    public async Task A_change_says_which_version_it_was_made_from()
    {
        await using var service = await StartAsync();

        (await service.CallAsync(HttpMethod.Put, SchemeCalls.Scheme, """{"lens":{"name":"Customers"}}""")).Answer.ShouldBeProblem(428, "versionMissing");
        (await service.CallAsync(HttpMethod.Delete, SchemeCalls.Scheme)).Answer.ShouldBeProblem(428, "versionMissing");
    }

    [Fact]
    public async Task What_is_shown_can_be_sent_back_and_changes_nothing()
    {
        await using var service = await StartAsync();
        await service.AimAsync("""{"publish":true,"targets":[{"segment":"smb","target":100}]}""");
        (await service.ChangeAsync("""{"kind":"merge","segment":"mid-market","into":"enterprise"},{"kind":"note","segment":"smb","text":"Two\nlines"}""")).ShouldBeDone();
        var scheme = await service.GetAsync(SchemeCalls.Scheme);
        var tag = await service.TagAsync();

        var (answer, after) = await service.CallAsync(HttpMethod.Put, SchemeCalls.Scheme, scheme.GetRawText(), tag);

        answer.ShouldBeDone().Json.GetProperty("written").GetBoolean().ShouldBeFalse();
        after.ShouldBe(tag);
        (await service.GetAsync(SchemeCalls.Scheme)).GetRawText().ShouldBe(scheme.GetRawText());
    }

    [Fact]
    public async Task A_whole_scheme_is_made_at_once_whatever_changes_places()
    {
        await using var service = await StartAsync();
        await service.AimAsync("""{"publish":true,"targets":[{"segment":"smb","target":100}]}""");
        var scheme = JsonNode.Parse((await service.GetAsync(SchemeCalls.Scheme)).GetRawText())!;
        var (enterprise, smb) = (scheme["segments"]![0]!.DeepClone(), scheme["segments"]![2]!.DeepClone());
        (enterprise["name"], smb["name"]) = ("SMB", "Enterprise");
        enterprise["values"] = new JsonArray("Enterprise", "Public");
        scheme["segments"] = new JsonArray(smb, new JsonObject { ["name"] = "New", ["values"] = new JsonArray("Small business") }, enterprise);
        smb["values"] = new JsonArray("SMB");
        scheme["archived"] = new JsonArray(new JsonObject { ["key"] = "mid-market", ["destination"] = "smb" });
        scheme["reason"] = "We learnt.";

        (await service.CallAsync(HttpMethod.Put, SchemeCalls.Scheme, scheme.ToJsonString(), await service.TagAsync())).Answer.ShouldBeDone();

        var now = await service.GetAsync(SchemeCalls.Scheme);
        now.GetProperty("version").GetInt32().ShouldBe(2);
        now.GetProperty("segments").EnumerateArray().Select(s => (s.GetProperty("key").GetString(), s.GetProperty("name").GetString()))
            .ShouldBe([("smb", "Enterprise"), ("new", "New"), ("enterprise", "SMB")]);
        now.GetProperty("segments")[0].GetProperty("values").EnumerateArray().Select(v => v.GetString()).ShouldBe(["SMB", "Mid-market", "Mid market"]);
        now.GetProperty("archived")[0].GetProperty("destination").GetString().ShouldBe("smb");
        now.GetProperty("history")[0].GetProperty("reason").GetString().ShouldBe("We learnt.");
        (await service.EpicAsync("A-2")).GetProperty("segments")[0].GetString().ShouldBe("smb");
    }

    [Fact]
    public async Task A_segment_that_a_whole_scheme_leaves_out_needs_a_place_for_its_epics()
    {
        await using var service = await StartAsync();
        var scheme = JsonNode.Parse((await service.GetAsync(SchemeCalls.Scheme)).GetRawText())!;
        scheme["segments"]!.AsArray().RemoveAt(1);

        (await service.CallAsync(HttpMethod.Put, SchemeCalls.Scheme, scheme.ToJsonString(), await service.TagAsync())).Answer
            .ShouldBeProblem(422, "schemeImpossible").ShouldStartWith("Mid-market has 1 epic.");
    }

    [Fact]
    public async Task Every_change_is_in_the_audit_log_and_a_dry_run_is_not()
    {
        await using var service = await StartAsync();
        (await service.ChangeAsync("""{"kind":"rename","segment":"smb","name":"Shops"}""", dryRun: true)).ShouldBeDone();
        (await service.ChangeAsync("""{"kind":"rename","segment":"smb","name":"Shops"}""")).ShouldBeDone();
        await service.ChangeAsync("""{"kind":"merge","segment":"smb","into":"smb"}""");

        var entries = (await service.GetAsync("/api/audit")).GetProperty("entries").EnumerateArray().ToArray();

        entries.Select(e => e.GetProperty("result").GetString()).ShouldBe(["refused", "done"], ignoreOrder: true);
        var change = entries.Single(e => e.GetProperty("result").GetString() == "done").GetProperty("changes")[0];
        change.GetProperty("before").GetString().ShouldBe("version 1: Enterprise, Mid-market, SMB");
        change.GetProperty("after").GetString().ShouldBe("version 2: Enterprise, Mid-market, Shops");
    }

    [Fact]
    public async Task What_people_changed_stands_over_a_restart_with_the_same_command_line()
    {
        var source = Source();
        await using (var service = await RunningService.StartAsync(Data, source))
        {
            (await service.ChangeAsync("""{"kind":"rename","segment":"smb","name":"Shops"},{"kind":"add","name":"Public sector"}""")).ShouldBeDone();
            (await service.AimAsync("""{"publish":true,"targets":[{"segment":"public-sector","target":100}]}""")).ShouldBeDone();
        }

        await using var again = await RunningService.StartAsync(Data, source);

        (await again.GetAsync(SchemeCalls.Scheme)).Names().ShouldBe(["Enterprise", "Mid-market", "Shops", "Public sector"]);
        (await again.GetAsync(SchemeCalls.Strategy)).GetProperty("inForce").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task What_the_command_line_says_anew_decides_and_is_a_version_of_its_own()
    {
        var source = Source();
        await using (var service = await RunningService.StartAsync(Data, source))
        {
            (await service.ChangeAsync("""{"kind":"describe","segment":"smb","owner":"Ines"},{"kind":"recolor","segment":"smb","color":"#112233"}""")).ShouldBeDone();
        }

        source = source with { Request = source.Request with { Segments = [("SMB", ["SMB"]), ("Large", ["Enterprise", "Mid-market"])], Targets = [("Large", 100)] } };
        await using var again = await RunningService.StartAsync(Data, source);

        var scheme = await again.GetAsync(SchemeCalls.Scheme);
        scheme.Names().ShouldBe(["SMB", "Large"]);
        scheme.GetProperty("version").GetInt32().ShouldBe(3);
        scheme.GetProperty("history")[0].GetProperty("author").GetString().ShouldBe("command line");
        scheme.GetProperty("segments")[0].GetProperty("owner").GetString().ShouldBe("Ines");
        scheme.GetProperty("segments")[0].GetProperty("color").GetString().ShouldBe("#112233");
        scheme.GetProperty("archived").EnumerateArray().Select(a => (a.GetProperty("key").GetString(), a.GetProperty("destination").GetString()))
            .ShouldBe([("enterprise", "large"), ("mid-market", "large")]);
        (await again.GetAsync(SchemeCalls.Strategy)).GetProperty("inForce").GetInt32().ShouldBe(2);
    }

    private Task<RunningService> StartAsync() => RunningService.StartAsync(Data, Source());

    private Workspaces.WorkspaceSource Source() => Backlogs.Source(Backlogs.Write(
        folder,
        "a.jsonl",
        Backlogs.Epic("A-1", 60, "Enterprise"),
        Backlogs.Epic("A-2", 20, "Mid market").Replace("{", "{\"Region\":\"North\",", StringComparison.Ordinal),
        Backlogs.Epic("A-3", 15, "SMB"),
        Backlogs.Epic("A-4", 5, "SMB")));
}
