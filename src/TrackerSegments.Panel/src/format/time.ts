export type Age = { unit: 'now' } | { unit: 'min' | 'h' | 'day'; value: number };

export function ageOf(asOf: string, now: number): Age | null {
  const then = Date.parse(asOf);
  if (Number.isNaN(then)) {
    return null;
  }
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < 1) {
    return { unit: 'now' };
  }
  if (minutes < 60) {
    return { unit: 'min', value: minutes };
  }
  return minutes < 48 * 60 ? { unit: 'h', value: Math.floor(minutes / 60) } : { unit: 'day', value: Math.floor(minutes / 1440) };
}
