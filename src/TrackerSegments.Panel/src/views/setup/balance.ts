import * as number from '../../format/numbers';
import type { StrategyDocument, StrategyVersion, TargetEntry } from '../../api/setup';

/** Targets as they are typed: what is no number yet stays as it is. */
export interface TypedTarget {
  readonly segment: string;
  readonly target: string;
  readonly tolerance: string;
}

const numberOf = (text: string): number => (/^\d{1,3}(\.\d{1,3})?$/.test(text.trim().replace(',', '.')) ? Number(text.trim().replace(',', '.')) : Number.NaN);
const isPercent = (value: number) => value >= 0 && value <= 100;

/** The targets that were typed; null where one is no number from 0 to 100. */
export function targetsOf(typed: readonly TypedTarget[]): TargetEntry[] | null {
  const targets = typed.map(({ segment, target, tolerance }) => ({ segment, target: numberOf(target), tolerance: numberOf(tolerance) }));
  return targets.every(({ target, tolerance }) => isPercent(target) && isPercent(tolerance)) ? targets : null;
}

/** What is missing to 100; below 0 where there is too much. In thousandths, so that fractions of two add no noise. */
export const missingOf = (targets: readonly TargetEntry[]): number =>
  (100_000 - targets.reduce((sum, { target }) => sum + Math.round(target * 1000), 0)) / 1000;

/**
 * The targets after one was moved: the others share what is left in proportion to what they had, evenly where they had
 * nothing, in whole percents, so that the sum is 100.
 */
export function balanced(targets: readonly number[], moved: number, to: number): number[] {
  const value = Math.min(100, Math.max(0, Math.round(to)));
  const left = 100 - value;
  const weights = targets.map((target, at) => (at === moved ? 0 : target));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const others = targets.length - 1;
  const exact = weights.map((weight, at) => (at === moved ? 0 : sum > 0 ? (weight * left) / sum : left / Math.max(others, 1)));
  const whole = exact.map(Math.floor);
  const over = left - whole.reduce((all, part) => all + part, 0);
  const raised = exact
    .map((part, at) => ({ at, rest: part - Math.floor(part) }))
    .filter(({ at }) => at !== moved)
    .toSorted((a, b) => b.rest - a.rest || a.at - b.at)
    .slice(0, others > 0 ? over : 0);
  return targets.map((_, at) => (at === moved ? (others > 0 ? value : 100) : (whole[at] ?? 0) + (raised.some((one) => one.at === at) ? 1 : 0)));
}

/** The version that holds today; null where none does. */
export const inForce = ({ inForce: number, versions }: StrategyDocument): StrategyVersion | null =>
  versions.find(({ version }) => version === number) ?? null;

/** What the form begins with: the targets in force, or even ones. */
export function typedOf(segments: readonly string[], version: StrategyVersion | null): TypedTarget[] {
  const even = Math.floor(100 / Math.max(segments.length, 1));
  return segments.map((segment, at) => {
    const known = version?.targets.find((one) => one.segment === segment);
    const target = version ? (known?.target ?? 0) : at === 0 ? 100 - even * (segments.length - 1) : even;
    return { segment, target: number.exactEffort(target), tolerance: number.exactEffort(known?.tolerance ?? 5) };
  });
}
