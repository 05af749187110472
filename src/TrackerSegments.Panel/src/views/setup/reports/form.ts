import { wishOf, type Report, type ReportWish } from '../../../api/reports';
import { ServiceError } from '../../../api/errors';

/** What a new report begins with: Monday mornings, where the person is. */
export const newWish = (panel: string | null): ReportWish => ({
  name: '',
  lens: null,
  days: ['mon'],
  time: '09:00',
  zone: ownZone(),
  when: 'always',
  period: 'sinceLast',
  alerts: false,
  audience: null,
  panel,
  paused: false,
});

export const wishFor = (report: Report | null, panel: string | null) => (report ? wishOf(report) : newWish(panel));

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** All zones that the browser knows, and the one that is set whether it does or not. */
export const zones = (set: string): readonly string[] => [...new Set([set, 'UTC', ...Intl.supportedValuesOf('timeZone')])].toSorted();

/** What a report is called in addresses, made of its name; none of those that are taken. */
export function idFor(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 36);
  const first = plain || 'report';
  for (let number = 1; ; number++) {
    const id = number === 1 ? first : `${first}-${number}`;
    if (!taken.includes(id)) {
      return id;
    }
  }
}

export type FieldName = 'name' | 'lens' | 'address' | 'form';

/** The field that a refusal is about. */
export function fieldOf(error: unknown): FieldName {
  const code = error instanceof ServiceError ? error.code : '';
  return code === 'workflowRefused' || code === 'workflowMissing' ? 'address' : code === 'unknownLens' ? 'lens' : code === 'reportExists' ? 'name' : 'form';
}

export const isReady = (wish: ReportWish, isNew: boolean) =>
  wish.name.trim() !== '' && wish.days.length > 0 && wish.time !== '' && (!isNew || (wish.address ?? '').trim() !== '');
