import { signal } from '@preact/signals';
import { render, type ComponentChild } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../src/api/errors';
import { followAddress } from '../src/state/navigation';
import { createStore } from '../src/state/store';
import { ConnectionView } from '../src/views/connection/ConnectionView';
import { EpicView } from '../src/views/epic/EpicView';
import { GlanceView } from '../src/views/glance/GlanceView';
import { LensChoice } from '../src/views/glance/LensChoice';
import { firstRun } from '../src/texts/firstRun';
import { insight } from '../src/texts/insight';
import { PanelContext } from '../src/views/panel';
import { alignment, epic, fakeClient, host, workspace, type FakeClient } from './builders';

let root: HTMLElement;
let stop: () => void;

const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

async function show(view: ComponentChild, client: FakeClient = fakeClient([epic()])): Promise<HTMLElement> {
  root = document.createElement('div');
  document.body.append(root);
  const nav = followAddress();
  stop = nav.stop;
  render(<PanelContext.Provider value={{ host, nav, store: createStore(client), live: signal(null) }}>{view}</PanelContext.Provider>, root);
  await settled();
  return root;
}

const button = (key: string) => root.querySelector<HTMLButtonElement>(`button[data-key="${key}"]`)!;
const live = { ...workspace, tracker: { kind: 'jira-cloud', name: 'fernway.atlassian.net' } };

afterEach(() => {
  stop();
  render(null, root);
  root.remove();
});

describe('alignment at a glance', () => {
  it('shows the index, the headline, and every segment with its share', async () => {
    await show(<GlanceView title="Where we work" lens={null} />);
    expect(root.querySelector('h1')?.textContent).toBe('Where we work');
    expect(root.querySelector('.glance-index')?.textContent).toBe('Alignment index 81');
    expect(root.querySelector('.glance-headline')?.textContent).toBe(alignment().headline.replace(/(\d) (%|pp)/g, '$1\u00a0$2'));
    const rows = [...root.querySelectorAll('.glance-row')].map((row) => row.textContent);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/^Enterprise33\.4.%.*target 50.%.*On target$/);
  });

  it('shows what no segment has, and the lens that was chosen', async () => {
    const client = fakeClient([epic()]);
    const asked: string[] = [];
    client.workspace = () => Promise.resolve({ ...workspace, lenses: [...workspace.lenses, { key: 'region', name: 'Region', primary: false }] });
    client.alignment = (lens) => {
      asked.push(lens);
      return Promise.resolve(alignment({ totals: { ...alignment().totals, unassigned: 1, taggedEffort: 12, unassignedEffort: 4 } }));
    };
    await show(<GlanceView title={null} lens="region" />, client);
    expect(asked).toEqual(['region']);
    expect(root.querySelector('[data-key=""]')?.textContent).toMatch(/^Unassigned25\.0.%$/);
    expect(root.querySelector('h1')).toBeNull();
  });

  it('says why there are no figures, and shows them after another try', async () => {
    const client = fakeClient([epic()]);
    const { alignment: usual } = client;
    client.alignment = () => Promise.reject(new ServiceError(401, { detail: 'The token is not valid any more.' }));
    await show(<GlanceView title={null} lens={null} />, client);
    expect(root.querySelector('[role="alert"]')?.textContent).toContain('The token is not valid any more.');
    client.alignment = usual;
    root.querySelector<HTMLButtonElement>('[role="alert"] button')?.click();
    await settled();
    expect(root.querySelector('.glance-index')?.textContent).toContain('81');
  });
});

