namespace TrackerSegments.Core;

/// <summary>Fills a small table whose rows and columns are given, as near to proportional as whole numbers allow.</summary>
internal static class MatrixParts
{
    /// <summary>
    /// Each cell gets the whole part of row · column / total; what is then missing in rows and columns is filled in from the first cell
    /// on, as far as both allow.
    /// </summary>
    /// <param name="rows">The sums of the rows, 0 or more.</param>
    /// <param name="columns">The sums of the columns, 0 or more, with the same total.</param>
    public static long[,] Of(long[] rows, long[] columns)
    {
        var parts = new long[rows.Length, columns.Length];
        var total = rows.Sum();
        var (left, below) = ((long[])rows.Clone(), (long[])columns.Clone());
        for (var r = 0; total > 0 && r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                Put(r, c, (long)((Int128)rows[r] * columns[c] / total));
            }
        }

        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                Put(r, c, Math.Min(left[r], below[c]));
            }
        }

        return parts;

        void Put(int r, int c, long part)
        {
            parts[r, c] += part;
            left[r] -= part;
            below[c] -= part;
        }
    }
}
