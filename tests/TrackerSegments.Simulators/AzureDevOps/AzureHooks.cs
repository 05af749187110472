using System.Net.Http.Headers;
using System.Text;
using TrackerSegments.Simulators.AzureDevOps.Model;
using TrackerSegments.Simulators.AzureDevOps.Rest;
using TrackerSegments.Simulators.Traffic;

namespace TrackerSegments.Simulators.AzureDevOps;

/// <summary>Tells of every change by a call, in order, as a service hook does; or keeps the calls for a test to send as it likes.</summary>
public sealed class AzureHooks : OutgoingCalls<AzureHookCall>
{
    private readonly AzureSimulator azure;

    private readonly Uri target;

    private readonly (string Name, string Value)? header;

    private readonly (string User, string Password)? basic;

    private readonly Guid subscription;

    private int last;

    internal AzureHooks(AzureSimulator azure, Uri target, (string Name, string Value)? header, (string User, string Password)? basic)
    {
        (this.azure, this.target, this.header, this.basic) = (azure, target, header, basic);
        subscription = azure.Data.NextGuid();
        azure.Data.Changed += OnChanged;
    }

    protected override HttpRequestMessage Request(AzureHookCall outgoing)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(outgoing.Body.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation("User-Agent", "VSServices/19.0 (w3wp.exe) (NetStandard)");
        if (header is { } secret)
        {
            request.Headers.TryAddWithoutValidation(secret.Name, secret.Value);
        }

        if (basic is { } login)
        {
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.User}:{login.Password}")));
        }

        return request;
    }

    private void OnChanged(AzureEvent change)
    {
        var id = azure.Data.NextGuid();
        Tell(new(id, change, HookJson.Write(azure, change, subscription, Interlocked.Increment(ref last), id)));
    }
}

/// <summary>A call that tells of a change; the id is the same whenever it is sent.</summary>
public sealed record AzureHookCall(Guid Id, AzureEvent Event, ReadOnlyMemory<byte> Body);
