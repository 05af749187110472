import type { Alignment, Segment, SegmentState } from '../../api/types';
import { roundShares } from '../../format/shares';

/** A segment as its row shows it: percentages that add up to 100.0 and a difference that fits them. */
export interface SegmentRowData {
  readonly segment: Segment;
  readonly order: number;
  readonly share: number | null;
  readonly shareMin: number | null;
  readonly shareMax: number | null;
  readonly delta: number | null;
  /** null where there is no share that could be judged. */
  readonly state: SegmentState | null;
  /** Whether tagging could still change the state; null where there is no verdict against a target. */
  readonly certain: boolean | null;
}

export function rowsOf(alignment: Alignment): SegmentRowData[] {
  const shares = roundShares(alignment.segments.map((segment) => segment.effort));
  return alignment.segments.map((segment, order) => {
    const share = shares[order] ?? null;
    return {
      segment,
      order,
      share,
      shareMin: percentOf(segment.shareMin),
      shareMax: percentOf(segment.shareMax),
      delta: share === null || segment.target === null ? null : difference(share, segment.target),
      state: share === null ? null : segment.state,
      certain: share === null || segment.target === null ? null : segment.certain,
    };
  });
}

/** The share of all effort that no segment has: with the tagged share it adds up to 100.0. */
export function unassignedShare({ totals }: Alignment): number | null {
  return roundShares([totals.taggedEffort, totals.unassignedEffort])[1] ?? null;
}

/** The right end of the scale: the largest figure in any row, rounded up to a ten, so that short bars can be told apart. */
export function scaleOf(rows: readonly SegmentRowData[], unassigned: number | null): number {
  const figures = rows.flatMap((row) => [
    row.share ?? 0,
    row.shareMax ?? 0,
    (row.segment.target ?? 0) + (row.segment.target === null ? 0 : (row.segment.tolerance ?? 0)),
  ]);
  return Math.min(100, Math.max(20, Math.ceil(Math.max(0, unassigned ?? 0, ...figures) / 10) * 10));
}

export function ticksOf(scale: number): number[] {
  const step = scale > 50 ? 25 : scale > 20 ? 10 : 5;
  const ticks = [];
  for (let tick = 0; tick <= scale; tick += step) {
    ticks.push(tick);
  }
  return ticks;
}

/** Targets have thousandths at most: the noise beyond them must not tell two equal differences apart. */
function difference(share: number, target: number): number {
  return Math.round((share - target) * 1000) / 1000;
}

function percentOf(share: number | null): number | null {
  return share === null ? null : share * 100;
}
