using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using TrackerSegments.Core;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.History;
using TrackerSegments.Service.Reports;
using TrackerSegments.Service.Reports.Schedules;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.AzureTables;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Commands;

/// <summary>The report of the workspace opened last, as the panel shows it; asks no tracker anything.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = DataFolder.Option();
        var lens = new Option<string?>("--lens") { HelpName = "LENS", Description = "The key of the lens. [default: the primary one]" };
        var format = ReportFormats.Option();
        var panel = new Option<string?>("--panel") { HelpName = "URL", Description = "Where readers open the panel; the report links it." };
        var command = new Command("report", "Writes the report of the workspace opened last, with everything that was read and changed since.") { data, lens, format, panel };
        command.SetAction(async (parsed, cancellation) =>
        {
            var write = ReportFormats.Find(parsed.GetValue(format)!);
            var opens = ScheduleCheck.PanelOf(parsed.GetValue(panel));
            var (report, links) = await ReadAsync(
                DataFolder.Of(parsed.GetValue(data)), TableAccount.Of(terminal.Environment), parsed.GetValue(lens), opens, terminal, cancellation);
            ReportFormats.Write(report, links, write, terminal.Out);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<(AlignmentReport Report, ReportLinks Links)> ReadAsync(
        string dataFolder, TableAccount? tables, string? lens, Uri? panel, Terminal terminal, CancellationToken cancellation)
    {
        if (tables is null && !File.Exists(Path.Combine(dataFolder, TrackerSegmentsOptions.DataFileName)))
        {
            throw Nothing(dataFolder);
        }

        using var folder = tables is null ? DataFolder.Take(dataFolder) : null;
        var stores = new DocumentStores(tables, dataFolder, terminal.Clock);
        var store = await stores.OpenAsync(cancellation);
        using var opened = store as IDisposable;
        if (await new WorkspaceCatalog(store).FindLastAsync(cancellation) is null)
        {
            throw Nothing(stores.Place);
        }

        var (workspace, live) = await new WorkspaceOpener(store, new(), terminal.Clock, NullLogger.Instance).OpenAsync(source: null, progress: null, cancellation);
        using var trackers = live;
        var lenses = LensStates.Of(workspace, terminal.Clock);
        var conflicts = await ConflictSentence.OfAsync(store, workspace.Settings.Id, lenses, cancellation);
        return lenses.Find(lens) is { } state
            ? (state.Report, ReportLinks.Of(panel, state, live) with { Conflicts = conflicts })
            : throw new UsageException($"--lens {lens} is not known: it is one of {string.Join(", ", lenses.Keys)}.");
    }

    private static UsageException Nothing(string place) =>
        new($"Nothing was opened yet in {place}. Open a file or a tracker with serve or sync first, or write the report of a file with analyze FILE.");
}
