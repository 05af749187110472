using System.CommandLine;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Storage.Sqlite;

namespace TrackerSegments.Service.Access;

/// <summary>The data folder, held by one program at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockName = "in-use.lock";

    private readonly FileStream held;

    private DataFolder(FileStream held) => this.held = held;

    /// <summary>Where data lives unless a person says otherwise.</summary>
    public static string Default => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "TrackerSegments");

    /// <summary>The option that names it.</summary>
    public static Option<string?> Option() => new("--data")
    {
        HelpName = "DIR",
        Description = $"The folder that keeps workspaces and edits. [default: {Default}]",
    };

    public static string Of(string? given) => Path.GetFullPath(given ?? Default);

    /// <exception cref="UsageException">The folder cannot be used; the message is for a person.</exception>
    public static DataFolder Take(string folder)
    {
        try
        {
            SqliteDataFile.MakeFolder(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"The data folder {folder} cannot be made ({failure.Message.TrimEnd('.')}). Name another one with --data.");
        }

        try
        {
            return new(new FileStream(
                Path.Combine(folder, LockName),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose));
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"The data folder {folder} cannot be written to. Make it writable, or name another one with --data.");
        }
        catch (IOException failure)
        {
            throw new UsageException(File.Exists(Path.Combine(folder, LockName))
                ? $"The data folder {folder} is in use by another TrackerSegments. Stop that one, or name another folder with --data."
                : $"The data folder {folder} cannot be written to ({failure.Message.TrimEnd('.')}). Name another one with --data.");
        }
    }

    public void Dispose() => held.Dispose();
}
