import { signal } from '@preact/signals';
import { render, type ComponentType } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../../src/api/errors';
import { setLocale } from '../../src/format/locale';
import { followAddress, type Navigation } from '../../src/state/navigation';
import { createStore } from '../../src/state/store';
import { speak } from '../../src/texts/language';
import { speakIn } from '../../src/texts/locale';
import { HealthView } from '../../src/views/health/HealthView';
import { MatrixView } from '../../src/views/matrix/MatrixView';
import { PanelContext } from '../../src/views/panel';
import { PlanView } from '../../src/views/plan/PlanView';
import { TrendView } from '../../src/views/trend/TrendView';
import { alignment, epic, fakeClient, host, workspace } from '../builders';
import { check, drift, findings, matrix, plan, planned, point, trend } from './documents';

const root = document.createElement('div');
let nav: Navigation;

beforeEach(() => {
  document.body.append(root);
  location.hash = '#/trend';
  nav = followAddress();
});

afterEach(() => {
  nav.stop();
  speak();
  setLocale('en');
});

/** Shows a view whose questions are answered by address; what was asked is returned. */
async function show(View: ComponentType, answers: Record<string, (() => unknown) | object>, lenses = workspace.lenses, state = alignment()) {
  const asked: string[] = [];
  const wishes: object[] = [];
  const answer = (path: string) => {
    asked.push(path);
    const found = answers[path.replace(/\?.*/, '')];
    if (!found) {
      return Promise.reject(new Error(`No answer for ${path}.`));
    }
    try {
      return Promise.resolve(typeof found === 'function' ? (found as () => unknown)() : found);
    } catch (error) {
      return Promise.reject(error as Error);
    }
  };
  const client = {
    ...fakeClient([epic(), epic({ key: 'FW-2', segments: ['smb'], effort: 22 })]),
    workspace: () => Promise.resolve({ ...workspace, lenses }),
    alignment: () => Promise.resolve(state),
    read: answer as <T>(path: string) => Promise<T>,
    ask: ((path: string, question: object) => {
      wishes.push(question);
      return answer(path);
    }) as <T>(path: string, question: object) => Promise<T>,
  };
  const store = createStore(client);
  await store.open(null);
  render(
    <PanelContext.Provider value={{ host, nav, store, live: signal(null) }}>
      <View />
    </PanelContext.Provider>,
    root,
  );
  await settled();
  return { asked, wishes };
}

const settled = () => vi.waitFor(() => expect(root.querySelector('[role="status"]')).toBeNull(), { interval: 5, timeout: 10_000 });
const part = (id: string) => root.querySelector<HTMLElement>(`[data-testid="${id}"]`);
const cells = (row: Element | null | undefined) => [...(row?.children ?? [])].map((cell) => cell.textContent?.replaceAll('\u00a0', ' ').trim());
const click = async (element: Element | null | undefined) => {
  (element as HTMLElement).click();
  await new Promise((resolve) => setTimeout(resolve));
};

const refused = () => {
  throw new ServiceError(409, { code: 'newerSnapshot', detail: 'A newer program kept the snapshot of 2026-03-01.' });
};

