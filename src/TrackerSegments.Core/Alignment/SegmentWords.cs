namespace TrackerSegments.Core;

/// <summary>How a sentence says where a segment stands.</summary>
internal static class SegmentWords
{
    public static string Of(SegmentState state) => state switch
    {
        SegmentState.Under => "under its target",
        SegmentState.Over => "over its target",
        SegmentState.On => "on target",
        _ => "without a target",
    };
}
