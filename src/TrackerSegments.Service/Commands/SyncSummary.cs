using System.Globalization;
using TrackerSegments.Service.Reports;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Commands;

/// <summary>Says in a few lines what a reading brought, which fields it used, and what stopped.</summary>
internal static class SyncSummary
{
    public static async Task WriteAsync(LiveTracker live, Terminal terminal, TimeSpan took)
    {
        var connection = live.Sync.Connection!;
        await terminal.Out.WriteLineAsync(Text(
            $"{connection.Name}: {Items(live.Copy.Count)} in {Scopes(connection.Scopes.Count)}, read in {took.TotalSeconds:0.0} s."));
        await terminal.Out.WriteLineAsync();
        foreach (var scope in live.Sync.Scopes)
        {
            await terminal.Out.WriteLineAsync(Text(
                $"  {Title(scope.Scope)}: {(scope.State.AsOf is { } asOf ? $"{Items(scope.Read)}, as of {asOf.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : $"not read to the end ({Items(scope.Read)} so far)")}"));
        }

        await terminal.Out.WriteLineAsync();
        foreach (var field in connection.Report.Fields)
        {
            await terminal.Out.WriteLineAsync(Text(
                $"  {field.Role,-10} {field.Name} ({field.Id}, {field.Kind}{(field.CanWrite ? "" : ", only read")})"));
        }

        foreach (var finding in connection.Report.Findings)
        {
            await terminal.Out.WriteLineAsync();
            await terminal.Out.WriteLineAsync(Text($"  {finding.Text} {finding.Action}"));
        }

        foreach (var stopped in live.Sync.Scopes.Where(s => s.State.Problem is not null))
        {
            await terminal.Error.WriteLineAsync(Text($"{stopped.Scope.Label} could not be read: {stopped.State.Problem!.Text}"));
        }
    }

    private static string Title(TrackerScope scope) => scope.Label == scope.Name ? scope.Name : $"{scope.Label}  {scope.Name}";

    private static string Items(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "item" : "items")}");

    private static string Scopes(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "project" : "projects")}");

    private static string Text(FormattableString text) => TerminalText.Safe(text.ToString(CultureInfo.InvariantCulture));
}
