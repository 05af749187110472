using System.Text;
using Microsoft.AspNetCore.Http;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Sends an answer, or does to it what a fault wants.</summary>
internal sealed class AzureDelivery(HttpContext context, AzureRequest request)
{
    public async Task SendAsync(AzureAnswer answer)
    {
        switch (request.Fault?.Kind)
        {
            case AzureFaultKind.Answer:
                await WriteAsync(Instead(request.Fault), null);
                return;
            case AzureFaultKind.Reset:
                request.Status = 0;
                context.Abort();
                return;
            case AzureFaultKind.ResetMidBody:
                await WriteHalfAsync(answer);
                return;
            case AzureFaultKind.Truncated:
                await WriteAsync(answer with { Body = answer.Body[..(answer.Body.Length / 2)] }, null);
                return;
            case AzureFaultKind.Hang when request.Fault.IsAfterApplied:
                await Task.Delay(request.Fault.Delay, context.RequestAborted);
                break;
        }

        await WriteAsync(answer, null);
    }

    private static AzureAnswer Instead(AzureFault fault) => AzureAnswer.Text(fault.StatusCode, fault.ContentType, fault.Body) with
    {
        Headers = [.. fault.Headers.Select(h => (h.Key, h.Value))],
    };

    private async Task WriteHalfAsync(AzureAnswer answer)
    {
        var whole = answer.Body.Length > 1 ? answer.Body : Encoding.UTF8.GetBytes("{}");
        await WriteAsync(answer with { Status = answer.Status == 204 ? 200 : answer.Status, Body = whole[..(whole.Length / 2)] }, whole.Length);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private async Task WriteAsync(AzureAnswer answer, int? announced)
    {
        request.Status = answer.Status;
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.Body.Length == 0)
        {
            return;
        }

        response.ContentType = answer.ContentType;
        response.ContentLength = announced ?? answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
