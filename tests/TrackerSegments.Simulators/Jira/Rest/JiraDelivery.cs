using System.Text;
using Microsoft.AspNetCore.Http;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>Sends an answer, or does to it what a fault wants.</summary>
internal sealed class JiraDelivery(HttpContext context, JiraRequest request)
{
    public async Task SendAsync(JiraAnswer answer)
    {
        switch (request.Fault?.Kind)
        {
            case JiraFaultKind.Answer:
                await WriteAsync(Instead(request.Fault), null);
                return;
            case JiraFaultKind.Reset:
                request.Status = 0;
                context.Abort();
                return;
            case JiraFaultKind.ResetMidBody:
                await WriteHalfAsync(answer);
                return;
            case JiraFaultKind.Truncated:
                await WriteAsync(answer with { Body = answer.Body[..(answer.Body.Length / 2)] }, null);
                return;
            case JiraFaultKind.Hang when request.Fault.IsAfterApplied:
                await Task.Delay(request.Fault.Delay, context.RequestAborted);
                break;
        }

        await WriteAsync(answer, null);
    }

    private static JiraAnswer Instead(JiraFault fault) => JiraAnswer.Text(fault.StatusCode, fault.ContentType, fault.Body) with
    {
        Headers = [.. fault.Headers.Select(h => (h.Key, h.Value))],
    };

    private async Task WriteHalfAsync(JiraAnswer answer)
    {
        var whole = answer.Body.Length > 1 ? answer.Body : Encoding.UTF8.GetBytes("{}");
        await WriteAsync(answer with { Status = answer.Status == 204 ? 200 : answer.Status, Body = whole[..(whole.Length / 2)] }, whole.Length);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private async Task WriteAsync(JiraAnswer answer, int? announced)
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
