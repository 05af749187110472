import { describe, expect, it } from 'vitest';
import type { Severity } from '../src/api/types';
import { nextStepsOf } from '../src/views/alignment/nextSteps';
import { rowsOf, scaleOf, ticksOf, unassignedShare } from '../src/views/alignment/rows';
import { alignment, segment } from './builders';

const withSegments = (...segments: ReturnType<typeof segment>[]) => alignment({ segments });

describe('rows', () => {
  it('show shares that add up, and differences that fit them', () => {
    const rows = rowsOf(
      withSegments(
        segment({ key: 'a', effort: 1, share: 1 / 12, target: 10, delta: -1.67 }),
        segment({ key: 'b', effort: 1, share: 1 / 12, target: 10, delta: -1.67 }),
        segment({ key: 'c', effort: 10, share: 10 / 12, target: null, delta: null }),
      ),
    );
    expect(rows.map((row) => row.share)).toEqual([8.4, 8.3, 83.3]);
    expect(rows.map((row) => row.delta)).toEqual([-1.6, -1.7, null]);
  });

  it('have no share where there is no effort', () => {
    const [row] = rowsOf(withSegments(segment({ effort: 0, share: null, shareMin: null, shareMax: null, delta: null })));
    expect([row?.share, row?.shareMin, row?.delta]).toEqual([null, null, null]);
  });

  it('are judged only where there is a share, and certain only under a target', () => {
    const [judged, free] = rowsOf(withSegments(segment({ certain: false }), segment({ target: null, state: 'noTarget' })));
    expect([judged?.state, judged?.certain, free?.state, free?.certain]).toEqual(['on', false, 'noTarget', null]);
    const [none, empty] = rowsOf(
      withSegments(segment({ effort: 0, state: null }), segment({ effort: 0, target: null, state: 'noTarget' })),
    );
    expect([none?.state, none?.certain, empty?.state, empty?.certain]).toEqual([null, null, null, null]);
  });

  it('stand on a scale that holds every bar, range and target', () => {
    const small = segment({ effort: 2, shareMax: 0.31, target: 45, tolerance: 6 });
    const rows = rowsOf(withSegments(small, segment({ effort: 8, target: null }))).slice(0, 1);
    expect(scaleOf(rows, 12)).toBe(60);
    expect(scaleOf(rows, 73)).toBe(80);
    expect(scaleOf(rowsOf(withSegments(segment({ share: 1, shareMax: 1, target: 100 }))), null)).toBe(100);
    expect(ticksOf(60)).toEqual([0, 25, 50]);
  });

  it('show what is unassigned as a share of all effort', () => {
    const { totals } = alignment();
    const unassignedOf = (taggedEffort: number, unassignedEffort: number) =>
      unassignedShare(alignment({ totals: { ...totals, taggedEffort, unassignedEffort } }));
    expect(unassignedOf(3, 1)).toBe(25);
    expect(unassignedOf(0, 0)).toBeNull();
    // 99.85 and 0.15: both end in a half, and together they are still 100.0.
    expect(unassignedOf(1997, 3)).toBe(0.1);
  });
});

describe('what is worth doing now', () => {
  const finding = (code: string, severity: Severity, items: string[] = ['FW-9']) => ({
    code,
    severity,
    text: code,
    items,
    itemCount: items.length,
    action: 'Mend it.',
  });

  it('is to tag, to move and to mend, at most three', () => {
    const base = alignment();
    const steps = nextStepsOf({
      ...base,
      alignment: { ...base.alignment, certain: false, dependsOn: ['FW-5', 'FW-6'], dependsOnCount: 2 },
      segments: [
        segment({ key: 'a', state: 'over', effort: 1, target: 5 }),
        segment({ key: 'b', state: 'under', effort: 1, target: 15 }),
        segment({ key: 'c', state: 'under', effort: 10, target: 90 }),
      ],
      findings: [finding('later', 'info'), finding('first', 'warning'), finding('same', 'error', ['FW-6', 'FW-5'])],
    });
    expect(steps.map((step) => step.kind)).toEqual(['tag', 'move', 'mend']);
    // 8.3 where 15 is wanted, and 83.3 where 90 is: the earlier one of two that lack as much.
    expect(steps[1]).toMatchObject({ under: { segment: { key: 'b' }, delta: -6.7 }, over: { segment: { key: 'a' } } });
    expect(steps[2]).toMatchObject({ finding: { code: 'first' } });
  });

  it('is nothing where all is well', () => {
    expect(nextStepsOf(alignment({ findings: [{ ...finding('note', 'info'), action: '' }] }))).toEqual([]);
  });
});
