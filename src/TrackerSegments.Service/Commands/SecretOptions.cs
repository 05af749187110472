using System.CommandLine;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Commands;

/// <summary>Where the secrets of a start come from. A secret on the command line could be read by every user of the machine.</summary>
internal sealed class SecretOptions
{
    /// <summary>The environment variable that holds the token, or the secret that a token is had for.</summary>
    public const string TokenVariable = "TRACKERSEGMENTS_TOKEN";

    /// <summary>The environment variable that holds what webhooks are signed or sent with.</summary>
    public const string WebhookVariable = "TRACKERSEGMENTS_WEBHOOK_SECRET";

    private const int MaxTokenLength = 20_000;

    private readonly Option<string?> tokenFile = new("--token-file")
    {
        HelpName = "FILE",
        Description = $"A file that holds the token alone. Without it: the environment variable {TokenVariable}.",
    };

    public void AddTo(Command command) => command.Options.Add(tokenFile);

    /// <summary>The secrets, from the file or else from the environment.</summary>
    /// <exception cref="UsageException">The file cannot be read or holds no token.</exception>
    public ConnectionSecrets Read(ParseResult parsed, Terminal terminal) => new(
        parsed.GetValue(tokenFile) is { } file ? FromFile(file) : FromEnvironment(terminal, TokenVariable),
        FromEnvironment(terminal, WebhookVariable));

    private static ConnectionSecret? FromEnvironment(Terminal terminal, string variable) =>
        terminal.Environment(variable) is { } text && !string.IsNullOrWhiteSpace(text) ? new(text.Trim()) : null;

    private static ConnectionSecret FromFile(string file)
    {
        string text;
        try
        {
            text = File.ReadAllText(file).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The token file {file} cannot be read ({failure.Message.TrimEnd('.')}).");
        }

        return text.Length is > 0 and <= MaxTokenLength && !text.Any(char.IsWhiteSpace)
            ? new(text)
            : throw new UsageException($"The token file {file} does not hold a token alone, on one line.");
    }
}
