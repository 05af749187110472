using System.Globalization;
using Spectre.Console;
using TrackerSegments.Service.Reports;
using TrackerSegments.Service.Sync;

namespace TrackerSegments.Service.Commands;

/// <summary>Shows how far the reading of a tracker is, on standard error, where a person watches.</summary>
internal static class SyncProgress
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    public static async Task ShowAsync(Terminal terminal, TrackerSync sync, Func<Task> run)
    {
        if (!terminal.ShowsProgress)
        {
            await run();
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        await console.Progress()
            .AutoClear(enabled: true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context =>
            {
                var bars = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
                var work = run();
                while (await Task.WhenAny(work, Task.Delay(Refresh)) != work)
                {
                    foreach (var scope in sync.Scopes)
                    {
                        Draw(context, bars, scope);
                    }
                }

                await work;
            });
    }

    private static void Draw(ProgressContext context, Dictionary<string, ProgressTask> bars, ScopeSync scope)
    {
        if (!bars.TryGetValue(scope.Scope.Key, out var bar))
        {
            bar = context.AddTask("Reading");
            bars.Add(scope.Scope.Key, bar);
        }

        var total = scope.State.Total;
        bar.IsIndeterminate = total is null;
        bar.MaxValue = Math.Max(1, total ?? 1);
        bar.Value = total is null ? 0 : scope.Read;
        bar.Description = Markup.Escape(TerminalText.Safe(string.Create(
            CultureInfo.InvariantCulture,
            $"{scope.Scope.Label}: {scope.Read:N0}{(total is { } all ? $" of {all:N0}" : "")} items")));
    }
}
