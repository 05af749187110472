import { signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../../src/api/errors';
import type { StrategyDocument, StrategyWish } from '../../src/api/setup';
import { setLocale } from '../../src/format/locale';
import { followAddress, type Navigation } from '../../src/state/navigation';
import { createStore } from '../../src/state/store';
import { balanced, missingOf, targetsOf } from '../../src/views/setup/balance';
import { SetupView } from '../../src/views/setup/SetupView';
import { PanelContext } from '../../src/views/panel';
import { epic, fakeClient, host, names, workspace } from '../builders';

describe('targets that one slider moves', () => {
  it.each([
    [[30, 20, 50], 0, 40, [40, 17, 43]],
    [[30, 20, 50], 2, 100, [0, 0, 100]],
    [[0, 0, 100], 2, 40, [30, 30, 40]],
    [[50, 50], 0, 33.4, [33, 67]],
    [[100], 0, 40, [100]],
    [[30, 20, 50], 1, -5, [38, 0, 62]],
  ])('%j, of which number %i goes to %d, are %j', (targets, moved, to, after) => {
    expect(balanced(targets, moved, to)).toEqual(after);
  });

  it('add up to 100 whatever they were', () => {
    let seed = 11;
    const next = (below: number) => (seed = (seed * 16807) % 2147483647) % below;
    for (let round = 0; round < 500; round++) {
      const targets = Array.from({ length: 2 + next(11) }, () => next(1000) / 10);
      const after = balanced(targets, next(targets.length), next(101));
      expect(after.reduce((sum, target) => sum + target, 0)).toBe(100);
      expect(after.every((target) => Number.isInteger(target) && target >= 0)).toBe(true);
    }
  });
});

describe('targets that were typed', () => {
  const typed = (...targets: string[]) => targetsOf(targets.map((target, at) => ({ segment: `s${at}`, target, tolerance: '5' })));

  it.each(['', '-1', '101', '1.2345', 'x', '1e2'])('are none where one is %j', (wrong) => {
    expect(typed('50', wrong)).toBeNull();
  });

  it('add up without the noise of fractions of two', () => {
    expect(missingOf(typed('33.3', '33.3', '33.4')!)).toBe(0);
    expect(missingOf(typed('0.1', '0.2', '99.7')!)).toBe(0);
    expect(missingOf(typed('33,3', '33.3', '33')!)).toBe(0.4);
    expect(missingOf(typed('60', '60')!)).toBe(-20);
  });
});

describe('the setup', () => {
  const root = document.createElement('div');
  let nav: Navigation;
  const strategy = (shares: readonly number[], change: Partial<StrategyDocument> = {}): StrategyDocument => ({
    schema: 1,
    lens: 'customer-segment',
    inForce: 1,
    versions: [
      {
        version: 1,
        validFrom: '2026-01-01',
        published: true,
        author: 'ada',
        reason: null,
        at: '2026-01-01T10:00:00Z',
        targets: Object.keys(names).map((segment, at) => ({ segment, target: shares[at] ?? 0, tolerance: 5 })),
        problem: null,
      },
    ],
    ...change,
  });

  beforeEach(() => {
    document.body.append(root);
    nav = followAddress();
  });

  afterEach(() => {
    nav.stop();
    setLocale('en');
  });

  async function show(may = true, document = strategy([30, 20, 50])) {
    const written: { wish: StrategyWish; etag: string }[] = [];
    let refusal: Error | null = null;
    const answers: Record<string, unknown> = {
      'api/reports': { schema: 1, reports: [] },
      'api/schemes': {
        schema: 1,
        fields: [{ name: 'Customer segment', epics: 3, values: 2, samples: [{ value: 'SMB', epics: 2 }], lenses: ['customer-segment'] }],
      },
      'api/schemes/customer-segment': {
        schema: 1,
        version: 1,
        segments: Object.entries(names).map(([key, name]) => ({ key, name, color: '#0072B2', values: [name], owner: null, reachedBy: null })),
      },
    };
    const client = {
      ...fakeClient([epic()]),
      workspace: () => Promise.resolve({ ...workspace, caller: { role: may ? ('strategist' as const) : ('viewer' as const), may: { edit: may, plan: may, administer: false } } }),
      read: (<T,>(path: string) => Promise.resolve(answers[path] as T)) as <T>(path: string) => Promise<T>,
      readTagged: <T,>() => Promise.resolve({ value: document as T, etag: '"one"' }),
      write: <T,>(_: string, __: string, wish: object, etag: string) => {
        written.push({ wish: wish as StrategyWish, etag });
        return refusal ? Promise.reject(refusal) : Promise.resolve({ value: document as T, etag: '"two"' });
      },
    };
    const store = createStore(client);
    await store.open(null);
    render(
      <PanelContext.Provider value={{ host, nav, store, live: signal(null) }}>
        <SetupView />
      </PanelContext.Provider>,
      root,
    );
    await vi.waitFor(() => expect(part('setup')).not.toBeNull(), { timeout: 10_000 });
    return { written, store, refuse: (error: Error | null) => (refusal = error) };
  }

  const part = (id: string) => root.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  const input = (key: string, type: string) => root.querySelector<HTMLInputElement>(`[data-key="${key}"] input[type="${type}"]`)!;
  const put = async (element: HTMLInputElement, value: string) => {
    element.value = value;
    element.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve));
  };
  const click = async (element: HTMLElement | null) => {
    element!.click();
    await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('keeps the sum at 100 by the sliders, and says what is missing by the numbers', async () => {
    await show();
    await put(input('enterprise', 'range'), '40');
    expect(Object.keys(names).map((key) => input(key, 'text').value)).toEqual(['40', '17', '43']);
    expect(part('target-sum')?.textContent).toBe('The targets add up to 100.');
    await put(input('smb', 'text'), '38');
    expect(part('target-sum')?.textContent?.replaceAll('\u00a0', ' ')).toBe('5 % are missing to 100.');
    await put(input('smb', 'text'), 'x');
    expect(part('target-sum')?.textContent).toContain('a number from 0 to 100');
  });

  it('publishes what was set with the version it was made from, and not while it does not add up', async () => {
    const { written, store } = await show();
    await put(input('smb', 'text'), '51');
    await click(part('publish'));
    expect(written).toEqual([]);
    await put(input('enterprise', 'text'), '29');
    await click(part('publish'));
    expect(written[0]?.etag).toBe('"one"');
    expect(written[0]?.wish).toMatchObject({ publish: true, reason: null, targets: [{ segment: 'enterprise', target: 29, tolerance: 5 }, { target: 20 }, { target: 51 }] });
    expect(store.notices.toast.value?.text).toBe('The targets are published.');
  });

  it('shows both where somebody was faster, and keeps one’s own only when told to', async () => {
    const { written, refuse } = await show();
    refuse(new ServiceError(409, { code: 'changedMeanwhile', theirs: strategy([10, 20, 70]) }, '"theirs"'));
    await put(input('smb', 'range'), '60');
    await click(part('publish'));
    const rows = [...(part('both-versions')?.querySelectorAll('tbody tr') ?? [])].map((row) => row.textContent?.replaceAll('\u00a0', ' '));
    expect(rows).toEqual(['Enterprise10 %24 %', 'Mid-market20 %16 %', 'SMB70 %60 %']);
    refuse(null);
    await click(part('both-versions')!.querySelector('button'));
    expect(written.map(({ etag }) => etag)).toEqual(['"one"', '"theirs"']);
  });

  it('gives the reason of a refusal and keeps what was typed', async () => {
    const { refuse, store } = await show();
    refuse(new ServiceError(422, { code: 'schemeImpossible', detail: 'A strategy holds from a day between 2000-01-01 and 2099-12-31.' }));
    await put(input('smb', 'range'), '60');
    await click(part('publish'));
    expect(store.notices.toast.value?.text).toContain('The targets were not changed. A strategy holds from a day');
    expect(input('smb', 'text').value).toBe('60');
  });

  it('lets a viewer look, and says whom to ask', async () => {
    await show(false);
    expect(root.textContent).toContain('the role strategist');
    expect(input('smb', 'text').disabled).toBe(true);
    expect(part('publish')).toBeNull();
  });

  it('begins with even targets where there are none', async () => {
    await show(true, strategy([], { inForce: null, versions: [] }));
    expect(Object.keys(names).map((key) => input(key, 'text').value)).toEqual(['34', '33', '33']);
    expect(root.textContent).toContain('There are no targets yet.');
    expect(part('versions')).toBeNull();
  });

  it('shows the fields that were found with real values', async () => {
    await show();
    expect(part('fields')?.textContent).toContain('Customer segmentRead by this lens3 epics2SMB (2)');
  });
});
