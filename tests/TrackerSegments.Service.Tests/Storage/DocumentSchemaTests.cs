using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.Sqlite;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Storage.AzureTables;

namespace TrackerSegments.Service.Tests.Storage;

/// <summary>Documents of older and newer versions, on every kind of store.</summary>
public sealed class DocumentSchemaTests(AzuriteServer azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private SqliteDocumentStore? file;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A program two versions ahead: the first step puts an end to "b", the second one an exclamation mark behind every text.</summary>
    private static DocumentSchema Later { get; } = new([
        (store, cancel) => store.WriteAllAsync("p", [new("b", null, WriteCondition.Any)], cancel),
        async (store, cancel) =>
        {
            foreach (var document in await store.ListAsync("p", null, null, cancel).ToListAsync(cancel))
            {
                await store.WriteAsync("p", [new(document.Key, $"{document.Body.TrimEnd('!')}!", WriteCondition.Any)], cancel);
            }
        },
    ]);

    [Theory]
    [InlineData("file")]
    [InlineData("table")]
    public async Task Documents_of_this_version_are_left_as_they_are(string kind)
    {
        var store = await StoreAsync(kind);
        var before = await AllAsync(store);

        await DocumentSchema.Current.PrepareAsync(store, "there", Cancel);

        (await AllAsync(store)).ShouldBe(before);
        (await store.FindAsync("service", "schema", Cancel))!.Body.ShouldBe("""{"version":2}""");
    }

    [Theory]
    [InlineData("file")]
    [InlineData("table")]
    public async Task Older_documents_are_brought_up_to_date_step_by_step_and_once(string kind)
    {
        var store = await StoreAsync(kind);

        await Later.PrepareAsync(store, "there", Cancel);

        var after = await AllAsync(store);
        after.Select(d => (d.Key, d.Body)).ShouldBe([("a", "1!"), ("c", "3!")]);
        await Later.PrepareAsync(store, "there", Cancel);
        (await AllAsync(store)).ShouldBe(after);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("table")]
    public async Task Broken_off_at_any_write_it_is_brought_up_to_date_by_the_next_start(string kind)
    {
        for (var n = 1; n <= 5; n++)
        {
            var store = await StoreAsync(kind);
            var failing = new FailingStore(store, (_, write) => write == n);
            await Should.ThrowAsync<DataFileException>(() => Later.PrepareAsync(failing, "there", Cancel));

            await Later.PrepareAsync(store, "there", Cancel);

            (await AllAsync(store)).Select(d => (d.Key, d.Body)).ShouldBe([("a", "1!"), ("c", "3!")]);
        }
    }

    [Theory]
    [InlineData("file")]
    [InlineData("table")]
    public async Task Newer_documents_are_refused_and_left_as_they_were(string kind)
    {
        var store = await StoreAsync(kind);
        await Later.PrepareAsync(store, "there", Cancel);
        var before = await AllAsync(store);

        var refused = await Should.ThrowAsync<DataFileException>(() => DocumentSchema.Current.PrepareAsync(store, "there", Cancel));

        refused.Message.ShouldBe(
            "What is kept in there was written by a newer TrackerSegments (documents of version 3; this one knows 2). Use the newer program, or choose another place.");
        (await AllAsync(store)).ShouldBe(before);
    }

    public void Dispose()
    {
        file?.Dispose();
        folder.Dispose();
    }

    private static ValueTask<List<Document>> AllAsync(FailingStore store) => store.ListAsync("p", null, null, Cancel).ToListAsync(Cancel);

    private async Task<FailingStore> StoreAsync(string kind)
    {
        file?.Dispose();
        var store = kind is "file"
            ? new FailingStore(file = SqliteDocumentStore.Open(folder.File($"{Guid.NewGuid()}.db")), (_, _) => false)
            : new FailingStore(await AzuriteServer.OpenAsync(await azurite.TableAsync()), (_, _) => false);
        await store.WriteAsync("p", [new("a", "1", WriteCondition.Any), new("b", "2", WriteCondition.Any), new("c", "3", WriteCondition.Any)], Cancel);
        return store;
    }
}
