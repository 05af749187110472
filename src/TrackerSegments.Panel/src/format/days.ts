import { currentLocale, perLocale } from './locale';

/** Days of the calendar as the service writes them, 2026-11-28, which are UTC. */

const format = (options: Intl.DateTimeFormatOptions) =>
  perLocale(() => new Intl.DateTimeFormat(currentLocale(), { timeZone: 'UTC', ...options }));
const full = format({ day: 'numeric', month: 'short', year: 'numeric' });
const short = format({ day: 'numeric', month: 'short' });
const month = format({ month: 'short', year: 'numeric' });

export const timeOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);
export const daysBefore = (day: string, days: number): string => dayOf(new Date(timeOf(day).getTime() - days * 86_400_000));

export const fullDay = (day: string): string => full().format(timeOf(day));
export const shortDay = (day: string): string => short().format(timeOf(day));
export const monthOf = (day: string): string => month().format(timeOf(day));
