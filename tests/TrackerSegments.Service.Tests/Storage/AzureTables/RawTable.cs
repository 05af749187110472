using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using TrackerSegments.Service.Storage.AzureTables;

namespace TrackerSegments.Service.Tests.Storage.AzureTables;

/// <summary>A table as other programs see it: entities and their properties.</summary>
internal static class RawTable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task MakeAsync(TableAccount account) => Service(account).FindFirstAsync("p", "k", Cancel);

    public static async Task PutAsync(TableAccount account, string partition, string key, string entity)
    {
        var service = Service(account);
        (await service.WriteAsync([new("PUT", service.EntityUri(partition, key), null, Encoding.UTF8.GetBytes(entity))], Cancel)).Failed.ShouldBeNull();
    }

    public static async Task<string> FindAsync(TableAccount account, string partition, string key) =>
        (await Service(account).FindAsync(partition, key, Cancel))!.Value.GetRawText();

    public static async Task<IReadOnlyList<string>> AllAsync(TableAccount account) =>
        await Service(account).QueryAsync("", Cancel).Select(entity => entity.GetRawText()).ToListAsync(Cancel);

    public static async Task RemoveAsync(TableAccount account)
    {
        var pipeline = TablePipeline.Make(account, TimeProvider.System);
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Delete;
        message.Request.Uri.Reset(new($"{account.Endpoint}/Tables('{account.Table}')"));
        message.Request.Headers.Add("x-ms-version", "2020-12-06");
        message.Request.Headers.Add("Accept", "application/json;odata=nometadata");
        await pipeline.SendAsync(message, Cancel);
        message.Response.Status.ShouldBe(204);
    }

    /// <summary>An entity with one property changed, or left out where the value is null.</summary>
    public static string With(string entity, string property, string? value)
    {
        var changed = JsonNode.Parse(entity)!.AsObject();
        changed.Remove("odata.metadata");
        changed.Remove(property);
        if (value is null)
        {
            changed.Remove($"{property}@odata.type");
        }
        else
        {
            changed.Add(property, JsonNode.Parse(value));
        }

        return changed.ToJsonString();
    }

    private static TableService Service(TableAccount account) => new(account, TablePipeline.Make(account, TimeProvider.System));
}