describe('the trend', () => {
  const days = [point('2026-03-01', [0.6, 0.18, 0.22]), point('2026-03-02', [0.61, 0.19, 0.2]), point('2026-03-04', [0.62, 0.2, 0.18])];

  it('says why there is nothing yet and when there will be', async () => {
    await show(TrendView, { 'api/trend': trend([]) });
    expect(root.textContent).toContain('There is no past yet.');
    expect(root.textContent).toContain('look again tomorrow');
  });

  it('says that one day is no line yet, and shows its figures', async () => {
    const { asked } = await show(TrendView, { 'api/trend': trend(days.slice(0, 1)) });
    expect(root.textContent).toContain('one snapshot so far, of 1 Mar 2026'.replace('1 Mar', 'Mar 1,'));
    expect(root.querySelectorAll('circle').length).toBeGreaterThan(0);
    expect(asked.some((path) => path.startsWith('api/trend/drift'))).toBe(false);
  });

  it('shows the reason of the service, and tries again', async () => {
    let isMended = false;
    await show(TrendView, { 'api/trend': () => (isMended ? trend(days) : refused()), 'api/trend/drift': drift() });
    expect(part('failure')?.textContent).toContain('A newer program kept the snapshot');
    isMended = true;
    await click(part('failure')?.querySelector('button'));
    await settled();
    expect(part('time-chart')).not.toBeNull();
  });

  it('has a table behind the lines, the newest day first', async () => {
    await show(TrendView, { 'api/trend': trend(days), 'api/trend/drift': drift() });
    await click([...root.querySelectorAll('.switch-option')].find((option) => option.textContent === 'Table'));
    const rows = [...(part('trend-table')?.querySelectorAll('tbody tr') ?? [])];
    expect(rows).toHaveLength(3);
    expect(cells(rows[0])).toEqual(['Mar 4, 2026', '80', '62.0 %', '20.0 %', '18.0 %', '30 %', '20 %', '50 %', '10 points']);
  });

  it('asks what moved between the first day and the last, and says it in a sentence whose parts add up', async () => {
    const { asked } = await show(TrendView, { 'api/trend': trend(days), 'api/trend/drift': drift() });
    expect(asked).toContain('api/trend/drift?lens=customer-segment&from=2026-03-01&to=2026-03-04');
    expect(part('drift-sentence')?.textContent?.replaceAll('\u00a0', ' ')).toBe(
      'SMB fell by 4.2 pp: new scope −3.1 pp, completed work −1.4 pp, new estimates +0.3 pp.',
    );
    const rows = [...(part('waterfall')?.querySelectorAll('tbody tr') ?? [])].map((row) => cells(row)[2]);
    expect(rows).toEqual(['22.0 %', '−3.1 pp', '−1.4 pp', '+0.3 pp', '17.8 %']);
  });

  it('opens a part to its epics', async () => {
    await show(TrendView, { 'api/trend': trend(days), 'api/trend/drift': drift() });
    const open = part('waterfall')?.querySelector<HTMLElement>('[aria-expanded]');
    expect(open?.getAttribute('aria-label')).toBe('New scope: 1 epic');
    await click(open);
    expect(part('epics-behind')?.textContent).toContain('Export supplier invoices');
  });

  it('keeps the pair of days in the address, the earlier first', async () => {
    const { asked } = await show(TrendView, { 'api/trend': trend(days), 'api/trend/drift': drift() });
    const [from] = root.querySelectorAll<HTMLSelectElement>('.pick-days select');
    from!.value = '2026-03-02';
    from!.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(asked).toContain('api/trend/drift?lens=customer-segment&from=2026-03-02&to=2026-03-04'), { timeout: 10_000 });
    expect(nav.hrefOf({})).toContain('from=2026-03-02&to=2026-03-04');
  });

  it('lists each flow behind the bands', async () => {
    await show(TrendView, { 'api/trend': trend(days), 'api/trend/drift': drift() });
    expect(part('sankey')?.querySelectorAll('.flow')).toHaveLength(3);
    await click([...root.querySelectorAll('.switch-option')].filter((option) => option.textContent === 'Table').at(-1));
    expect([...(part('flows')?.querySelectorAll('tbody tr') ?? [])].map(cells)).toEqual([
      ['Enterprise', 'stayed', '60 points', ''],
      ['SMB', 'Enterprise', '6 points', '1 epic'],
      ['SMB', 'stayed', '16 points', ''],
    ]);
  });

  it('speaks German, figures and days too', async () => {
    await speakIn('de');
    await show(TrendView, { 'api/trend': trend(days), 'api/trend/drift': drift() });
    expect(part('drift-sentence')?.textContent?.replaceAll('\u00a0', ' ')).toBe(
      'SMB ist um 4,2 pp gefallen: neuer Umfang −3,1 pp, erledigte Arbeit −1,4 pp, neue Schätzungen +0,3 pp.',
    );
    expect(part('waterfall')?.textContent).toContain('Anteil am 1. März 2026');
  });
});

describe('the checks', () => {
  const checks = [
    check(),
    check({ code: 'substantial', name: 'Substantial', outcome: 'warn', text: 'Two are small.', items: ['SMB'], itemCount: 1, action: 'Merge them.' }),
    check({ code: 'actionable', name: 'Actionable', outcome: 'fail', text: 'One has no target.', items: ['FW-1', 'Gone'], itemCount: 40, action: 'Set one.' }),
  ];

  it('stand with what fails first, each with its text, evidence and what to do', async () => {
    await show(HealthView, { 'api/findings': findings(checks) });
    expect(root.querySelector('h2')?.textContent).toBe('1 check fails, 1 warns, 1 is fine.');
    const items = [...(part('checks')?.children ?? [])];
    expect(items.map((item) => item.getAttribute('data-code'))).toEqual(['actionable', 'substantial', 'measurable']);
    expect(items[0]?.textContent).toContain('Fails');
    expect(items[0]?.textContent).toContain('What to do: Set one.');
    expect([...(items[0]?.querySelectorAll('li') ?? [])].map((item) => item.textContent)).toEqual(['FW-1 Export supplier invoices', 'Gone', 'and 38 more']);
    expect(items[2]?.querySelector('details')).toBeNull();
  });

  it('are named in German, and what the service says is marked as English', async () => {
    await speakIn('de');
    await show(HealthView, { 'api/findings': findings(checks) });
    expect(root.querySelector('.check-name')?.textContent).toBe('Handhabbar');
    expect(root.querySelector('[lang="en"]')?.textContent).toBe('One has no target.');
  });

  it('list conflicts of stakeholders by the names of the segments', async () => {
    const conflicts = [{ key: 'FW-1', title: 'Export', url: null, effort: 8, helps: ['smb'], harms: ['enterprise'], open: true }];
    await show(HealthView, { 'api/findings': findings([check()], { conflicts }) });
    expect(root.querySelector('h2')?.textContent).toBe('The one check is fine.');
    expect(cells(part('conflicts')?.querySelector('tbody tr'))).toEqual(['FW-1 Export', 'SMB', 'Enterprise', '8 points', 'Open']);
  });
});

