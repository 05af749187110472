import { signal, type ReadonlySignal } from '@preact/signals';
import type { Filter } from './filter';
import { parseUrl, printUrl, type UrlState } from './url';

export interface Navigation {
  readonly state: ReadonlySignal<UrlState>;
  /** Opens another view: the back button returns from it. */
  go(change: Partial<UrlState>): void;
  /** Changes the view in place: the back button does not step through every letter of a filter. */
  set(change: Partial<UrlState>): void;
  filter(change: Partial<Filter>): void;
  hrefOf(change: Partial<UrlState>): string;
  stop(): void;
}

export function followAddress(page: Window = window): Navigation {
  const state = signal(parseUrl(page.location.hash));
  const read = () => {
    state.value = parseUrl(page.location.hash);
  };
  page.addEventListener('hashchange', read);
  page.addEventListener('popstate', read);

  const write = (change: Partial<UrlState>, how: 'pushState' | 'replaceState') => {
    state.value = { ...state.value, ...change };
    page.history[how](null, '', printUrl(state.value));
  };
  return {
    state,
    go: (change) => write(change, 'pushState'),
    set: (change) => write(change, 'replaceState'),
    filter: (change) => write({ filter: { ...state.value.filter, ...change } }, 'replaceState'),
    hrefOf: (change) => printUrl({ ...state.value, ...change }),
    stop: () => {
      page.removeEventListener('hashchange', read);
      page.removeEventListener('popstate', read);
    },
  };
}
