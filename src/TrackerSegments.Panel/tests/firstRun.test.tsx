import { signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { ServiceError } from '../src/api/errors';
import type { FirstScheme } from '../src/api/firstRun';
import type { StrategyWish } from '../src/api/setup';
import type { Alignment, Role } from '../src/api/types';
import { followAddress } from '../src/state/navigation';
import { createStore } from '../src/state/store';
import { choicesOf, evenTargets } from '../src/views/firstRun/choices';
import { Connect } from '../src/views/firstRun/Connect';
import { FirstRun } from '../src/views/firstRun/FirstRun';
import { isUndecided } from '../src/views/firstRun/when';
import { openLive } from '../src/views/live/openLive';
import { PanelContext, type OpenLive } from '../src/views/panel';
import { alignment, epic, fakeClient, host, names, segment, sync, workspace } from './builders';

const templates = [
  { name: 'Customer segment', kind: 'firmographic', segments: ['Enterprise', 'Mid-market', 'SMB'] },
  { name: 'Customer lifecycle', kind: 'behavioural', segments: ['Onboarding', 'Retention'] },
  { name: 'Problem', kind: 'problem', segments: [] },
  { name: 'Stakeholder', kind: 'stakeholder', segments: ['Buyer', 'Admin', 'End user'] },
  { name: 'Industry', kind: 'firmographic', segments: ['Retail', 'Technology'] },
];

const schemeOf = (segments: readonly [string, string][], archived: readonly [string, string][] = []) => {
  const full = ([key, name]: readonly [string, string]) => ({ key, name, color: '#0072B2', values: [name], owner: null, reachedBy: null });
  return { lens: { key: 'customer-segment', name: 'Customer segment', field: 'Customer segment' }, auto: true, segments: segments.map(full), archived: archived.map(full) };
};

const presets = Object.entries(names);
const base = alignment();
const undecided = (change: Partial<Alignment> = {}) => alignment({ alignment: { ...base.alignment, index: null, state: 'noStrategy' }, ...change });

describe('what to begin with', () => {
  const choices = (segments: [string, string][], given = undecided(), archived: [string, string][] = []) =>
    choicesOf({ scheme: { value: schemeOf(segments, archived), etag: '"one"' }, templates }, given);

  it('is one of three presets, company size first, and none without segments', () => {
    expect(choices(presets).map(({ template }) => template?.name)).toEqual(['Customer segment', 'Customer lifecycle', 'Stakeholder']);
  });

  it('changes nothing where the segments are those of the preset already', () => {
    expect(choices(presets)[0]?.scheme).toBeNull();
    expect(choices(presets.toReversed())[0]).toMatchObject({ scheme: null, segments: [{ key: 'smb' }, { key: 'mid-market' }, { key: 'enterprise' }] });
  });

  it('is what epics carry first, where that is something else', () => {
    const found = choices([['gov', 'Government'], ['smb', 'smb']]);
    expect(found.map(({ template }) => template?.name ?? 'found')).toEqual(['found', 'Customer segment', 'Customer lifecycle', 'Stakeholder']);
    expect(found[0]?.segments).toEqual([{ key: 'gov', name: 'Government' }, { key: 'smb', name: 'smb' }]);
    expect(choices([['gov', 'Government']], undecided({ totals: { ...base.totals, tagged: 0 } })).map(({ template }) => template === null)).toEqual([false, false, false]);
  });

  it('keeps segments of the same name, brings back archived ones, and says how many epics lose theirs', () => {
    const given = undecided({ segments: [segment({ key: 'gov', epics: 7 }), segment({ key: 'smb', epics: 2 })] });
    expect(choices([['gov', 'Government'], ['smb', 'smb']], given, [['ent', 'Enterprise']])[1]).toMatchObject({
      leaves: 7,
      scheme: { segments: [{ key: 'ent', name: 'Enterprise' }, { name: 'Mid-market' }, { key: 'smb', name: 'SMB' }], archived: [{ key: 'gov', destination: null }] },
    });
  });

  it.each([1, 2, 3, 6, 7, 12])('gives %i segments even targets that add up', (count) => {
    expect(evenTargets(count).reduce((sum, one) => sum + one, 0)).toBe(100);
  });

  it.each([
    ['no targets', undecided(), true],
    ['targets', alignment(), false],
    ['nothing tagged', alignment({ alignment: { ...base.alignment, state: 'noEffort' }, totals: { ...base.totals, tagged: 0 } }), true],
    ['nothing estimated', alignment({ alignment: { ...base.alignment, state: 'noEffort' } }), false],
    ['no epics', undecided({ totals: { ...base.totals, epics: 0 } }), false],
  ])('is asked where there is: %s', (_, given, wanted) => {
    expect(isUndecided(given)).toBe(wanted);
  });
});

const root = document.createElement('div');
document.body.append(root);
const part = (name: string) => root.querySelector<HTMLElement>(`[data-testid="${name}"]`);
let stop = () => {};

afterEach(() => {
  render(null, root);
  stop();
});

interface Given {
  role?: Role;
  published?: boolean;
  live?: ReturnType<typeof sync>;
  given?: Alignment;
  refuse?: Error;
}

async function show({ role = 'strategist', published = false, live, given = undecided(), refuse }: Given = {}) {
  const client = fakeClient([epic(), epic({ key: 'FW-2', effort: 3 }), epic({ key: 'FW-3', effort: 3 })]);
  const written: { path: string; document: object; etag: string }[] = [];
  const scheme = schemeOf(presets);
  const version = { version: 1, published: true, validFrom: '2027-01-01', author: 'ada', reason: null, at: '', targets: [], problem: null };
  client.alignment = () => Promise.resolve(given);
  client.workspace = () =>
    Promise.resolve({ ...workspace, caller: { role, may: { edit: role !== 'viewer', plan: role === 'strategist' || role === 'admin', administer: role === 'admin' } } });
  client.read = ((path: string) =>
    path === 'api/schemes'
      ? Promise.resolve({
          templates,
          fields: [
            { name: 'Region', epics: 9, values: 2, samples: [{ value: 'EMEA', epics: 5 }], lenses: [] },
            { name: 'Customer segment', epics: 2, values: 1, samples: [{ value: 'SMB', epics: 2 }], lenses: ['customer-segment'] },
          ],
        })
      : Promise.reject(new Error(path))) as typeof client.read;
  client.readTagged = ((path: string) =>
    Promise.resolve(
      path.startsWith('api/schemes') ? { value: scheme, etag: '"scheme"' } : { value: { inForce: null, versions: published ? [version] : [] }, etag: '"strategy"' },
    )) as typeof client.readTagged;
  client.write = ((_: string, path: string, document: object, etag: string) => {
    written.push({ path, document, etag });
    if (refuse) {
      return Promise.reject(refuse);
    }
    const { segments } = document as FirstScheme;
    return Promise.resolve({ value: { scheme: { ...scheme, segments: segments?.map(({ key, name }) => ({ key: key ?? name.toLowerCase(), name })) } }, etag: '"next"' });
  }) as typeof client.write;
  const store = createStore(client);
  const nav = followAddress();
  await store.open(null);
  const followed = signal<OpenLive | null>(null);
  if (live) {
    client.sync = () => Promise.resolve(live);
    followed.value = openLive(store);
  }
  stop = () => {
    followed.value?.live.close();
    nav.stop();
  };
  render(
    <PanelContext.Provider value={{ host, store, nav, live: followed }}>
      <FirstRun />
    </PanelContext.Provider>,
    root,
  );
  await expect.poll(() => root.querySelector('[role="status"]')?.textContent ?? '').not.toContain('Looking at');
  return { written, store };
}

const click = async (element: Element | null) => {
  element?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve, 20));
};

