using System.Text;
using System.Text.Unicode;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>A file that was opened and found to hold text.</summary>
internal sealed class SourceFile : IDisposable
{
    public const string Expected = "Expected a CSV or JSON export of Jira or Azure Boards.";

    private const int SampleSize = 64 * 1024;

    private readonly FileStream stream;
    private Encoding encoding = Encoding.UTF8;

    private SourceFile(string path, FileStream stream)
    {
        Path = path;
        this.stream = stream;
        Length = stream.Length;
    }

    /// <summary>The file as the person named it.</summary>
    public string Path { get; }

    public bool IsJson { get; private set; }

    public Stream Stream => stream;

    public long Length { get; }

    /// <summary>The text from the start; bytes that are no text are refused.</summary>
    public StreamReader OpenText()
    {
        stream.Position = 0;
        return new(
            stream,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
            detectEncodingFromByteOrderMarks: true,
            SampleSize,
            leaveOpen: true);
    }

    /// <summary>Opens a file and hands it to a reader.</summary>
    /// <exception cref="InputException">There is no such file, it holds no text, or it cannot be read to its end.</exception>
    public static void Read(string path, Action<SourceFile> read)
    {
        try
        {
            using var source = Open(path);
            read(source);
        }
        catch (IOException e)
        {
            throw new InputException(path, null, $"the file cannot be read to its end ({ItemText.Clean(e.Message)})", "Copy it to a local disk and try again.");
        }
    }

    private static SourceFile Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InputException(path, null, "this is a directory", "Name the exported file itself.");
        }

        FileStream opened;
        try
        {
            opened = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(path, null, "there is no such file", "Check the name and the folder.");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException or ArgumentException)
        {
            throw new InputException(path, null, "the file cannot be opened", "Check that you may read it and that no program holds it open.");
        }

        // Lines are looked up by reading the file again.
        if (!opened.CanSeek)
        {
            opened.Dispose();
            throw new InputException(path, null, "this is a pipe, which can be read only once", "Save it as a file first and name that.");
        }

        var source = new SourceFile(path, opened);
        try
        {
            source.Sniff();
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>The line, counted from 1, that begins or goes on after so many bytes of the file's UTF-8 form, in which a byte order mark counts only where it is UTF-8.</summary>
    public long LineAt(long offset)
    {
        using var file = File.OpenRead(Path);
        file.Position = encoding is UTF8Encoding ? 0 : encoding.Preamble.Length;
        using var text = encoding is UTF8Encoding ? file : Encoding.CreateTranscodingStream(file, encoding, Encoding.UTF8);
        var buffer = new byte[SampleSize];
        var line = 1L;
        while (offset > 0 && text.Read(buffer, 0, (int)Math.Min(offset, buffer.Length)) is > 0 and var read)
        {
            line += buffer.AsSpan(0, read).Count((byte)'\n');
            offset -= read;
        }

        return line;
    }

    /// <summary>The first line that is not UTF-8.</summary>
    public long? LineThatIsNotUtf8()
    {
        var line = 0L;
        foreach (var text in File.ReadLines(Path, Encoding.Latin1))
        {
            line++;
            if (!Utf8.IsValid(Encoding.Latin1.GetBytes(text)))
            {
                return line;
            }
        }

        return null;
    }

    public void Dispose() => stream.Dispose();

    private void Sniff()
    {
        var bytes = new byte[SampleSize];
        var sample = bytes.AsSpan(0, stream.ReadAtLeast(bytes, SampleSize, throwOnEndOfStream: false));
        stream.Position = 0;
        (encoding, var preamble) = EncodingOf(sample);
        if (encoding is UTF8Encoding && sample.Contains((byte)0))
        {
            throw new InputException(Path, null, "this is not a text file", Expected + AboutWorkbook(sample));
        }

        var text = encoding.GetString(sample[preamble..]).AsSpan().TrimStart();
        if (text.IsEmpty)
        {
            throw new InputException(Path, null, "the file is empty", "Export the backlog again, with at least one item.");
        }

        IsJson = text[0] is '{' or '[';
    }

    private static (Encoding Encoding, int Preamble) EncodingOf(ReadOnlySpan<byte> sample) => sample switch
    {
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        _ => (Encoding.UTF8, 0),
    };

    private static string AboutWorkbook(ReadOnlySpan<byte> sample) =>
        sample is [(byte)'P', (byte)'K', 3, 4, ..] ? " Save a workbook as \"CSV UTF-8\" first." : "";
}
