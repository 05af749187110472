import type { StatusCategory } from '../api/types';
import { noFilter, type Filter } from './filter';

/** The views of a newcomer, and those behind "More". */
export const firstViews = ['alignment', 'board'] as const;
export const moreViews = ['trend', 'health', 'plan', 'matrix', 'setup'] as const;
export type MoreView = (typeof moreViews)[number];
export type ViewName = (typeof firstViews)[number] | MoreView;

const viewNames: readonly ViewName[] = [...firstViews, ...moreViews];

/** What the address keeps, so that a view can be sent to somebody. */
export interface UrlState {
  view: ViewName;
  lens: string | null;
  /** The open row of the alignment view: a segment's key, or '' for Unassigned. */
  open: string | null;
  /** The two days of the trend between which what moved is shown, as 2026-11-28. */
  from: string | null;
  to: string | null;
  filter: Filter;
}

const statusCategories: readonly StatusCategory[] = ['todo', 'in-progress', 'done'];

const dayOf = (text: string | null) => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);

export function parseUrl(hash: string): UrlState {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const values = new URLSearchParams(query);
  const statuses = (values.get('status') ?? '').split(',');
  return {
    view: viewNames.find((name) => name === path) ?? 'alignment',
    lens: values.get('lens'),
    open: values.get('open'),
    from: dayOf(values.get('from')),
    to: dayOf(values.get('to')),
    filter: {
      ...noFilter,
      text: values.get('q') ?? '',
      statuses: statusCategories.filter((category) => statuses.includes(category)),
      team: values.get('team'),
      unestimated: values.get('unestimated') === '1',
      focus: values.get('focus'),
    },
  };
}

export function printUrl(state: UrlState): string {
  const { filter } = state;
  const values = new URLSearchParams();
  const put = (name: string, value: string | null) => {
    if (value !== null) {
      values.set(name, value);
    }
  };
  put('lens', state.lens);
  put('open', state.view === 'alignment' ? state.open : null);
  if (state.view === 'trend') {
    put('from', state.from);
    put('to', state.to);
  }
  put('q', filter.text || null);
  put('status', filter.statuses.join(',') || null);
  put('team', filter.team);
  put('unestimated', filter.unestimated ? '1' : null);
  put('focus', filter.focus);
  const query = values.toString();
  return `#/${state.view}${query ? `?${query}` : ''}`;
}
