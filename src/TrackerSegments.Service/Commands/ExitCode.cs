namespace TrackerSegments.Service.Commands;

internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A fault of the program: a sentence is on standard error, the details are in the log.</summary>
    public const int Fault = 1;

    /// <summary>Bad input or usage: a sentence is on standard error, nothing on standard output.</summary>
    public const int BadInput = 2;

    /// <summary>A segment is out of its tolerance, and <c>--check</c> was asked for.</summary>
    public const int OutOfTolerance = 3;
}
