import { describe, expect, it } from 'vitest';
import { daysBefore } from '../../src/format/days';
import { lineOf, mostMoved, nearestDay, pairAfter, spanFrom, waterfallOf } from '../../src/views/trend/figures';
import { drift, point, trend } from './documents';

describe('a line over time', () => {
  it('breaks where no snapshot was taken', () => {
    const points = [point('2026-03-01', [0.6, 0.2, 0.2]), point('2026-03-02', [0.6, 0.2, 0.2]), point('2026-03-05', [0.6, 0.2, 0.2], { index: 70 })];
    const made = trend(points, { gaps: [{ first: '2026-03-03', last: '2026-03-04' }] });
    expect(lineOf(made, ({ index }) => index).map(({ value }) => value)).toEqual([80, 80, null, 70]);
  });

  it('does not break where a gap lies before it or after it', () => {
    const points = [point('2026-03-03', [0.6, 0.2, 0.2]), point('2026-03-04', [0.6, 0.2, 0.2])];
    const gaps = [
      { first: '2026-03-01', last: '2026-03-02' },
      { first: '2026-03-05', last: '2026-03-09' },
    ];
    expect(lineOf(trend(points, { gaps }), ({ index }) => index)).toHaveLength(2);
  });
});

describe('a pair of days', () => {
  it.each([
    ['2026-03-02', ['2026-03-02', '2026-03-10']],
    ['2026-03-09', ['2026-03-01', '2026-03-09']],
    ['2026-02-01', ['2026-02-01', '2026-03-10']],
    ['2026-04-01', ['2026-03-01', '2026-04-01']],
  ])('moves its nearer end to %s', (day, pair) => {
    expect(pairAfter(['2026-03-01', '2026-03-10'], day)).toEqual(pair);
  });

  it('takes the day nearest to the pointer', () => {
    const days = ['2026-03-01', '2026-03-05', '2026-03-09'];
    expect(nearestDay(days, Date.parse('2026-03-06T12:00:00Z'))).toBe('2026-03-05');
    expect(nearestDay([], 0)).toBeNull();
  });

  it('goes back over the end of a month and a leap day', () => {
    expect(daysBefore('2028-03-01', 1)).toBe('2028-02-29');
    expect(spanFrom('month', '2026-03-30')).toBe('2026-03-01');
  });
});

describe('what moved', () => {
  it('is a way of parts from the share before to the one after', () => {
    const segment = drift().segments[1]!;
    const bars = waterfallOf(segment);
    expect(bars[0]?.from).toBe(22);
    expect(bars.at(-1)?.to).toBeCloseTo(17.8, 9);
    bars.slice(1).forEach((bar, at) => expect(bar.from).toBe(bars[at]?.to));
  });

  it('is told of the segment that moved most, the first of several', () => {
    expect(mostMoved(drift())?.key).toBe('smb');
    expect(mostMoved(drift({ segments: drift().segments.map((one) => ({ ...one, shown: null })) }))).toBeNull();
  });
});
