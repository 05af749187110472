using TrackerSegments.Simulators.Functions;

namespace TrackerSegments.Service.Tests.Functions;

/// <summary>The project's own files.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find();

    /// <summary>The functions as they lie in the project.</summary>
    public static FunctionApp App { get; } = FunctionApp.Read(Folder, Path.Combine(Folder, "src", "TrackerSegments.Service", "Functions"));

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TrackerSegments.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie below the project's folder.");
        }

        return folder;
    }
}
