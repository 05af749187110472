import { signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../../src/api/errors';
import type { Report, ReportWish } from '../../src/api/reports';
import { followAddress, type Navigation } from '../../src/state/navigation';
import { createStore } from '../../src/state/store';
import { PanelContext } from '../../src/views/panel';
import { idFor, zones } from '../../src/views/setup/reports/form';
import { Reports } from '../../src/views/setup/reports/Reports';
import { epic, fakeClient, host, workspace } from '../builders';

const report: Report = {
  id: 'weekly',
  name: 'Weekly',
  lens: null,
  days: ['mon', 'thu'],
  time: '09:00',
  zone: 'Europe/Berlin',
  when: 'always',
  period: 'week',
  alerts: true,
  audience: 'Leads',
  panel: null,
  paused: false,
  host: 'acme.logic.azure.com',
  executor: 'ada',
  state: 'stopped',
  problem: { code: 'executorHasNoAccess', text: 'ada has no access here any more.', action: 'Save it again.' },
  nextRun: null,
  lastAccepted: null,
  slots: [{ due: '2026-11-23T08:00:00Z', tried: '2026-11-23T08:00:01Z', byHand: false, alert: true, result: 'accepted', text: 'Accepted.', nextTry: null }],
  version: '"one"',
};

describe('what a report is called in addresses', () => {
  it.each([
    ['Für alle: Mo & Do', [], 'fur-alle-mo-do'],
    ['Weekly', ['weekly', 'weekly-2'], 'weekly-3'],
    ['週報', [], 'report'],
    ['x'.repeat(90), [], 'x'.repeat(36)],
  ])('is plain: %s', (name, taken, id) => expect(idFor(name, taken)).toBe(id));

  it('has every zone once, with the one that is set', () => {
    expect(zones('Mars/Olympus')).toContain('Mars/Olympus');
    expect(new Set(zones('UTC')).size).toBe(zones('UTC').length);
  });
});

describe('the reports in Setup', () => {
  const root = document.createElement('div');
  let nav: Navigation;
  beforeEach(() => {
    document.body.append(root);
    nav = followAddress();
  });
  afterEach(() => {
    render(null, root);
    nav.stop();
  });

  async function show(reports: readonly Report[], may = true) {
    const written: { method: string; path: string; body: object; etag: string | null }[] = [];
    let refusal: Error | null = null;
    const answer = <T,>(method: string, path: string, body: object, etag: string | null) => {
      written.push({ method, path, body, etag });
      return refusal ? Promise.reject(refusal) : Promise.resolve({ value: report as T, etag: '"two"' });
    };
    const client = {
      ...fakeClient([epic()]),
      workspace: () => Promise.resolve({ ...workspace, caller: { role: may ? ('strategist' as const) : ('viewer' as const), may: { edit: may, plan: may, administer: false } } }),
      read: (<T,>(path: string) =>
        Promise.resolve(
          (path.endsWith('/preview')
            ? {
                attachments: [
                  {
                    content: {
                      body: [
                        { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: '<b>SMB</b> is under' }] },
                        { type: 'Table', rows: [{ cells: [{ items: [{ inlines: [{ text: 'Segment' }] }] }] }, { cells: [{ items: [{ inlines: [{ text: 'SMB', weight: 'Bolder' }] }] }] }] },
                      ],
                      actions: [{ title: 'Open', url: 'https://segments.example/' }, { title: 'Evil', url: 'javascript:alert(1)' }],
                    },
                  },
                ],
              }
            : { schema: 1, reports }) as T,
        )) as <T>(path: string) => Promise<T>,
      write: <T,>(method: string, path: string, body: object, etag: string) => answer<T>(method, path, body, etag),
      make: <T,>(path: string, body: object) => answer<T>('PUT', path, body, null),
      ask: <T,>(path: string, body: object) => answer(path, path, body, null).then(() => ({ repeated: false, sent: { result: 'accepted' } }) as T),
    };
    const store = createStore(client);
    await store.open(null);
    render(
      <PanelContext.Provider value={{ host, nav, store, live: signal(null) }}>
        <Reports />
      </PanelContext.Provider>,
      root,
    );
    await vi.waitFor(() => expect(root.textContent).toMatch(/Weekly|no report/));
    return { written, store, refuse: (error: Error | null) => (refusal = error) };
  }

  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  const click = async (name: string) => {
    [...root.querySelectorAll('button')].find((button) => button.textContent === name || button.getAttribute('aria-label') === name)!.click();
    await settle();
  };
  const put = async (id: string, value: string) => {
    const input = root.querySelector<HTMLInputElement>(`#${id}`)!;
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
  };

  it('makes a report once all that is needed is there, with an address that nobody reads over a shoulder', async () => {
    const { written } = await show([]);
    await click('New report');
    await click('Save');
    expect(root.querySelector('[role=alert]')?.textContent).toContain('are needed');
    expect(written).toEqual([]);
    await put('report-name', ' Leads ');
    expect(root.querySelector<HTMLInputElement>('#report-address')?.type).toBe('password');
    await put('report-address', 'https://x.logic.azure.com/workflows/1/paths/invoke?sig=1');
    await click('Save');
    expect(written[0]).toMatchObject({ method: 'PUT', path: 'api/reports/leads', etag: null, body: { name: 'Leads', days: ['mon'], time: '09:00', alerts: false } });
    expect(root.querySelector('[data-testid=report-form]')).toBeNull();
  });

  it('says at the address why it is not taken, and keeps what was typed', async () => {
    const { refuse } = await show([]);
    await click('New report');
    await put('report-name', 'Leads');
    await put('report-address', 'https://acme.webhook.office.com/x');
    refuse(new ServiceError(422, { code: 'workflowRefused', detail: 'Microsoft has retired those.' }));
    await click('Save');
    const address = root.querySelector('#report-address')!;
    expect(address.getAttribute('aria-invalid')).toBe('true');
    expect(root.querySelector('#report-address-problem')?.textContent).toBe('Microsoft has retired those.');
    expect(address.getAttribute('aria-describedby')).toContain('report-address-problem');
    expect(root.querySelector<HTMLInputElement>('#report-name')?.value).toBe('Leads');
  });

  it('pauses and changes from the version that was seen, without the address', async () => {
    const { written } = await show([report]);
    await click('Pause: Weekly');
    await click('Change: Weekly');
    await click('Save');
    expect(written.map(({ method, etag }) => [method, etag])).toEqual([['PUT', '"one"'], ['PUT', '"one"']]);
    expect((written[0]!.body as ReportWish).paused).toBe(true);
    expect(written.every(({ body }) => !('address' in body))).toBe(true);
  });

  it('sends, and deletes only when it is sure', async () => {
    const { written, store } = await show([report]);
    await click('Send now: Weekly');
    expect(store.notices.toast.value?.text).toContain('accepted');
    await click('Delete: Weekly');
    await click('Keep it');
    expect(written.length).toBe(1);
    await click('Delete: Weekly');
    await click('Delete it');
    expect(written[1]).toMatchObject({ method: 'DELETE', path: 'api/reports/weekly', etag: '"one"' });
  });

  it('says why one is stopped, what came of it, and shows the card as text', async () => {
    await show([report]);
    expect(root.textContent).toContain('ada has no access here any more. Save it again.');
    expect(root.querySelector('[data-testid=report-history]')?.textContent).toContain('drift alert');
    await click('Preview: Weekly');
    const preview = root.querySelector('[data-testid=report-preview]')!;
    expect(preview.textContent).toContain('<b>SMB</b> is under');
    expect([...preview.querySelectorAll('a')].map(({ href }) => href)).toEqual(['https://segments.example/']);
    expect(preview.querySelector('td strong')?.textContent).toBe('SMB');
  });

  it('lets a viewer look and says whom to ask', async () => {
    await show([report], false);
    expect(root.textContent).toContain('the role strategist');
    expect([...root.querySelectorAll('button')].map((button) => button.textContent)).toEqual(['Preview']);
  });
});