describe('the planner', () => {
  it('asks for two thirds of what waits, and shows what to commit to, the line, and what leaves', async () => {
    const { wishes } = await show(PlanView, { 'api/plan': plan() });
    expect(wishes).toEqual([{ lens: 'customer-segment', capacity: 20, aim: 'targets' }]);
    expect(part('plan-sentence')?.textContent).toBe('Commit to 2 epics: 24.3 points of 30.');
    expect([...(part('plan-list')?.querySelectorAll('tr') ?? [])].slice(1).map((row) => cells(row).filter(Boolean).join(' | '))).toEqual([
      '1 | FW-1 Title of FW-1in progress, stays | SMB | 8.1 | 8.1',
      '2 | FW-2 Title of FW-2comes in | SMB | 16.2 | 24.3',
      'Commit line: 30 points',
      'FW-3 Title of FW-3Leaves the plan | SMB | 5',
    ]);
    expect(part('plan-index')?.textContent).toBe('Alignment index 68 → 86');
    expect(cells(part('compared')?.querySelector('tbody tr:last-child'))).toEqual(['SMB', '', '18.0 %', '40.0 %', '50 %']);
  });

  it('draws a long plan in pieces, the line below them', async () => {
    const commit = Array.from({ length: 1200 }, (_, at) => planned(`FW-${at}`, 1));
    await show(PlanView, { 'api/plan': plan({ commit, out: [] }) });
    const rows = () => part('plan-list')!.querySelectorAll('tbody tr').length;
    expect(rows()).toBe(102);
    await click(part('plan-list')!.querySelector('button'));
    expect(rows()).toBe(502);
    expect(part('plan-list')!.querySelector('tbody:last-child')?.textContent).toBe('Commit line: 30\u00a0points'.replace('\u00a0', ' '));
  });

  it('does not ask for what is no capacity, and says what is', async () => {
    const { wishes } = await show(PlanView, { 'api/plan': plan() });
    const input = part('capacity') as HTMLInputElement;
    for (const wrong of ['', '-1', 'many', '1.2345', '99999999999']) {
      input.value = wrong;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await vi.waitFor(() => expect(root.querySelector('[role="alert"]')?.textContent).toContain('a number of 0 or more'));
    }
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(wishes).toHaveLength(1);
  });

  it('asks for what is typed once it stands still, in the writing of the page', async () => {
    await speakIn('de');
    const { wishes } = await show(PlanView, { 'api/plan': () => plan({ commit: [planned('FW-1', 1)] }) });
    const input = part('capacity') as HTMLInputElement;
    input.value = '12,5';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await vi.waitFor(() => expect(wishes).toHaveLength(2), { timeout: 10_000 });
    expect(wishes[1]).toEqual({ lens: 'customer-segment', capacity: 12.5, aim: 'targets' });
  });

  it('says what is missing where there are no targets', async () => {
    const base = alignment();
    const { asked } = await show(PlanView, {}, workspace.lenses, { ...base, alignment: { ...base.alignment, state: 'noStrategy' } });
    expect(root.textContent).toContain('Set targets first.');
    expect(asked).toEqual([]);
  });
});

describe('the matrix', () => {
  const lenses = [...workspace.lenses, { key: 'region', name: 'Region', primary: false }];

  it('needs two lenses', async () => {
    await show(MatrixView, {});
    expect(root.textContent).toContain('A matrix needs two; the service’s API makes a second one:PUT /api/schemes/stakeholder');
  });

  it('shows each cell with the sums of both lenses, and opens one to its epics', async () => {
    const { asked } = await show(MatrixView, { 'api/matrix': matrix() }, lenses);
    expect(asked).toEqual(['api/matrix?rows=customer-segment&columns=region']);
    const rows = [...(part('heat-map')?.querySelectorAll('tbody tr, tfoot tr') ?? [])].map(cells);
    expect(rows).toEqual([
      ['Enterprise', '6', '4', '10'],
      ['Unassigned', '', '4', '4'],
      ['All', '6', '8', '14 points'],
    ]);
    const cell = part('heat-map')?.querySelector('button');
    expect(cell?.getAttribute('aria-label')?.replaceAll('\u00a0', ' ')).toBe('Enterprise and North: 6 points, 42.9 % of all effort');
    await click(cell);
    expect(part('epics-behind')?.textContent).toContain('Export supplier invoices');
  });

  it('says where a lens adds nothing', async () => {
    await show(MatrixView, { 'api/matrix': matrix({ redundant: true }) }, lenses);
    expect(root.querySelector('.warning')?.textContent).toContain('Region says little that Customer segment does not say already');
  });
});
