using System.Globalization;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Tests.Storage;

/// <summary>What every document store does. A new store passes when a class derived from this one does.</summary>
public abstract class DocumentStoreContract : IAsyncLifetime
{
    private protected IDocumentStore Store { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens the store of the test, over the same data every time.</summary>
    private protected abstract Task<IDocumentStore> OpenAsync();

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        (Store as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_document_that_was_never_written_is_not_found()
    {
        await PutAsync("p", "k", "1");

        (await Store.FindAsync("p", "other", Cancel)).ShouldBeNull();
        (await Store.FindAsync("other", "k", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_document_is_found_as_it_was_written()
    {
        var etag = await PutAsync("p", "k", "the body");

        (await Store.FindAsync("p", "k", Cancel)).ShouldBe(new Document("k", etag, "the body"));
    }

    [Fact]
    public async Task Keys_differ_by_case_and_by_partition()
    {
        await PutAsync("p", "k", "lower");
        await PutAsync("p", "K", "upper");
        await PutAsync("P", "k", "elsewhere");

        (await Store.FindAsync("p", "k", Cancel))!.Body.ShouldBe("lower");
        (await Store.FindAsync("p", "K", Cancel))!.Body.ShouldBe("upper");
        (await Store.FindAsync("P", "k", Cancel))!.Body.ShouldBe("elsewhere");
    }

    [Fact]
    public async Task A_list_is_in_ordinal_order_of_keys_and_of_one_partition()
    {
        string[] keys = ["b", "a", "B", "ä", "A-10", "A-9", "\uFF21", "a b", "-", "_", "İ", "\uFFFD"];
        foreach (var key in keys)
        {
            await PutAsync("p", key, key);
        }

        await PutAsync("p2", "c", "c");

        (await KeysAsync(null, null)).ShouldBe(keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null, null, "a b ba c")]
    [InlineData("b", null, "b ba c")]
    [InlineData(null, "b", "a")]
    [InlineData("b", "c", "b ba")]
    [InlineData("aa", "bb", "b ba")]
    [InlineData("b", "b", "")]
    [InlineData("c", "b", "")]
    [InlineData("d", null, "")]
    public async Task A_range_has_its_start_and_not_its_end(string? from, string? to, string expected)
    {
        foreach (var key in new[] { "ba", "a", "c", "b" })
        {
            await PutAsync("p", key, key);
        }

        string.Join(' ', await KeysAsync(from, to)).ShouldBe(expected);
    }

    [Fact]
    public async Task A_long_list_comes_whole_and_once()
    {
        var keys = Enumerable.Range(0, 2_345).Select(i => i.ToString("D5", CultureInfo.InvariantCulture)).ToList();
        foreach (var batch in keys.Chunk(DocumentLimits.MaxWrites))
        {
            await Store.WriteAsync("p", [.. batch.Select(key => new DocumentWrite(key, key, WriteCondition.Absent))], Cancel);
        }

        (await KeysAsync(null, null)).ShouldBe(keys);
    }

    [Fact]
    public async Task Partitions_are_listed_by_how_their_names_begin()
    {
        foreach (var partition in new[] { "a-2", "a-1", "a", "b", "A-3", "a-1-x" })
        {
            await PutAsync(partition, "k1", "1");
            await PutAsync(partition, "k2", "2");
        }

        await Store.WriteAsync("a-2", [new("k1", null, WriteCondition.Any), new("k2", null, WriteCondition.Any)], Cancel);

        (await PartitionsAsync("a-")).ShouldBe(["a-1", "a-1-x"]);
        (await PartitionsAsync("a")).ShouldBe(["a", "a-1", "a-1-x"]);
        (await PartitionsAsync("c")).ShouldBeEmpty();

        async Task<List<string>> PartitionsAsync(string prefix)
        {
            List<string> found = [];
            await foreach (var partition in Store.ListPartitionsAsync(prefix, Cancel))
            {
                found.Add(partition);
            }

            return found;
        }
    }

    [Fact]
    public async Task Any_number_of_writes_is_carried_out_whatever_is_there()
    {
        var gone = await PutAsync("p", "gone", "old");
        var changed = await PutAsync("p", "k00001", "old");
        var keys = Enumerable.Range(0, 345).Select(i => string.Create(CultureInfo.InvariantCulture, $"k{i:D5}")).ToList();

        await Store.WriteAllAsync(
            "p", [.. keys.Select(key => new DocumentWrite(key, $"{key} ü", WriteCondition.Any)), new("gone", null, WriteCondition.Any)], Cancel);
        await Store.WriteAllAsync("p", [], Cancel);

        (await KeysAsync(null, null)).ShouldBe(keys);
        await foreach (var document in Store.ListAsync("p", null, null, Cancel))
        {
            document.Body.ShouldBe($"{document.Key} ü");
            document.ETag.ShouldNotBeOneOf(gone, changed);
        }
    }

    [Theory]
    [InlineData("put", "any", false, true)]
    [InlineData("put", "any", true, true)]
    [InlineData("put", "absent", false, true)]
    [InlineData("put", "absent", true, false)]
    [InlineData("put", "current", true, true)]
    [InlineData("put", "old", true, false)]
    [InlineData("put", "old", false, false)]
    [InlineData("put", "nonsense", true, false)]
    [InlineData("delete", "any", false, true)]
    [InlineData("delete", "any", true, true)]
    [InlineData("delete", "current", true, true)]
    [InlineData("delete", "old", true, false)]
    [InlineData("delete", "old", false, false)]
    [InlineData("delete", "nonsense", true, false)]
    public async Task A_write_happens_where_its_condition_holds_and_else_nothing_changes(
        string kind, string condition, bool present, bool holds)
    {
        var old = await PutAsync("p", "k", "old");
        var current = await PutAsync("p", "k", "before");
        if (!present)
        {
            await Store.WriteAsync("p", [new("k", null, WriteCondition.Any)], Cancel);
        }

        var write = new DocumentWrite("k", kind is "put" ? "after" : null, condition switch
        {
            "any" => WriteCondition.Any,
            "absent" => WriteCondition.Absent,
            "current" => WriteCondition.Match(current),
            "old" => WriteCondition.Match(old),
            _ => WriteCondition.Match("' OR 1=1 --"),
        });

        if (holds)
        {
            var etags = await Store.WriteAsync("p", [write], Cancel);
            var found = await Store.FindAsync("p", "k", Cancel);
            found?.Body.ShouldBe("after");
            etags.ShouldBe([found?.ETag]);
            (found is null).ShouldBe(kind is "delete");
        }
        else
        {
            (await Should.ThrowAsync<ConcurrencyException>(() => Store.WriteAsync("p", [write], Cancel))).Message.ShouldContain(" p/k ");
            (await Store.FindAsync("p", "k", Cancel)).ShouldBe(present ? new Document("k", current, "before") : null);
        }
    }

    [Fact]
    public async Task An_etag_never_comes_back_even_where_the_same_body_is_written_or_the_document_made_again()
    {
        var etags = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 5; i++)
        {
            etags.Add(await PutAsync("p", "k", "same")).ShouldBeTrue();
            etags.Add(await PutAsync("p", "k", "same")).ShouldBeTrue();
            await Store.WriteAsync("p", [new("k", null, WriteCondition.Any)], Cancel);
            await ReopenAsync();
        }
    }

    [Fact]
    public async Task A_batch_is_written_whole()
    {
        var gone = await PutAsync("p", "gone", "x");

        var etags = await Store.WriteAsync(
            "p",
            [new("a", "1", WriteCondition.Absent), new("gone", null, WriteCondition.Match(gone)), new("b", "2", WriteCondition.Any)],
            Cancel);

        (await KeysAsync(null, null)).ShouldBe(["a", "b"]);
        etags.Count.ShouldBe(3);
        etags[1].ShouldBeNull();
        etags[0].ShouldBe((await Store.FindAsync("p", "a", Cancel))!.ETag);
        etags[2].ShouldBe((await Store.FindAsync("p", "b", Cancel))!.ETag);
    }

    [Fact]
    public async Task A_batch_with_one_condition_that_does_not_hold_writes_nothing()
    {
        await PutAsync("p", "there", "x");
        await PutAsync("p", "kept", "x");

        var failure = await Should.ThrowAsync<ConcurrencyException>(() => Store.WriteAsync(
            "p",
            [new("a", "1", WriteCondition.Any), new("kept", null, WriteCondition.Any), new("there", "2", WriteCondition.Absent)],
            Cancel));

        failure.Message.ShouldContain(" p/there ");
        (await KeysAsync(null, null)).ShouldBe(["kept", "there"]);
        (await Store.FindAsync("p", "there", Cancel))!.Body.ShouldBe("x");
    }

    [Fact]
    public async Task Twenty_writers_of_one_counter_lose_no_step()
    {
        await PutAsync("p", "counter", "0");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
            async () =>
            {
                for (var done = 0; done < 10;)
                {
                    var now = (await Store.FindAsync("p", "counter", Cancel))!;
                    var next = (int.Parse(now.Body, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
                    try
                    {
                        await Store.WriteAsync("p", [new("counter", next, WriteCondition.Match(now.ETag))], Cancel);
                        done++;
                    }
                    catch (ConcurrencyException)
                    {
                        await Task.Yield();
                    }
                }
            },
            Cancel)));

        (await Store.FindAsync("p", "counter", Cancel))!.Body.ShouldBe("200");
    }

    [Fact]
    public async Task Of_twenty_that_make_the_same_document_one_succeeds()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            async () =>
            {
                try
                {
                    await Store.WriteAsync("p", [new("k", $"{i}", WriteCondition.Absent)], Cancel);
                    return i;
                }
                catch (ConcurrencyException)
                {
                    return -1;
                }
            },
            Cancel)));

