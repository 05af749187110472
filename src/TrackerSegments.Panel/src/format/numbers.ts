import { currentLocale, figure, perLocale } from './locale';

const minus = '\u2212';
const space = '\u00a0';

const formats = perLocale(() => new Map<string, Intl.NumberFormat>());

function decimals(value: number, least: number, most: number): string {
  const id = `${least}-${most}`;
  let format = formats().get(id);
  if (!format) {
    format = new Intl.NumberFormat(currentLocale(), { minimumFractionDigits: least, maximumFractionDigits: most });
    formats().set(id, format);
  }
  // No minus before a zero, and the true minus sign otherwise.
  const scale = 10 ** most;
  const rounded = Math.round(Math.abs(value) * scale) / scale;
  return rounded === 0 || value > 0 ? format.format(rounded) : minus + format.format(rounded);
}

export const count = (value: number): string => decimals(value, 0, 0);
export const effort = (value: number): string => decimals(value, 0, Math.abs(value) >= 100 ? 0 : 1);
export const exactEffort = (value: number): string => decimals(value, 0, 3);

/** A percentage (not a fraction) with exactly one decimal. */
export const percent = (value: number): string => figure(`${decimals(value, 1, 1)}${space}%`);

/** A percentage without decimals it does not need: targets are mostly whole. */
export const shortPercent = (value: number): string => figure(`${decimals(value, 0, 1)}${space}%`);

/** A percentage with as many decimals as a target can have. */
export const exactPercent = (value: number): string => figure(`${decimals(value, 0, 3)}${space}%`);

/** A difference beside two exact percentages: a zero has a sign of its own, so that it is not taken for a share. */
export const exactPoints = (value: number): string =>
  figure(`${value > 0 ? '+' : value === 0 ? '±' : ''}${decimals(value, 0, 3)}${space}pp`);

export function points(value: number): string {
  const tenths = Math.round(value * 10) / 10;
  const sign = tenths > 0 ? '+' : '';
  return figure(`${sign}${decimals(tenths, 1, 1)}${space}pp`);
}

export const index = (value: number, digits = 0): string => decimals(value, digits, digits);

/**
 * The decimals of an index that has a range: one where its ends would look the same without; null where they do even so.
 */
export function rangeDigits(least: number, most: number): 0 | 1 | null {
  const differ = (digits: number) => decimals(least, digits, digits) !== decimals(most, digits, digits);
  return differ(0) ? 0 : differ(1) ? 1 : null;
}

/** Two figures in as few decimals as still tell them apart; null where they do not differ by a tenth. */
export function fromTo(before: number, after: number): string | null {
  if (Math.abs(after - before) < 0.05) {
    return null;
  }
  const digits = Math.round(before) === Math.round(after) ? 1 : 0;
  return `${decimals(before, digits, digits)} → ${decimals(after, digits, digits)}`;
}

export const tolerance = (value: number): string => figure(`±${decimals(value, 0, 1)}${space}pp`);