async function type(name: string, text: string) {
  const input = root.querySelector<HTMLInputElement>(`[aria-label="Target of ${name} in %"]`)!;
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve, 0));
}

describe('the first run', () => {
  it('says how many epics would count, of which types and by what', async () => {
    await show();
    expect(part('first-run-count')?.textContent).toBe('2 epics of type Epic would be counted, by their story points. 2 of them name a segment already.');
  });

  it('says how far the reading is', async () => {
    await show({ live: sync({ isComplete: false, read: 40, total: 134 }) });
    await expect.poll(() => part('first-run-count')?.textContent).toContain('That is after 40 of 134 items; the rest is being read.');
  });

  it('begins with one button: the targets are published from today on, the segments stay', async () => {
    const { written, store } = await show();
    await type('SMB', '34');
    expect(part('first-run-sum')?.textContent).toContain('too much');
    await click(part('first-run-start'));
    expect(written).toEqual([]);
    await type('SMB', '33');
    await click(part('first-run-start'));
    expect(written.map(({ path, etag }) => [path, etag])).toEqual([['api/strategy/customer-segment', '"strategy"']]);
    expect(written[0]?.document as StrategyWish).toEqual({
      validFrom: new Date().toISOString().slice(0, 10),
      reason: 'First targets',
      publish: true,
      targets: [['enterprise', 34], ['mid-market', 33], ['smb', 33]].map(([key, target]) => ({ segment: key, target, tolerance: 5 })),
    });
    expect(store.notices.toast.value?.text).toBe('Segments and targets are set.');
  });

  it('makes another preset’s segments first', async () => {
    const { written } = await show();
    await click(root.querySelectorAll('input[type="radio"]')[2] ?? null);
    root.querySelectorAll<HTMLInputElement>('input[type="radio"]')[2]?.dispatchEvent(new Event('change', { bubbles: true }));
    await expect.poll(() => root.querySelector('[aria-label="Target of End user in %"]')).not.toBeNull();
    await click(part('first-run-start'));
    expect(written.map(({ path, etag }) => [path, etag])).toEqual([['api/schemes/customer-segment', '"scheme"'], ['api/strategy/customer-segment', '"strategy"']]);
    expect(written[0]?.document).toMatchObject({ lens: { name: 'Stakeholder', kind: 'stakeholder' }, segments: [{ name: 'Buyer' }, { name: 'Admin' }, { name: 'End user' }] });
    expect((written[1]?.document as StrategyWish).targets.map(({ segment: key }) => key)).toEqual(['buyer', 'admin', 'end user']);
  });

  it('gives the reason of a refusal and publishes nothing after it', async () => {
    const { written, store } = await show({ refuse: new ServiceError(422, { code: 'schemeImpossible', detail: 'No.' }) });
    await click(part('first-run-start'));
    expect(written).toHaveLength(1);
    expect(store.notices.toast.value?.text).toBe('It could not be begun. No.');
  });

  it.each(['viewer', 'editor'] as const)('tells a %s whom to ask, and offers nothing', async (role) => {
    await show({ role });
    expect(part('first-run-start')).toBeNull();
    expect(root.querySelector('input')).toBeNull();
    expect(part('first-run-lacking')?.textContent).toContain('Ask an administrator of TrackerSegments for the role strategist');
    expect(root.querySelector('.first-run-own dt')?.textContent).toBe(`${role === 'viewer' ? 'Viewer' : 'Editor'} (you)`);
  });

  it('shows the fields of a file with real values, the one of the lens first', async () => {
    await show();
    const rows = [...(part('first-run-fields')?.querySelectorAll('tbody tr') ?? [])].map((row) => [...row.children].map((cell) => cell.textContent?.trim()));
    expect(rows).toEqual([['Customer segment', 'Segment', 'SMB (2)'], ['Region', 'Not used', 'EMEA (5)']]);
  });

  it('shows the fields of a tracker by what they are used for, with real values', async () => {
    await show({ live: sync() });
    await expect.poll(() => part('first-run-fields')?.textContent).toContain('customfield_10016');
    const rows = [...(part('first-run-fields')?.querySelectorAll('tbody tr') ?? [])].map((row) => [...row.children].map((cell) => cell.textContent?.trim()));
    expect(rows).toEqual([['Customer segment customfield_10050', 'Segment', 'SMB (2)'], ['Story points customfield_10016', 'Effort', '3 (2), 8 (1)']]);
  });

  it('names all that is missing with who can do it', async () => {
    const problem = { code: 'mayNotBrowse', text: 'The account may not browse FW.', blame: 'administrator', since: '2026-03-02T10:00:00Z', attempts: 1, nextAttempt: null } as const;
    const [field] = sync().fields;
    await show({ live: sync({ problem, fields: [{ ...field!, canWrite: false }], writing: { allowed: false, canSwitch: false, changedAt: null, text: '' } }) });
    await expect.poll(() => part('first-run-lacking')?.querySelectorAll('li').length).toBe(4);
    expect([...part('first-run-lacking')!.querySelectorAll('li')].map((item) => item.textContent)).toEqual([
      'The account may not browse FW. Somebody who administers Jira.',
      'The field “Customer segment” can be read but not written. Somebody who administers Jira puts it on the edit screen of epics, or gives the account the right to edit.',
      expect.stringContaining('No field with an estimate was found'),
      expect.stringContaining('turns writing on over the board'),
    ]);
  });

  it('is over as soon as targets are published, also where they hold later', async () => {
    await show({ published: true });
    await expect.poll(() => root.textContent).toBe('');
  });
});

