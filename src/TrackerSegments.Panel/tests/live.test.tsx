import { signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NoAnswerError } from '../src/api/errors';
import type { Sync, SyncProblem } from '../src/api/sync';
import { clock } from '../src/format/clock';
import { followLive, type Live } from '../src/state/live';
import { followAddress } from '../src/state/navigation';
import { createStore, type Store } from '../src/state/store';
import { App } from '../src/views/App';
import { statusOf } from '../src/views/live/status';
import { PanelContext, type OpenLive } from '../src/views/panel';
import { epic, fakeClient, host, scope, sync, workspace, type FakeClient } from './builders';

const now = Date.parse('2026-03-02T10:40:00Z');
const problem = (change: Partial<SyncProblem> = {}): SyncProblem => ({
  code: 'mayNotBrowse',
  text: 'The account may not browse FW.',
  blame: 'administrator',
  since: '2026-03-02T10:20:00Z',
  attempts: 3,
  nextAttempt: '2026-03-02T10:45:00Z',
  ...change,
});
const time = (minute: string) => clock(`2026-03-02T${minute}:00Z`, now);

describe('what the strip says', () => {
  const fresh = { asOf: '2026-03-02T10:38:00Z' };

  it('is nothing where all is well', () => {
    expect(statusOf(sync(fresh), now)).toBeNull();
    expect(statusOf(sync({ state: 'file' }), now)).toBeNull();
  });

  it.each([
    [{ read: 1200, total: 5000 }, '1,200 of 5,000 items read: figures are partial.'],
    [{ read: 1200, total: null }, '1,200 items read so far: figures are partial.'],
    [{ state: 'connecting' as const }, 'Connecting to fernway.atlassian.net…'],
  ])('is how far a first reading is: %o', (change, text) => {
    expect(statusOf(sync({ state: 'reading', isComplete: false, ...change }), now)?.progress?.text).toBe(text);
  });

  it('is the project that cannot be read, with its age and the next attempt', () => {
    const failed = scope({ phase: 'stopped', asOf: '2026-03-02T10:00:00Z', problem: problem() });
    const status = statusOf(sync({ ...fresh, scopes: [failed, scope({ key: 'PULSE' })] }), now);
    expect(status?.trouble).toBe(
      `FW cannot be read since ${time('10:20')}: The account may not browse FW. Next attempt ${time('10:45')}. Figures from 40 min ago.`,
    );
    expect(status?.details.map(({ name }) => name)).toEqual(['Firework (FW)']);
  });

  it('counts the projects where there are several, with the oldest age', () => {
    const failed = scope({ problem: problem(), asOf: '2026-03-02T10:10:00Z' });
    const older = scope({ key: 'PULSE', problem: problem(), asOf: '2026-03-02T10:00:00Z' });
    expect(statusOf(sync({ ...fresh, scopes: [failed, older, scope({ key: 'A' })] }), now)?.trouble).toBe(
      '2 of 3 projects cannot be read. Figures from 40 min ago.',
    );
  });

  it('is the connection where that cannot be used, and no project besides', () => {
    const status = statusOf(sync({ state: 'stopped', problem: problem({ text: 'The token has expired', nextAttempt: null }) }), now);
    expect(status?.trouble).toBe(
      `fernway.atlassian.net cannot be used since ${time('10:20')}: The token has expired. It is not tried again by itself. Figures from 40 min ago.`,
    );
  });

  it('is the age alone where nothing has come for long', () => {
    expect(statusOf(sync(), now)?.trouble).toBe('Nothing has been read from fernway.atlassian.net for a while. Figures from 40 min ago.');
    expect(statusOf(sync({ ...fresh, state: 'stopped' }), now)?.trouble).toBe('fernway.atlassian.net is not being read any more. Figures from 2 min ago.');
  });
});

