import { signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Alignment, BoardEpic } from '../src/api/types';
import { NoAnswerError } from '../src/api/errors';
import { followAddress } from '../src/state/navigation';
import { createStore } from '../src/state/store';
import { App } from '../src/views/App';
import { PanelContext } from '../src/views/panel';
import { alignment, epic, fakeClient, host, segment, workspace, type FakeClient } from './builders';

let root: HTMLElement;
let stop: () => void;

async function open(hash: string, client: FakeClient): Promise<HTMLElement> {
  window.location.hash = hash;
  root = document.createElement('div');
  document.body.append(root);
  const nav = followAddress();
  stop = nav.stop;
  const panel = { host, nav, store: createStore(client), live: signal(null) };
  render(
    <PanelContext.Provider value={panel}>
      <App />
    </PanelContext.Provider>,
    root,
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  return root;
}

const opened = (document: Partial<Alignment>, epics: readonly BoardEpic[] = [epic()], hash = '#/alignment') => {
  const client = fakeClient(epics);
  client.alignment = () => Promise.resolve(alignment(document));
  return open(hash, client);
};

const part = (testId: string) => root.querySelector(`[data-testid="${testId}"]`);

afterEach(() => {
  stop();
  render(null, root);
  root.remove();
});

describe('the alignment view', () => {
  it('gives the answer of the service whole', async () => {
    await opened({ headline: 'Strategy says SMB 50 %. 17 epics have no estimate and are not counted.' });
    expect(part('headline')?.textContent).toBe(
      'Strategy says SMB 50\u00a0%. 17 epics have no estimate and are not counted.',
    );
    expect(part('headline')?.childElementCount).toBe(0);
    expect(part('index-value')?.textContent).toBe('81');
  });

  it('says how far the index could still go, and when', async () => {
    const base = alignment();
    await opened({
      alignment: { ...base.alignment, indexMin: 74, indexMax: 88, certain: false, dependsOn: ['FW-1'], dependsOnCount: 9 },
    });
    expect(part('index')?.textContent).toContain('between 74 and 88 until 9 epics are tagged');
  });

  it.each([
    ['in tenths where it is narrow', { index: 81.3, indexMin: 81.2, indexMax: 81.4 }, '81.3', 'between 81.2 and 81.4 until 2 epics are tagged'],
    ['where not even tenths tell its ends apart', { index: 81.22, indexMin: 81.21, indexMax: 81.23 }, '81.2', 'moves by less than 0.1 until 2 epics are tagged'],
  ])('says that the index is open, %s', async (_, figures, value, words) => {
    const base = alignment();
    const open = { certain: false, dependsOn: ['FW-1', 'FW-2'], dependsOnCount: 2 };
    await opened({ alignment: { ...base.alignment, ...open, ...figures } });
    expect(part('index-value')?.textContent).toBe(value);
    expect(part('index')?.textContent).toContain(words);
    expect(part('index')?.textContent).not.toContain('certain');
  });

  it('asks for targets where there are none', async () => {
    const base = alignment();
    await opened({
      alignment: { ...base.alignment, index: null, indexMin: null, indexMax: null, state: 'noStrategy' },
      segments: [
        segment({ key: 'a', name: 'A', target: null, delta: null, state: 'noTarget' }),
        segment({ key: 'b', name: 'B', target: null, delta: null, state: 'noTarget' }),
        segment({ key: 'c', name: 'C', target: null, delta: null, state: 'noTarget' }),
      ],
    });
    expect(root.querySelector('.command')?.textContent).toBe('--targets "A=34,B=33,C=33"');
    expect(part('index')).toBeNull();
  });

  it.each([
    ['a name that a shell would run', ['$(reboot)', 'B']],
    ['a name that the option would split', ['A, B', 'C']],
    ['a quote in a name', ['A" & "B', 'C']],
    ['more segments than anybody types', 'ABCDEFGH'.split('')],
  ])('gives an example without the names where there is %s', async (_, names) => {
    const base = alignment();
    await opened({
      alignment: { ...base.alignment, index: null, indexMin: null, indexMax: null, state: 'noStrategy' },
      segments: names.map((name, at) => segment({ key: `s${at}`, name, target: null, delta: null, state: 'noTarget' })),
    });
    expect(root.querySelector('.command')?.textContent).toBe('--targets "Name=60,Other name=40"');
  });

  it('says what to do where nothing carries effort', async () => {
    const base = alignment();
    await opened({
      alignment: { ...base.alignment, index: null, state: 'noEffort' },
      segments: [segment({ effort: 0, share: null, shareMin: null, shareMax: null, delta: null, state: null })],
    });
    expect(root.querySelector('.command')?.textContent).toBe('--measure count');
    expect(part('segment-row')?.querySelector('.row-state')?.className).toBe('row-state');
    expect(root.textContent).not.toContain('NaN');
  });

  it('shows no split of units that cannot be added, and says how to get one', async () => {
    const base = alignment();
    await opened({
      headline: 'Points of a and b are not the same unit.',
      alignment: { ...base.alignment, index: null, state: 'notComparable' },
    });
    expect(part('headline')?.textContent).toBe('Points of a and b are not the same unit.');
    expect(part('segment-rows')).toBeNull();
    const commands = [...root.querySelectorAll('.command')].map((command) => command.textContent);
    expect(commands).toEqual(['--conversion "jira=1,azure-devops=0.5"', '--measure count']);
  });

  it('says why it is empty', async () => {
    const { totals } = alignment();
    await opened({ totals: { ...totals, epics: 0 } });
    expect(part('headline')?.textContent).toBe('There are no epics here.');
  });

  it('gives the cause of an error and reads again when asked', async () => {
    const client = fakeClient([epic()]);
    const read = client.alignment;
    client.alignment = () => Promise.reject(new NoAnswerError('down'));
    await open('#/alignment', client);
    expect(part('failure')?.textContent).toContain('The service did not answer.');
    client.alignment = read;
    part('failure')?.querySelector('button')?.click();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(part('failure')).toBeNull();
    expect(part('index-value')?.textContent).toBe('81');
  });

  it('shows texts from outside as text, and links only to addresses that are safe', async () => {
    const title = '<img src=x onerror=alert(1)> & "more"';
    await opened(
      { segments: [segment({ name: '<b>Enterprise</b>' })] },
      [epic({ key: 'FW-1', title, url: 'javascript:alert(1)' }), epic({ key: 'FW-2', url: 'https://tracker.example/FW-2' })],
      '#/alignment?open=enterprise',
    );
    const list = part('epic-list');
    expect(list?.querySelector('.epic-title')?.textContent).toBe(title);
    expect(root.querySelector('img, b')).toBeNull();
    expect([...(list?.querySelectorAll('td a') ?? [])].map((link) => link.getAttribute('href'))).toEqual([
      'https://tracker.example/FW-2',
    ]);
  });
});

describe('a person who may only look', () => {
  const viewer = { role: 'viewer', may: { edit: false, plan: false, administer: false } } as const;

  async function look(hash: string) {
    const client = fakeClient([epic()]);
    client.workspace = () => Promise.resolve({ ...workspace, caller: viewer });
    await open(hash, client);
    await expect.poll(() => root.textContent).toContain('Read only');
  }

  it('is told so before trying to move a card, and whom to ask', async () => {
    await look('#/board');
    await expect.poll(() => root.textContent).toContain('Your role lets you look: cards can be opened but not moved.');
    expect(root.querySelector('[aria-keyshortcuts]')).toBeNull();
  });

  it('reads why beside the name of the workspace', async () => {
    await look('#/alignment');
    expect(root.querySelector('.badge')?.getAttribute('title')).toContain('Ask whoever administers TrackerSegments');
  });
});
