import type { Alignment, Finding, SegmentState, Severity } from '../../api/types';
import { rowsOf, type SegmentRowData } from './rows';

export type NextStep =
  | { kind: 'tag'; keys: readonly string[]; count: number }
  | { kind: 'move'; under: SegmentRowData; over: SegmentRowData | null }
  | { kind: 'mend'; finding: Finding };

const ranks: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** At most three things worth doing now: tag what decides the figures, move effort to where most is missing, mend the data. */
export function nextStepsOf(alignment: Alignment, most = 3): NextStep[] {
  const { dependsOn, dependsOnCount } = alignment.alignment;
  const steps: NextStep[] = [];
  if (dependsOn.length > 0) {
    steps.push({ kind: 'tag', keys: dependsOn, count: dependsOnCount });
  }

  const rows = rowsOf(alignment);
  const under = farthest(rows, 'under');
  if (under) {
    steps.push({ kind: 'move', under, over: farthest(rows, 'over') });
  }

  const named = new Set(dependsOn);
  const mends = alignment.findings
    .filter((finding) => finding.action !== '')
    // The first two steps say this already.
    .filter((finding) => !(under && finding.code === 'focusMismatch'))
    .filter((finding) => finding.itemCount !== dependsOnCount || finding.items.some((key) => !named.has(key)))
    // Within one severity the service's order stands: the most pressing comes first.
    .toSorted((a, b) => ranks[a.severity] - ranks[b.severity]);
  steps.push(...mends.map((finding): NextStep => ({ kind: 'mend', finding })));
  return steps.slice(0, most);
}

/** The row in this state that is farthest from its target, by the figures that the rows show. */
function farthest(rows: readonly SegmentRowData[], state: SegmentState): SegmentRowData | null {
  const off = (row: SegmentRowData) => Math.abs(row.delta ?? 0);
  return rows
    .filter((row) => row.state === state)
    .reduce<SegmentRowData | null>((best, row) => (best === null || off(row) > off(best) ? row : best), null);
}
