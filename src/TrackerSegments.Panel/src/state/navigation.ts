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

const writeAfterMs = 200;

export function followAddress(page: Window = window): Navigation {
  const state = signal(parseUrl(page.location.hash));
  // Browsers refuse an address that changes with every letter typed.
  let later: number | undefined;
  const read = () => {
    page.clearTimeout(later);
    state.value = parseUrl(page.location.hash);
  };
  page.addEventListener('hashchange', read);
  page.addEventListener('popstate', read);

  const replace = () => page.history.replaceState(null, '', printUrl(state.value));
  const set = (change: Partial<UrlState>) => {
    state.value = { ...state.value, ...change };
    page.clearTimeout(later);
    later = page.setTimeout(replace, writeAfterMs);
  };
  const go = (change: Partial<UrlState>) => {
    page.clearTimeout(later);
    replace();
    state.value = { ...state.value, ...change };
    page.history.pushState(null, '', printUrl(state.value));
  };
  return {
    state,
    go,
    set,
    filter: (change) => set({ filter: { ...state.value.filter, ...change } }),
    hrefOf: (change) => printUrl({ ...state.value, ...change }),
    stop: () => {
      page.clearTimeout(later);
      page.removeEventListener('hashchange', read);
      page.removeEventListener('popstate', read);
    },
  };
}
