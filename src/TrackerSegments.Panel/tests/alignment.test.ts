import { describe, expect, it } from 'vitest';
import { nextStepsOf } from '../src/views/alignment/nextSteps';
import { rowsOf, scaleOf, ticksOf, unassignedShare } from '../src/views/alignment/rows';
import { alignment, segment } from './builders';

const withSegments = (...segments: ReturnType<typeof segment>[]) => alignment({ segments });

describe('rows', () => {
  it('show shares that add up, and differences that fit them', () => {
    const rows = rowsOf(
      withSegments(
        segment({ key: 'a', share: 1 / 3, target: 30, delta: 3.33 }),
        segment({ key: 'b', share: 1 / 3, target: 30, delta: 3.33 }),
        segment({ key: 'c', share: 1 / 3, target: null, delta: null }),
      ),
    );
    expect(rows.map((row) => row.share)).toEqual([33.4, 33.3, 33.3]);
    expect(rows.map((row) => row.delta && Math.round(row.delta * 10) / 10)).toEqual([3.4, 3.3, null]);
  });

  it('have no share where there is no effort', () => {
    const [row] = rowsOf(withSegments(segment({ share: null, shareMin: null, shareMax: null, delta: null })));
    expect([row?.share, row?.shareMin, row?.delta]).toEqual([null, null, null]);
  });

  it('stand on a scale that holds every bar, range and target', () => {
    const rows = rowsOf(withSegments(segment({ share: 0.2, shareMax: 0.31, target: 45, tolerance: 6 })));
    expect(scaleOf(rows, 12)).toBe(60);
    expect(scaleOf(rows, 73)).toBe(80);
    expect(scaleOf(rowsOf(withSegments(segment({ share: 1, shareMax: 1, target: 100 }))), null)).toBe(100);
    expect(ticksOf(60)).toEqual([0, 25, 50]);
  });

  it('show what is unassigned as a share of all effort', () => {
    const { totals } = alignment();
    expect(unassignedShare(alignment({ totals: { ...totals, coverage: 0.75 } }))).toBe(25);
    expect(unassignedShare(alignment({ totals: { ...totals, coverage: null } }))).toBeNull();
  });
});

describe('what is worth doing now', () => {
  const finding = (code: string, severity: string, items: string[] = ['FW-9']) => ({
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
        segment({ key: 'a', state: 'over', delta: 31 }),
        segment({ key: 'b', state: 'under', delta: -8 }),
        segment({ key: 'c', state: 'under', delta: -23 }),
      ],
      findings: [finding('later', 'info'), finding('first', 'warning'), finding('same', 'error', ['FW-6', 'FW-5'])],
    });
    expect(steps.map((step) => step.kind)).toEqual(['tag', 'move', 'mend']);
    expect(steps[1]).toMatchObject({ segment: { key: 'c' }, over: { key: 'a' } });
    expect(steps[2]).toMatchObject({ finding: { code: 'first' } });
  });

  it('is nothing where all is well', () => {
    expect(nextStepsOf(alignment({ findings: [{ ...finding('note', 'info'), action: null }] }))).toEqual([]);
  });
});
