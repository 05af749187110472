import type { DriftDocument, DriftSegment, TrendDocument, TrendPoint, TrendStep } from '../../api/insightTypes';
import { daysBefore } from '../../format/days';

export type Span = 'month' | 'quarter' | 'year' | 'years';

/** How far back a span goes, and in which steps: about as many points as a screen can show. */
export const spans: Record<Span, { days: number; step: TrendStep }> = {
  month: { days: 29, step: 'day' },
  quarter: { days: 89, step: 'day' },
  year: { days: 364, step: 'week' },
  years: { days: 3 * 365, step: 'month' },
};

export const spanFrom = (span: Span, today: string): string => daysBefore(today, spans[span].days);

/** A value of one day; null where a line must break. */
export interface Dated {
  readonly day: string;
  readonly value: number | null;
}

export interface RangeOfDay {
  readonly day: string;
  readonly least: number | null;
  readonly most: number | null;
}

/** Whether no snapshot was taken for a while before that point. */
export function isBroken({ points, gaps }: TrendDocument, at: number): boolean {
  const [before, point] = [points[at - 1], points[at]];
  return before !== undefined && point !== undefined && gaps.some(({ first }) => first > before.day && first <= point.day);
}

/** The values of a line, broken where no snapshot was taken in between. */
export function lineOf(trend: TrendDocument, valueOf: (point: TrendPoint) => number | null): Dated[] {
  return trend.points.flatMap((point, at) => [
    ...(isBroken(trend, at) ? [{ day: point.day, value: null }] : []),
    { day: point.day, value: valueOf(point) },
  ]);
}

/** The range of the index, broken like its line. */
export function rangeOf(trend: TrendDocument): RangeOfDay[] {
  return trend.points.flatMap(({ day, indexMin, indexMax }, at) => [
    ...(isBroken(trend, at) ? [{ day, least: null, most: null }] : []),
    { day, least: indexMin, most: indexMax },
  ]);
}

export const valueOf = (point: TrendPoint, segment: string) => point.segments.find(({ key }) => key === segment) ?? null;

export const percentOf = (share: number | null | undefined): number | null => (share == null ? null : share * 100);

/** The day nearest to a moment; null where there is none. */
export function nearestDay(days: readonly string[], time: number): string | null {
  const far = (day: string) => Math.abs(Date.parse(day) - time);
  return days.reduce<string | null>((best, day) => (best === null || far(day) < far(best) ? day : best), null);
}

/** The pair after a click on a day: the nearer end moves there. */
export function pairAfter([from, to]: readonly [string, string], day: string): readonly [string, string] {
  const far = (other: string) => Math.abs(Date.parse(other) - Date.parse(day));
  const pair = far(from) < far(to) ? [day, to] : [from, day];
  return pair.toSorted() as [string, string];
}

/** The segment whose shown share moved most; of several the first. Null where none has a share. */
export function mostMoved({ segments }: DriftDocument): DriftSegment | null {
  return segments
    .filter(({ shown }) => shown !== null)
    .reduce<DriftSegment | null>((best, one) => (best === null || Math.abs(one.shown ?? 0) > Math.abs(best.shown ?? 0) ? one : best), null);
}

export interface WaterfallBar {
  readonly from: number;
  readonly to: number;
}

/** Where each part begins and ends on the way from the share before to the one after, in percent. */
export function waterfallOf({ before, parts }: DriftSegment): WaterfallBar[] {
  let at = (before.share ?? 0) * 100;
  return parts.map(({ change }) => {
    const bar = { from: at, to: at + (change ?? 0) };
    at = bar.to;
    return bar;
  });
}
