import type { Alignment, Finding, Segment } from '../../api/types';

export type NextStep =
  | { kind: 'tag'; keys: readonly string[]; count: number }
  | { kind: 'move'; segment: Segment; over: Segment | null }
  | { kind: 'mend'; finding: Finding };

const ranks: Record<string, number> = { error: 0, fail: 0, warning: 1, warn: 1 };
const rankOf = (finding: Finding) => ranks[finding.severity.toLowerCase()] ?? 2;

/** At most three things worth doing now: tag what decides the figures, move effort to where most is missing, mend the data. */
export function nextStepsOf(alignment: Alignment, most = 3): NextStep[] {
  const { dependsOn, dependsOnCount } = alignment.alignment;
  const steps: NextStep[] = [];
  if (dependsOn.length > 0) {
    steps.push({ kind: 'tag', keys: dependsOn, count: dependsOnCount });
  }

  const under = largest(alignment.segments, 'under', (segment) => -(segment.delta ?? 0));
  if (under) {
    steps.push({ kind: 'move', segment: under, over: largest(alignment.segments, 'over', (segment) => segment.delta ?? 0) });
  }

  const named = new Set(dependsOn);
  const mends = alignment.findings
    .filter((finding) => finding.action)
    // The first two steps say this already.
    .filter((finding) => !(under && finding.code === 'focusMismatch'))
    .filter((finding) => finding.itemCount !== dependsOnCount || finding.items.some((key) => !named.has(key)))
    // Within one severity the service's order stands: the most pressing comes first.
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  steps.push(...mends.map((finding): NextStep => ({ kind: 'mend', finding })));
  return steps.slice(0, most);
}

function largest(segments: readonly Segment[], state: string, by: (segment: Segment) => number): Segment | null {
  return segments
    .filter((segment) => segment.state === state)
    .reduce<Segment | null>((best, segment) => (best === null || by(segment) > by(best) ? segment : best), null);
}