describe('connecting', () => {
  async function connect(may: boolean, refusal?: Error) {
    const client = fakeClient([]);
    const written: [string, object][] = [];
    let open = 0;
    client.workspace = () => (open++, Promise.resolve(workspace));
    client.read = ((path: string) =>
      path === 'api/connections' && may
        ? Promise.resolve({ connections: [] })
        : Promise.reject(new ServiceError(403, { code: 'roleMissing', detail: 'No.' }))) as typeof client.read;
    client.write = ((_: string, path: string, document: object) => {
      written.push([path, document]);
      return refusal ? Promise.reject(refusal) : Promise.resolve({ value: {}, etag: null });
    }) as typeof client.write;
    const nav = followAddress();
    stop = () => nav.stop();
    render(
      <PanelContext.Provider value={{ host: { ...host, tracker: 'azure-devops' }, store: createStore(client), nav, live: signal(null) }}>
        <Connect />
      </PanelContext.Provider>,
      root,
    );
    await expect.poll(() => root.textContent).not.toContain('Looking at');
    return { written, opened: () => open };
  }

  const put = async (name: string, text: string) => {
    const input = root.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 0));
  };

  it('is for administrators: everybody else reads whom to ask', async () => {
    await connect(false);
    expect(part('connect')?.textContent).toContain('Ask whoever runs the service');
    expect(root.querySelector('form')).toBeNull();
  });

  it('sends what was typed for the tracker that the page sits in, and opens what is there then', async () => {
    const { written, opened } = await connect(true);
    await put('address', ' https://dev.azure.com/fabrikam ');
    await put('projects', 'Apple, Birch wood,');
    await put('token', 'a-token');
    root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await expect.poll(opened).toBe(1);
    expect(written).toEqual([
      [
        'api/connections',
        {
          segmentField: 'Customer segment',
          connections: [{ tracker: 'azure-devops', address: 'https://dev.azure.com/fabrikam', projects: ['Apple', 'Birch wood'], token: 'a-token' }],
        },
      ],
    ]);
  });

  it('gives the reason where the tracker cannot be read', async () => {
    await connect(true, new ServiceError(422, { code: 'connectionUnusable', detail: 'fabrikam does not take the token.' }));
    root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await expect.poll(() => root.querySelector('[role="alert"]')?.textContent).toContain('fabrikam does not take the token.');
  });
});