describe('following a live tracker', () => {
  let client: FakeClient;
  let store: Store;
  let live: Live;
  let page: EventTarget & { hidden: boolean };
  let asked: number;
  let boards: number;
  let answer: () => Promise<Sync>;
  const after = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    client = fakeClient([epic()]);
    client.workspace = () => Promise.resolve({ ...workspace, tracker: { kind: 'jira-cloud', name: 'x' } });
    asked = 0;
    boards = 0;
    answer = () => Promise.resolve(sync());
    client.sync = () => (asked++, answer());
    const board = client.board;
    client.board = (lens) => (boards++, board(lens));
    store = createStore(client);
    await store.open(null);
    boards = 0;
    page = Object.assign(new EventTarget(), { hidden: false });
    live = followLive(store, page as never);
    await after(0);
  });

  afterEach(() => {
    live.close();
    vi.useRealTimers();
  });

  it('asks twice a minute while nothing happens, and reads figures only where they changed', async () => {
    expect(asked).toBe(1);
    await after(29);
    expect(asked).toBe(1);
    await after(1);
    expect([asked, boards]).toEqual([2, 0]);
    answer = () => Promise.resolve(sync({ asOf: '2026-03-02T10:05:00Z' }));
    await after(30);
    expect([asked, boards]).toEqual([3, 1]);
  });

  it('asks every two seconds while something is read', async () => {
    answer = () => Promise.resolve(sync({ state: 'reading', isComplete: false, read: 10 + asked }));
    await after(30);
    await after(10);
    expect(asked).toBeGreaterThanOrEqual(6);
    expect(boards).toBeGreaterThan(0);
    expect(boards).toBeLessThan(4);
  });

  it('does not ask while nobody looks, and at once when somebody does again', async () => {
    page.hidden = true;
    page.dispatchEvent(new Event('visibilitychange'));
    await after(120);
    expect(asked).toBe(1);
    page.hidden = false;
    page.dispatchEvent(new Event('visibilitychange'));
    await after(0);
    expect(asked).toBe(2);
  });

  it('lets a card in hand be, and makes up for it afterwards', async () => {
    const letGo = store.hold();
    answer = () => Promise.resolve(sync({ asOf: '2026-03-02T10:05:00Z' }));
    await after(30);
    expect(boards).toBe(0);
    letGo();
    await after(0);
    expect(boards).toBe(1);
  });

  it('says that it does not know only where that lasts', async () => {
    answer = () => Promise.reject(new NoAnswerError('down'));
    await after(30);
    expect(live.error.value).toBeNull();
    await after(30);
    expect(live.error.value).toBeInstanceOf(NoAnswerError);
    answer = () => Promise.resolve(sync());
    await after(30);
    expect(live.error.value).toBeNull();
  });

  it('asks for a reading and follows it closely until it ends', async () => {
    answer = () => Promise.resolve(sync({ scopes: [scope({ phase: 'delta' })] }));
    client.syncNow = () => answer();
    await live.syncNow();
    expect(live.syncing.value).toBe(true);
    await after(2);
    expect(asked).toBe(2);
    answer = () => Promise.resolve(sync());
    await after(2);
    expect(live.syncing.value).toBe(false);
  });

  it('opens the workspace again where somebody else switched writing', async () => {
    client.workspace = () => Promise.resolve({ ...workspace, readOnly: true });
    answer = () => Promise.resolve(sync({ writing: { ...sync().writing, allowed: false } }));
    await after(30);
    expect(store.readOnly.value).toBe(true);
  });
});

