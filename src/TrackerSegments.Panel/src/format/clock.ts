import { currentLocale } from './locale';

/** A moment as people say it: the time alone where it is today, with the day otherwise. */
export function clock(moment: string, now: number): string {
  const then = new Date(moment);
  if (Number.isNaN(then.getTime())) {
    return '';
  }
  const isToday = then.toDateString() === new Date(now).toDateString();
  return then.toLocaleString(currentLocale(), {
    hour: '2-digit',
    minute: '2-digit',
    ...(isToday ? {} : { day: 'numeric', month: 'short' }),
  });
}

/** A moment with its day, in full. */
export const moment = (at: string): string =>
  new Date(at).toLocaleString(currentLocale(), { dateStyle: 'medium', timeStyle: 'medium' });