describe('the segments of one epic', () => {
  it('says beforehand what each click would do, and writes nothing for that', async () => {
    const client = fakeClient([epic({ segments: ['enterprise'] })]);
    await show(<EpicView epic="FW-1" />, client);
    expect(button('smb').textContent).toBe('SMBAdd: Index 81 → 86');
    expect(button('enterprise').textContent).toBe('EnterpriseTake away: Index 81 → 86');
    expect(button('enterprise').getAttribute('aria-pressed')).toBe('true');
    expect(client.sent.every(({ dryRun }) => dryRun)).toBe(true);
  });

  it('adds a segment with one click and keeps the others', async () => {
    const client = fakeClient([epic({ segments: ['enterprise'] })]);
    let told = 0;
    await show(<EpicView epic="FW-1" written={() => told++} />, client);
    button('smb').click();
    await settled();
    const written = client.sent.filter(({ dryRun }) => !dryRun);
    expect(written).toMatchObject([{ epic: 'FW-1', add: ['smb'], remove: [], expectedRevision: '1' }]);
    expect(button('smb').getAttribute('aria-pressed')).toBe('true');
    expect(button('enterprise').getAttribute('aria-pressed')).toBe('true');
    expect(told).toBe(1);
    expect(root.querySelector('[data-testid="toast-action"]')?.textContent).toBe('Undo');
  });

  it('takes a segment away with one click', async () => {
    const client = fakeClient([epic({ segments: ['enterprise', 'smb'] })]);
    await show(<EpicView epic="FW-1" />, client);
    button('smb').click();
    await settled();
    expect(client.sent.filter(({ dryRun }) => !dryRun)).toMatchObject([{ add: [], remove: ['smb'] }]);
    expect(button('smb').getAttribute('aria-pressed')).toBe('false');
  });

  it("says in the tracker's words why a change was refused, and shows the epic as it is", async () => {
    const client = fakeClient([epic({ segments: [] })]);
    await show(<EpicView epic="FW-1" />, client);
    client.next = () => Promise.reject(new ServiceError(403, { detail: 'You may not edit FW-1.', code: 'notAllowed' }));
    button('smb').click();
    await settled();
    expect(root.textContent).toContain('You may not edit FW-1.');
    expect(button('smb').getAttribute('aria-pressed')).toBe('false');
  });

  it('changes nothing where the workspace is read only, and says so', async () => {
    const client = fakeClient([epic()]);
    client.workspace = () => Promise.resolve({ ...workspace, readOnly: true });
    await show(<EpicView epic="FW-1" />, client);
    button('smb').click();
    await settled();
    expect(client.sent).toEqual([]);
    expect(root.textContent).toContain('read only');
  });

  it.each([
    ['FW-9', 'FW-9 is not among the epics that were read.'],
    [null, 'Save this work item first'],
  ])('says what is the matter with %s', async (key, sentence) => {
    await show(<EpicView epic={key} />);
    expect(root.textContent).toContain(sentence);
  });
});

describe('the page for administrators', () => {
  it('shows how the tracker is read, whether it may be written, and what cannot be set here', async () => {
    const client = fakeClient([epic()]);
    client.workspace = () => Promise.resolve(live);
    await show(<ConnectionView />, client);
    await vi.waitFor(() => expect(root.querySelector('[data-testid="source"]')?.textContent).toContain('Customer segment'));
    expect(root.querySelector('[data-testid="writing"]')).not.toBeNull();
    expect(root.textContent).toContain('cannot be changed on this page yet');
    // No test answers what it asks for here: that it asks says that it is there.
    await vi.waitFor(() => expect(root.textContent).toContain(insight.setup.failed));
  });

  it('offers the beginning and no setup where nothing was decided yet', async () => {
    const client = fakeClient([epic()]);
    client.alignment = () => Promise.resolve(alignment({ alignment: { ...alignment().alignment, state: 'noStrategy' } }));
    await show(<ConnectionView />, client);
    await vi.waitFor(() => expect(root.textContent).toContain(firstRun.failed));
    expect(root.textContent).not.toContain(insight.setup.failed);
  });

  it('says of a file that there is no tracker', async () => {
    await show(<ConnectionView />);
    expect(root.textContent).toContain('there is no tracker to connect');
  });
});

describe('the choice of a lens', () => {
  it('offers the primary one and every other by name', async () => {
    const chosen: (string | null)[] = [];
    await show(<LensChoice lens={null} choose={(lens) => chosen.push(lens)} />);
    const select = root.querySelector('select')!;
    expect([...select.options].map(({ text }) => text)).toEqual(['The primary one (Customer segment)', 'Customer segment']);
    for (const value of ['customer-segment', '']) {
      select.value = value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }
    expect(chosen).toEqual(['customer-segment', null]);
  });
});