        var winner = made.Where(i => i >= 0).ShouldHaveSingleItem();
        (await Store.FindAsync("p", "k", Cancel))!.Body.ShouldBe($"{winner}");
    }

    [Fact]
    public async Task Documents_outlive_the_store_object()
    {
        var etag = await PutAsync("p", "k", "kept");

        await ReopenAsync();

        (await Store.FindAsync("p", "k", Cancel)).ShouldBe(new Document("k", etag, "kept"));
        var etags = await Store.WriteAsync("p", [new("k", "new", WriteCondition.Match(etag))], Cancel);
        string.Equals(etags.Single(), etag, StringComparison.Ordinal).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Robert'); DROP TABLE documents;--")]
    [InlineData("a\0b")]
    [InlineData("\uFEFF{\"title\":\"\\u0000 <script>alert(1)</script> 😀 \u202E\"}\r\n")]
    public async Task A_body_comes_back_to_the_letter(string body)
    {
        await PutAsync("p", "k", body);
        await ReopenAsync();

        (await Store.FindAsync("p", "k", Cancel))!.Body.ShouldBe(body);
    }

    [Theory]
    [InlineData("' OR 1=1 --")]
    [InlineData("%25")]
    [InlineData("a b")]
    [InlineData("..")]
    [InlineData("日本語 ∂")]
    [InlineData("$key")]
    [InlineData("a+b&c=d;e,f:g@h")]
    [InlineData("{\"[x]\"}")]
    [InlineData("line\u2028line")]
    public async Task A_strange_key_is_a_key(string key)
    {
        await PutAsync("p", key, "1");
        await PutAsync(key, "k", "2");

        (await Store.FindAsync("p", key, Cancel))!.Body.ShouldBe("1");
        (await Store.FindAsync(key, "k", Cancel))!.Body.ShouldBe("2");
        (await KeysAsync(null, null)).ShouldBe([key]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    [InlineData("\u007F")]
    [InlineData("😀")]
    public async Task A_key_no_store_could_hold_is_refused(string key)
    {
        await Should.ThrowAsync<ArgumentException>(() => PutAsync("p", key, "1"));
        await Should.ThrowAsync<ArgumentException>(() => PutAsync(key, "k", "1"));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.FindAsync("p", key, Cancel));
        (await KeysAsync(null, null)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_is_not_Unicode_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(() => PutAsync("p", "half a \uD83D pair", "1"));

    [Fact]
    public async Task A_key_of_1_KiB_is_the_longest()
    {
        var longest = new string('ü', DocumentLimits.MaxKeyLength);
        await PutAsync("p", longest, "1");

        (await KeysAsync(null, null)).ShouldBe([longest]);
        await Should.ThrowAsync<ArgumentException>(() => PutAsync("p", longest + "x", "1"));
    }

    [Fact]
    public async Task A_body_of_a_million_bytes_is_the_largest()
    {
        var largest = new string('x', DocumentLimits.MaxBodyBytes - 2) + "é";
        await PutAsync("p", "k", largest);

        (await Store.FindAsync("p", "k", Cancel))!.Body.ShouldBe(largest);
        (await Should.ThrowAsync<ArgumentException>(() => PutAsync("p", "k", largest + "x"))).Message.ShouldContain("1000000 bytes");
        (await Store.FindAsync("p", "k", Cancel))!.Body.ShouldBe(largest);
    }

    [Fact]
    public async Task A_body_of_a_million_bytes_that_cannot_be_made_smaller_is_kept_as_well()
    {
        var dense = Dense(DocumentLimits.MaxBodyBytes);

        await Store.WriteAsync("p", [new("k", dense, WriteCondition.Absent)], Cancel);

        (await Store.FindAsync("p", "k", Cancel))!.Body.ShouldBe(dense);
    }

    [Fact]
    public async Task The_largest_batch_is_written_whole()
    {
        var partition = new string('日', DocumentLimits.MaxKeyLength);
        var keys = Enumerable.Range(0, DocumentLimits.MaxWrites)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{new string('月', DocumentLimits.MaxKeyLength - 3)}{i:D3}")).ToList();
        var body = Dense(DocumentLimits.MaxBatchBytes / DocumentLimits.MaxWrites);

        await Store.WriteAsync(partition, [.. keys.Select(key => new DocumentWrite(key, body, WriteCondition.Any))], Cancel);

        var found = new List<string>();
        await foreach (var document in Store.ListAsync(partition, null, null, Cancel))
        {
            document.Body.ShouldBe(body);
            found.Add(document.Key);
        }

        found.ShouldBe(keys);
    }

    [Fact]
    public async Task A_body_that_is_not_Unicode_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(() => PutAsync("p", "k", "half a \uD83D pair"));

    [Fact]
    public async Task A_batch_that_no_store_could_carry_out_is_refused()
    {
        static DocumentWrite Put(int i, string body) => new($"{i}", body, WriteCondition.Any);
        var large = new string('x', DocumentLimits.MaxBodyBytes);

        await Should.ThrowAsync<ArgumentException>(() => Store.WriteAsync("p", [], Cancel));
        await Should.ThrowAsync<ArgumentException>(() => Store.WriteAsync("p", [Put(1, "a"), Put(1, "b")], Cancel));
        await Should.ThrowAsync<ArgumentException>(() => Store.WriteAsync("p", [new("1", null, WriteCondition.Absent)], Cancel));
        await Should.ThrowAsync<ArgumentException>(
            () => Store.WriteAsync("p", [.. Enumerable.Range(0, 101).Select(i => Put(i, "a"))], Cancel));
        await Should.ThrowAsync<ArgumentException>(
            () => Store.WriteAsync("p", [.. Enumerable.Range(0, 5).Select(i => Put(i, large))], Cancel));
        (await KeysAsync(null, null)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        await PutAsync("p", "k", "1");
        var cancelled = new CancellationToken(canceled: true);

        await Should.ThrowAsync<OperationCanceledException>(async () => await Store.FindAsync("p", "k", cancelled));
        await Should.ThrowAsync<OperationCanceledException>(
            () => Store.WriteAsync("p", [new("k", "2", WriteCondition.Any)], cancelled));
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Store.ListAsync("p", null, null, cancelled))
            {
                Assert.Fail("A document came although the call was cancelled.");
            }
        });

        (await Store.FindAsync("p", "k", Cancel))!.Body.ShouldBe("1");
    }

    [Fact]
    public async Task A_list_may_be_left_early_and_written_to_while_it_is_read()
    {
        for (var i = 0; i < 3; i++)
        {
            await PutAsync("p", $"{i}", "before");
        }

        await foreach (var document in Store.ListAsync("p", null, null, Cancel))
        {
            await PutAsync("p", document.Key, "after");
            if (document.Key is "1")
            {
                break;
            }
        }

        (await Store.FindAsync("p", "1", Cancel))!.Body.ShouldBe("after");
        (await Store.FindAsync("p", "2", Cancel))!.Body.ShouldBe("before");
    }

    private async Task ReopenAsync()
    {
        (Store as IDisposable)?.Dispose();
        Store = await OpenAsync();
    }

    /// <summary>A text of so many bytes in which nothing comes twice.</summary>
    private static string Dense(int bytes)
    {
        var random = new Random(bytes);
        return string.Create(bytes, random, static (text, random) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = (char)random.Next(128);
            }
        });
    }

    private async Task<string> PutAsync(string partition, string key, string body) =>
        (await Store.WriteAsync(partition, [new(key, body, WriteCondition.Any)], Cancel)).Single()!;

    private async Task<List<string>> KeysAsync(string? from, string? to)
    {
        var keys = new List<string>();
        await foreach (var document in Store.ListAsync("p", from, to, Cancel))
        {
            keys.Add(document.Key);
        }

        return keys;
    }
}
