import { describe, expect, it } from 'vitest';
import { noFilter } from '../src/state/filter';
import { followAddress } from '../src/state/navigation';
import { parseUrl, printUrl, type UrlState } from '../src/state/url';

const plain: UrlState = { view: 'alignment', lens: null, open: null, from: null, to: null, filter: noFilter };

describe('the address', () => {
  it.each<[string, UrlState]>([
    ['the first view', plain],
    ['an open row', { ...plain, open: 'mid-market' }],
    ['the open row of Unassigned', { ...plain, open: '' }],
    ['a lens with a name of its own', { ...plain, lens: 'größe & co=1?#' }],
    [
      'a board with every filter',
      {
        view: 'board',
        lens: 'customer-segment',
        open: null,
        from: null,
        to: null,
        filter: { text: 'a & b #1 %', statuses: ['todo', 'done'], team: 'Süd/West', unestimated: true, focus: 'unmapped' },
      },
    ],
  ])('brings back %s', (_, state) => {
    expect(parseUrl(printUrl(state))).toEqual(state);
  });

  it.each(['', '#', '#/', '#/nowhere', '#/alignment?status=,nonsense&unestimated=yes', '#%%%'])(
    'that is odd opens the first view: %j',
    (hash) => {
      expect(parseUrl(hash)).toEqual(plain);
    },
  );
});

describe('navigation', () => {
  it('goes back from a view that was opened, and keeps the filter there', () => {
    window.location.hash = '#/board?q=invoice';
    const nav = followAddress();
    expect(nav.state.value.filter.text).toBe('invoice');
    nav.go({ view: 'alignment' });
    expect(window.location.hash).toBe('#/alignment?q=invoice');
    nav.stop();
  });

  it('follows a link', () => {
    const nav = followAddress();
    window.location.hash = nav.hrefOf({ view: 'board', filter: { ...noFilter, team: 'Harbour' } });
    window.dispatchEvent(new Event('hashchange'));
    expect(nav.state.value.view).toBe('board');
    expect(nav.state.value.filter.team).toBe('Harbour');
    nav.stop();
  });
});
