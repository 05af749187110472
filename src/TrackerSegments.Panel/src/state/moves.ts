import type { BoardEpic, SegmentChange } from '../api/types';

/** A column of the board: a segment's key, or null for Unassigned. */
export type ColumnKey = string | null;

/** A card taken from one column to another. `keep` (the modifier key) adds the new segment beside the old one. */
export interface Move {
  epic: string;
  from: ColumnKey;
  to: ColumnKey;
  keep: boolean;
}

/**
 * What a move writes, or null where it would change nothing. The epic's other segments stay: only the segment of the
 * column it leaves is taken away.
 */
export function changeOf(epic: Pick<BoardEpic, 'segments'>, move: Omit<Move, 'epic'>): SegmentChange | null {
  if (move.from === move.to || (move.keep && move.to === null)) {
    return null;
  }
  const add = move.to !== null && !epic.segments.includes(move.to) ? [move.to] : [];
  const remove = !move.keep && move.from !== null && epic.segments.includes(move.from) ? [move.from] : [];
  return add.length + remove.length > 0 ? { add, remove } : null;
}

/** The change that takes another one back. */
export function inverseOf(change: SegmentChange): SegmentChange {
  return { add: [...change.remove], remove: [...change.add] };
}

/** The epic as it will be: segments in the order of the columns, shared equally until the service says otherwise. */
export function changed(epic: BoardEpic, change: SegmentChange, order: readonly ColumnKey[]): BoardEpic {
  const kept = new Set(epic.segments.filter((segment) => !change.remove.includes(segment)));
  change.add.forEach((segment) => kept.add(segment));
  const segments = order.filter((key): key is string => key !== null && kept.has(key));
  return { ...epic, segments, weights: segments.map(() => 1 / segments.length), portions: null };
}
