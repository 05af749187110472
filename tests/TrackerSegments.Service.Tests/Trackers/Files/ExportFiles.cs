using System.Text;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Tests.Trackers.Files;

/// <summary>Writes invented exports into a folder of their own and reads them.</summary>
public sealed class ExportFiles : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("exports-").FullName;

    public string Folder => folder;

    public string Write(string text, string name = "export.txt", Encoding? encoding = null)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return path;
    }

    public string Write(byte[] bytes, string name = "export.txt")
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    internal FileBacklog Read(string text, string[]? fields = null, Measure measure = Measure.Count, string? effortField = null, Encoding? encoding = null) =>
        ReadPaths([Write(text, encoding: encoding)], fields, measure, effortField);

    internal static FileBacklog ReadPaths(string[] paths, string[]? fields = null, Measure measure = Measure.Count, string? effortField = null) =>
        BacklogFile.Read(paths, new(fields ?? [], new EffortPolicy { Measure = measure }, effortField), cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>The message of the error that reading gives, with the file's name alone.</summary>
    internal string Failure(string text, string[]? fields = null, Measure measure = Measure.Count, string? effortField = null) =>
        FailurePaths([Write(text)], fields, measure, effortField);

    internal string FailurePaths(string[] paths, string[]? fields = null, Measure measure = Measure.Count, string? effortField = null) =>
        Should.Throw<InputException>(() => ReadPaths(paths, fields, measure, effortField)).Message.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
