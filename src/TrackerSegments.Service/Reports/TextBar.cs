using System.Text;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Reports;

/// <summary>A share as a bar of characters, with the range it could have and a mark at its target.</summary>
internal sealed class TextBar(int width, bool unicode)
{
    private readonly (char Share, char Range, char Empty, char Target) signs = unicode ? ('█', '░', '·', '┃') : ('#', '=', '.', '|');

    /// <summary>The bar in Spectre's markup.</summary>
    public string Draw(SegmentPart segment)
    {
        if (segment.Share is not { } share)
        {
            return "";
        }

        var bar = new StringBuilder(width);
        var target = segment.Target is { } t ? Math.Min(width - 1, (int)(t / 100m * width)) : -1;
        var (end, most) = (Cells(share), Cells(segment.ShareMax ?? share));
        for (var i = 0; i < width; i++)
        {
            bar.Append(i == target ? $"[bold]{signs.Target}[/]"
                : i < end ? $"[{segment.Color}]{signs.Share}[/]"
                : i < most ? $"[{segment.Color}]{signs.Range}[/]"
                : $"[dim]{signs.Empty}[/]");
        }

        return bar.ToString();
    }

    private int Cells(double share) => (int)Math.Round(share * width, MidpointRounding.AwayFromZero);
}
