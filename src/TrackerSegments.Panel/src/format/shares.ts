/**
 * Shares as percentages with one decimal that add up to 100.0: each is cut down to a tenth, and the tenths left over go to
 * the largest remainders, ties to the earlier one. Shares are fractions; null (no share) stays null.
 */
export function roundShares(shares: readonly (number | null)[]): (number | null)[] {
  const known = shares.map((share) => (share === null ? null : share * 1000));
  const total = Math.round(known.reduce<number>((sum, share) => sum + (share ?? 0), 0));
  // A hair of floating-point error must not turn 30.0 into 29.9.
  const tenths = known.map((share) => (share === null ? null : Math.floor(share + 1e-9)));
  const left = total - tenths.reduce<number>((sum, share) => sum + (share ?? 0), 0);

  const byRemainder = known
    .map((share, index) => ({ index, remainder: share === null ? -1 : share - (tenths[index] ?? 0) }))
    .filter((entry) => entry.remainder >= 0)
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, Math.max(0, left))) {
    tenths[index] = (tenths[index] ?? 0) + 1;
  }
  return tenths.map((share) => (share === null ? null : share / 10));
}
