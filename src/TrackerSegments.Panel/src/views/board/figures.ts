import type { Alignment } from '../../api/types';
import type { ColumnKey } from '../../state/moves';
import { rowsOf, scaleOf, unassignedShare } from '../alignment/rows';

/** What the head of a column shows. */
export interface ColumnFigures {
  readonly effort: number;
  readonly share: number | null;
  readonly target: number | null;
}

export class BoardFigures extends Map<ColumnKey, ColumnFigures> {
  constructor(readonly scale: number) {
    super();
  }
}

/** The figures of the alignment document, so that board and alignment never disagree. */
export function figuresOf(alignment: Alignment | null): BoardFigures {
  if (!alignment) {
    return new BoardFigures(100);
  }
  const rows = rowsOf(alignment);
  const unassigned = unassignedShare(alignment);
  const figures = new BoardFigures(scaleOf(rows.map((row) => ({ ...row, shareMax: null })), unassigned));
  for (const { segment, share } of rows) {
    figures.set(segment.key, { effort: segment.effort, share, target: segment.target });
  }
  figures.set(null, { effort: alignment.totals.unassignedEffort, share: unassigned, target: null });
  return figures;
}
