using System.Net;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.AzureTables;

namespace TrackerSegments.Service.Tests.Storage.AzureTables;

/// <summary>What becomes of reads and writes while the service, or the way to it, fails.</summary>
public sealed class TableFaultTests(AzuriteServer azurite) : IAsyncLifetime
{
    private readonly TableWire wire = new();
    private TableAccount account = null!;
    private TableDocumentStore store = null!;
    private TableDocumentStore other = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        account = await azurite.TableAsync();
        store = await AzuriteServer.OpenAsync(account, wire.Transport);
        other = await AzuriteServer.OpenAsync(account);
    }

    public ValueTask DisposeAsync()
    {
        wire.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_busy_service_is_asked_again()
    {
        wire.Next(TableWire.Busy, TableWire.Busy);
        await PutAsync(store, "k", "1", WriteCondition.Absent);
        wire.Next(TableWire.Busy, TableWire.Busy);
        (await store.FindAsync("p", "k", Cancel))!.Body.ShouldBe("1");
        wire.Next(TableWire.Busy, TableWire.Busy);
        (await KeysAsync(store)).ShouldBe(["k"]);
    }

    [Theory]
    [InlineData("put any")]
    [InlineData("put absent")]
    [InlineData("put match")]
    [InlineData("delete any")]
    [InlineData("delete match")]
    public async Task A_write_whose_answer_is_lost_is_carried_out_once_and_is_no_conflict(string kind)
    {
        var before = kind is "put absent" ? null : await PutAsync(other, "k", "before", WriteCondition.Any);
        var condition = kind switch
        {
            "put absent" => WriteCondition.Absent,
            "put match" or "delete match" => WriteCondition.Match(before!),
            _ => WriteCondition.Any,
        };
        wire.Next(TableWire.Lost);

        var etags = await store.WriteAsync("p", [new("k", kind.StartsWith("put", StringComparison.Ordinal) ? "after" : null, condition)], Cancel);

        var found = await other.FindAsync("p", "k", Cancel);
        etags.ShouldBe([found?.ETag]);
        found?.Body.ShouldBe("after");
        (found is null).ShouldBe(kind.StartsWith("delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_batch_whose_answer_is_lost_twice_is_carried_out_once()
    {
        var changed = await PutAsync(other, "changed", "before", WriteCondition.Any);
        var gone = await PutAsync(other, "gone", "before", WriteCondition.Any);
        wire.Next(TableWire.Lost, TableWire.Lost);

        var etags = await store.WriteAsync(
            "p",
            [
                new("never there", null, WriteCondition.Any),
                new("new", "1", WriteCondition.Absent),
                new("changed", "2", WriteCondition.Match(changed)),
                new("gone", null, WriteCondition.Match(gone)),
            ],
            Cancel);

        (await KeysAsync(other)).ShouldBe(["changed", "new"]);
        etags.ShouldBe([null, (await other.FindAsync("p", "new", Cancel))!.ETag, (await other.FindAsync("p", "changed", Cancel))!.ETag, null]);
    }

    [Fact]
    public async Task Of_a_batch_whose_answer_is_lost_and_that_is_half_written_over_the_rest_shows_that_it_was_carried_out()
    {
        wire.Next(async send =>
        {
            (await send()).Dispose();
            await PutAsync(other, "a", "theirs", WriteCondition.Any);
            throw new HttpRequestException("The connection was reset.");
        });

        var etags = await store.WriteAsync("p", [new("a", "ours", WriteCondition.Absent), new("b", "ours", WriteCondition.Absent)], Cancel);

        etags[1].ShouldBe((await other.FindAsync("p", "b", Cancel))!.ETag);
        await Should.ThrowAsync<ConcurrencyException>(() => PutAsync(store, "a", "again", WriteCondition.Match(etags[0]!)));
        (await other.FindAsync("p", "a", Cancel))!.Body.ShouldBe("theirs");
    }

    [Fact]
    public async Task Where_nobody_can_know_whether_a_write_was_carried_out_it_is_said_and_is_no_conflict()
    {
        wire.Next(async send =>
        {
            (await send()).Dispose();
            await PutAsync(other, "k", "theirs", WriteCondition.Any);
            throw new HttpRequestException("The connection was reset.");
        });

        var failure = await Should.ThrowAsync<DataFileException>(() => PutAsync(store, "k", "ours", WriteCondition.Absent));

        failure.Message.ShouldContain("a write of p/k was lost");
        (await other.FindAsync("p", "k", Cancel))!.Body.ShouldBe("theirs");
    }

    [Fact]
    public async Task A_conflict_is_a_conflict_also_where_the_service_was_busy_before()
    {
        await PutAsync(other, "k", "theirs", WriteCondition.Any);
        wire.Next(TableWire.Busy);

        await Should.ThrowAsync<ConcurrencyException>(() => PutAsync(store, "k", "ours", WriteCondition.Absent));

        (await other.FindAsync("p", "k", Cancel))!.Body.ShouldBe("theirs");
    }

    [Fact]
    public async Task Of_writes_every_second_of_which_meets_a_conflict_none_is_lost()
    {
        var writes = 0;
        wire.On = (request, send) => request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal) && ++writes % 2 == 0
            ? Task.FromResult(TableWire.Refused(412, "UpdateConditionNotSatisfied"))
            : send();
        await PutAsync(store, "counter", "0", WriteCondition.Absent);
        var conflicts = 0;
        for (var next = 1; next <= 10;)
        {
            var now = (await store.FindAsync("p", "counter", Cancel))!;
            try
            {
                await PutAsync(store, "counter", $"{int.Parse(now.Body, System.Globalization.CultureInfo.InvariantCulture) + 1}", WriteCondition.Match(now.ETag));
                next++;
            }
            catch (ConcurrencyException)
            {
                conflicts++;
            }
        }

        (await other.FindAsync("p", "counter", Cancel))!.Body.ShouldBe("10");
        conflicts.ShouldBe(10);
    }

    [Fact]
    public async Task A_batch_of_which_one_operation_fails_in_passing_is_sent_again()
    {
        wire.Next(_ => Task.FromResult(TableWire.Refused(500, "OperationTimedOut")));

        await PutAsync(store, "k", "1", WriteCondition.Absent);

        (await other.FindAsync("p", "k", Cancel))!.Body.ShouldBe("1");
    }

    [Fact]
    public async Task A_service_that_hangs_is_asked_again()
    {
        var pace = new TablePace { FirstWait = TimeSpan.FromMilliseconds(1), PerTry = TimeSpan.FromSeconds(1) };
        var impatient = await AzuriteServer.OpenAsync(account, wire.Transport, pace);
        wire.HangsOnce = true;

        await PutAsync(impatient, "k", "1", WriteCondition.Absent);

        wire.HangsOnce.ShouldBeFalse();
        (await other.FindAsync("p", "k", Cancel))!.Body.ShouldBe("1");
    }

    [Fact]
    public async Task A_service_that_stays_busy_is_said_in_a_sentence()
    {
        wire.On = (_, send) => TableWire.Busy(send);

        var failure = await Should.ThrowAsync<DataFileException>(() => store.FindAsync("p", "k", Cancel));

        failure.Message.ShouldBe(
            "The Table service of devstoreaccount1 is busy or out of order, also after several tries. What was kept so far is kept; try again later. (It answered 503 ServerBusy.)");
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_said_in_a_sentence()
    {
        wire.On = (_, _) => throw new HttpRequestException("Connection refused.");

        foreach (var call in new Func<Task>[] { () => store.FindAsync("p", "k", Cancel), () => KeysAsync(store), () => PutAsync(store, "k", "1", WriteCondition.Any) })
        {
            (await Should.ThrowAsync<DataFileException>(call)).Message.ShouldStartWith("The Table service at 127.0.0.1 cannot be reached or gives no answer, also after several tries.");
        }
    }

    [Theory]
    [InlineData("<html>Sign in to the airport's network</html>")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task Whatever_answers_in_the_services_place_is_not_believed(string answer)
    {
        wire.On = (request, _) => Task.FromResult(new HttpResponseMessage(request.Method == HttpMethod.Get ? HttpStatusCode.OK : HttpStatusCode.Accepted)
        {
            Content = new StringContent(answer),
        });

        (await Should.ThrowAsync<DataFileException>(() => KeysAsync(store))).Message.ShouldContain("does not answer like the Table service");
        (await Should.ThrowAsync<DataFileException>(() => PutAsync(store, "k", "1", WriteCondition.Any))).Message.ShouldContain("does not answer like the Table service");
        await Should.ThrowAsync<DataFileException>(() => store.FindAsync("p", "k", Cancel));
    }

    [Fact]
    public async Task A_table_that_is_removed_under_way_is_said_in_a_sentence_and_not_taken_for_empty()
    {
        wire.On = (_, _) => Task.FromResult(TableWire.Error(HttpStatusCode.NotFound, "TableNotFound"));

        (await Should.ThrowAsync<DataFileException>(() => store.FindAsync("p", "k", Cancel))).Message.ShouldContain($"The table {account.Table} of devstoreaccount1 is not there any more.");
        await Should.ThrowAsync<DataFileException>(() => KeysAsync(store));

        wire.On = (_, _) => Task.FromResult(TableWire.Refused(404, "TableNotFound"));
        await Should.ThrowAsync<DataFileException>(() => store.WriteAsync("p", [new("k", null, WriteCondition.Any)], Cancel));
    }

    private static async Task<string> PutAsync(TableDocumentStore store, string key, string body, WriteCondition condition) =>
        (await store.WriteAsync("p", [new(key, body, condition)], Cancel)).Single()!;

    private static async Task<List<string>> KeysAsync(TableDocumentStore store)
    {
        List<string> keys = [];
        await foreach (var document in store.ListAsync("p", null, null, Cancel))
        {
            keys.Add(document.Key);
        }

        return keys;
    }
}