describe('the panel of a live workspace', () => {
  let root: HTMLElement;
  let stop = () => {};
  let client: FakeClient;

  async function open(document_: Sync, hash = '#/alignment') {
    HTMLDialogElement.prototype.showModal ??= () => {};
    // Nothing has a size here, which drag and drop complains of.
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    window.location.hash = hash;
    client = fakeClient([epic()]);
    let { allowed } = document_.writing;
    const current = () => ({ ...document_, writing: { ...document_.writing, allowed } });
    client.workspace = () =>
      Promise.resolve({ ...workspace, readOnly: !allowed, tracker: { kind: 'jira-cloud', name: 'fernway.atlassian.net' } });
    client.sync = () => Promise.resolve(current());
    client.allowWriting = (wanted) => {
      allowed = wanted;
      return Promise.resolve(current());
    };
    root = document.createElement('div');
    document.body.append(root);
    const nav = followAddress();
    const panel = { host, nav, store: createStore(client), live: signal<OpenLive | null>(null) };
    stop = () => {
      panel.live.value?.live.close();
      nav.stop();
    };
    render(
      <PanelContext.Provider value={panel}>
        <App />
      </PanelContext.Provider>,
      root,
    );
    await expect.poll(() => part('sync-now')).not.toBeNull();
    return panel;
  }

  const part = (testId: string) => root.querySelector<HTMLElement>(`[data-testid="${testId}"]`);

  afterEach(() => {
    stop();
    render(null, root);
    root.remove();
  });

  it('shows progress as a bar that can be read aloud', async () => {
    await open(sync({ state: 'reading', isComplete: false, read: 1200, total: 5000 }));
    const bar = part('sync-strip')?.querySelector('progress');
    expect([bar?.value, bar?.max, bar?.getAttribute('aria-label')]).toEqual([1200, 5000, 'Items read']);
  });

  it('opens each problem with who can mend it', async () => {
    await open(sync({ scopes: [scope({ problem: problem({ blame: 'tracker' }) })] }));
    part('sync-strip')?.querySelector('button')?.click();
    await expect.poll(() => part('sync-problems')?.textContent).toContain('Jira itself has to recover');
    expect(part('sync-problems')?.textContent).toContain('3 attempts');
  });

  it('opens where the numbers come from down to the fields', async () => {
    await open(sync({ asOf: new Date().toISOString() }));
    expect(part('sync-strip')).toBeNull();
    part('provenance')?.click();
    await expect.poll(() => part('source')?.textContent).toContain('customfield_10050');
    const rows = [...(part('source')?.querySelectorAll('tbody tr') ?? [])].map((row) => [...row.children].map((cell) => cell.textContent));
    expect(rows).toContainEqual(['Segment', 'Customer segment', 'customfield_10050', 'Yes']);
    expect(rows).toContainEqual(['Effort', 'Story points', 'customfield_10016', 'No']);
  });

  it('says what will be written before writing is turned on, and turns it off without asking', async () => {
    const off = { allowed: false, canSwitch: true, changedAt: null, text: 'Writing is off here.' };
    const { store } = await open(sync({ writing: off }), '#/board');
    await expect.poll(() => part('writing')?.textContent).toContain('Writing is off here.');
    expect(part('choose-all')).toBeNull();
    part('writing')?.querySelector('button')?.click();
    await expect.poll(() => part('confirm-writing')?.textContent).toContain('“Customer segment” (customfield_10050)');
    expect(store.readOnly.value).toBe(true);
    part('confirm-writing')?.querySelector<HTMLElement>('.button-main')?.click();
    await expect.poll(() => store.readOnly.value).toBe(false);
    await expect.poll(() => part('writing')?.querySelector('button')?.textContent).toBe('Turn off writing to Jira');
    part('writing')?.querySelector('button')?.click();
    await expect.poll(() => store.readOnly.value).toBe(true);
  });

  it('names the field of every tracker that will be written to', async () => {
    const [segment] = sync().fields;
    await open(
      sync({
        writing: { allowed: false, canSwitch: true, changedAt: null, text: 'Writing is off here.' },
        fields: [segment!, { ...segment!, tracker: 'dev.azure.com/fernway', id: 'Custom.Segment' }],
      }),
      '#/board',
    );
    await expect.poll(() => part('writing')?.textContent).toContain('Writing is off here.');
    part('writing')?.querySelector('button')?.click();
    await expect
      .poll(() => part('confirm-writing')?.textContent)
      .toContain('“Customer segment” (customfield_10050) in fernway.atlassian.net or “Customer segment” (Custom.Segment) in dev.azure.com/fernway of that epic.');
  });

  it('leaves the switch away where nobody may turn it', async () => {
    await open(sync({ writing: { allowed: false, canSwitch: false, changedAt: null, text: '' } }), '#/board');
    await expect.poll(() => part('writing')?.textContent).toBe('Writing to Jira is off: cards can be opened but not moved.');
    expect(part('writing')?.querySelector('button')).toBeNull();
  });
});
