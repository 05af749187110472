using System.Text;

namespace TrackerSegments.Service.Reports.Teams;

/// <summary>
/// Outside text for a card. It goes into text runs alone, which know no Markdown; what is left to take the harm out of are control
/// characters and direction marks, dates and bindings that a host would fill in, and length.
/// </summary>
internal sealed class CardText(CardRoom room)
{
    /// <summary>Between two braces, so that they mean nothing; it takes no place.</summary>
    private const string WordJoiner = "\u2060";

    /// <summary>How many texts lost their end.</summary>
    public int Shortened { get; private set; }

    public string Sentence(string text) => Of(text, room.Sentence);

    public string Name(string text) => Of(text, room.Name);

    private string Of(string text, int longest)
    {
        var safe = new StringBuilder(Math.Min(text.Length, longest) + 1);
        var length = 0;
        var before = default(Rune);
        foreach (var rune in TerminalText.Safe(text).EnumerateRunes())
        {
            if (length++ == longest)
            {
                Shortened++;
                return safe.Append('…').ToString();
            }

            safe.Append(rune.Value == '{' && before.Value is '{' or '$' ? WordJoiner : "").Append(rune.ToString());
            before = rune;
        }

        return safe.ToString();
    }
}
