/**
 * Shares of efforts as percentages with one decimal that add up to 100.0: each is cut down to a tenth, and the tenths left
 * over go to the largest remainders, ties to the earlier one. Null where there is no effort to share.
 */
export function roundShares(efforts: readonly number[]): (number | null)[] {
  // Whole thousandths, as the service counts: fractions of two would decide ties by their noise.
  const weights = efforts.map((effort) => BigInt(Math.round(effort * 1000)));
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) {
    return efforts.map(() => null);
  }
  const tenths = weights.map((weight) => Number((weight * 1000n) / total));
  const left = 1000 - tenths.reduce((sum, share) => sum + share, 0);

  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (weight * 1000n) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const raised = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return tenths.map((share, index) => (share + (raised.has(index) ? 1 : 0)) / 10);
}
