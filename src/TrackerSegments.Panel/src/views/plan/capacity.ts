import type { BoardEpic } from '../../api/types';
import { currentLocale } from '../../format/locale';

/** The number that was typed, with the decimal mark of the page or a point; null where it is none that can be planned for. */
export function capacityOf(text: string): number | null {
  const mark = new Intl.NumberFormat(currentLocale()).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
  const plain = text.trim().replace(mark, '.');
  return /^\d{1,10}(\.\d{1,3})?$/.test(plain) && Number(plain) <= 1_000_000_000 ? Number(plain) : null;
}

/** A capacity to begin with: two thirds of what waits or is in progress, so that there is something to choose. */
export function usualCapacity(epics: readonly BoardEpic[]): number {
  const open = epics.filter(({ statusCategory }) => statusCategory !== 'done');
  const sum = open.reduce((all, { effort }) => all + (effort ?? 0), 0);
  return Math.ceil((sum * 2) / 3);
}
