using System.Globalization;
using Spectre.Console;
using TrackerSegments.Service.Reports;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Commands;

/// <summary>Shows how far the reading of long files is, on standard error, where a person watches.</summary>
internal static class ReadingProgress
{
    private const long LongFile = 5_000_000;

    public static FileBacklog Show(Terminal terminal, Func<IProgress<ReadProgress>?, FileBacklog> read)
    {
        if (!terminal.ShowsProgress)
        {
            return read(null);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Progress()
            .AutoClear(enabled: true)
            .HideCompleted(enabled: true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .Start(context => read(new Reporter(context)));
    }

    /// <summary>Nothing is drawn for short files: they are read before anybody could look.</summary>
    private sealed class Reporter(ProgressContext context) : IProgress<ReadProgress>
    {
        private readonly Dictionary<string, ProgressTask> tasks = new(StringComparer.Ordinal);

        public void Report(ReadProgress value)
        {
            if (value.TotalBytes < LongFile)
            {
                return;
            }

            if (!tasks.TryGetValue(value.File, out var task))
            {
                task = context.AddTask("Reading", maxValue: value.TotalBytes);
                tasks.Add(value.File, task);
            }

            task.Value = value.BytesRead;
            task.Description = string.Create(
                CultureInfo.InvariantCulture, $"Reading {Markup.Escape(TerminalText.Safe(Path.GetFileName(value.File)))}, {value.Items:N0} items");
        }
    }
}
