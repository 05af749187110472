import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import { NoAnswerError, ServiceError } from '../src/api/errors';
import { modelAfter, modelOf } from '../src/state/boardModel';
import { partsOf, wishesOf, type CardPlace } from '../src/state/bulk';
import { noFilter, visibleColumns } from '../src/state/filter';
import { createStore, type Store } from '../src/state/store';
import { createSelection } from '../src/views/board/selection';
import { board, epic, fakeClient, type FakeClient } from './builders';

const at = (column: string | null, ...epics: string[]): CardPlace[] => epics.map((one) => ({ column, epic: one }));

const epics = [
  epic({ key: 'FW-1' }),
  epic({ key: 'FW-2', segments: ['mid-market'] }),
  epic({ key: 'FW-3', segments: [] }),
  epic({ key: 'FW-4', segments: ['enterprise', 'mid-market'] }),
];

describe('a move of many cards', () => {
  const model = modelOf(board(epics));
  const asked = (places: CardPlace[], to: string | null, keep = false) =>
    partsOf(wishesOf(model, { places, to, keep })).map(({ change, epics: own }) => ({
      ...change,
      epics: own.map(({ key }) => key),
    }));

  it('is one request where each epic leaves only the column that it was taken from', () => {
    expect(asked([...at('enterprise', 'FW-1'), ...at('mid-market', 'FW-2'), ...at(null, 'FW-3')], 'smb')).toEqual([
      { add: ['smb'], remove: ['enterprise', 'mid-market'], epics: ['FW-1', 'FW-2', 'FW-3'] },
    ]);
  });

  it('takes nothing from an epic that stays in another column', () => {
    expect(asked([...at('enterprise', 'FW-4'), ...at('mid-market', 'FW-2')], 'smb')).toEqual([
      { add: ['smb'], remove: ['enterprise', 'mid-market'], epics: ['FW-2'] },
      { add: ['smb'], remove: ['enterprise'], epics: ['FW-4'] },
    ]);
  });

  it('names an epic once where both of its cards were taken', () => {
    expect(asked([...at('enterprise', 'FW-4'), ...at('mid-market', 'FW-4')], 'smb')).toEqual([
      { add: ['smb'], remove: ['enterprise', 'mid-market'], epics: ['FW-4'] },
    ]);
  });

  it('keeps what is there where the segment is added, and leaves out what changes nothing', () => {
    expect(asked([...at('enterprise', 'FW-1'), ...at('mid-market', 'FW-2')], 'mid-market', true)).toEqual([
      { add: ['mid-market'], remove: [], epics: ['FW-1'] },
    ]);
    expect(asked(at('enterprise', 'FW-1'), 'enterprise')).toEqual([]);
  });

  it('to Unassigned takes away the columns that the cards were taken from', () => {
    expect(asked([...at('enterprise', 'FW-1'), ...at('enterprise', 'FW-4')], null)).toEqual([
      { add: [], remove: ['enterprise'], epics: ['FW-1', 'FW-4'] },
    ]);
  });
});

describe('the store, for many cards', () => {
  let client: FakeClient;
  let store: Store;
  const segmentsOf = (key: string) => store.board.value.value?.epics.get(key)?.segments;
  const toast = () => store.notices.toast.value;
  const toSmb = {
    places: [...at('enterprise', 'FW-1'), ...at('mid-market', 'FW-2'), ...at(null, 'FW-3')],
    to: 'smb',
    keep: false,
  };

  beforeEach(async () => {
    client = fakeClient(epics);
    store = createStore(client);
    await store.open(null);
  });

  it('shows all at once, writes them in one request and sums up', async () => {
    const moved = store.moveMany(toSmb);
    expect(segmentsOf('FW-2')).toEqual(['smb']);
    expect(store.pending.value.size).toBe(3);
    expect(toast()?.text).toBe('Saving 3 epics: 0 done…');
    await moved;
    expect(store.pending.value.size).toBe(0);
    expect(client.sentMany).toHaveLength(1);
    expect(client.sentMany[0]).toMatchObject({ add: ['smb'], remove: ['enterprise', 'mid-market'], dryRun: false });
    expect(toast()).toMatchObject({ text: '3 epics moved to SMB. Index 81 → 86.', tone: 'quiet', details: [] });
    expect(store.alignment.value.value?.alignment.index).toBe(86);
  });

  it('takes all of it back at once, each to where it was', async () => {
    await store.moveMany(toSmb);
    await store.undo();
    expect(segmentsOf('FW-1')).toEqual(['enterprise']);
    expect(segmentsOf('FW-2')).toEqual(['mid-market']);
    expect(segmentsOf('FW-3')).toEqual([]);
    expect(client.sentMany.slice(1).map(({ add, remove }) => [add, remove])).toEqual([
      [['enterprise'], ['smb']],
      [['mid-market'], ['smb']],
      [[], ['smb']],
    ]);
    expect(toast()?.text).toBe('3 epics put back.');
    expect(store.canUndo.value).toBe(false);
  });

  it('says out of what epics were taken', async () => {
    await store.moveMany({ places: [...at('enterprise', 'FW-1', 'FW-4'), ...at('mid-market', 'FW-2')], to: null, keep: false });
    expect(segmentsOf('FW-4')).toEqual(['mid-market']);
    expect(toast()?.text).toBe('3 epics taken out of Enterprise and Mid-market. Index 81 → 86.');
  });

  it('follows the revisions that later moves of single cards made', async () => {
    await store.moveMany(toSmb);
    await store.move({ epic: 'FW-1', from: 'smb', to: 'enterprise', keep: true });
    await store.undo();
    await store.undo();
    expect(segmentsOf('FW-1')).toEqual(['enterprise']);
    expect(toast()?.text).toBe('3 epics put back.');
  });

  it('tells what was not written and why, and shows those epics as they are', async () => {
    const current = epic({ key: 'FW-2', segments: ['enterprise'], revision: '7' });
    const answer = client.changeMany;
    client.nextMany = async () => {
      const usual = await answer(client.sentMany.at(-1)!);
      return {
        ...usual,
        results: [
          usual.results[0]!,
          { key: 'FW-2', outcome: 'conflict', code: 'staleRevision', text: 'Ada added Enterprise while you added SMB.', epic: current },
          { key: 'FW-3', outcome: 'refused', code: 'mayNotEdit', text: 'You may not edit FW-3.', epic: epics[2]! },
        ],
      };
    };
    await store.moveMany(toSmb);
    expect(toast()).toMatchObject({
      text: '1 epic moved to SMB, 1 changed by somebody else, 1 refused. Index 81 → 86.',
      tone: 'problem',
      action: { label: 'Undo' },
      details: [
        { name: 'FW-2', text: 'Ada added Enterprise while you added SMB.' },
        { name: 'FW-3', text: 'You may not edit FW-3.' },
      ],
    });
    expect(segmentsOf('FW-2')).toEqual(['enterprise']);
    expect(segmentsOf('FW-3')).toEqual([]);
    await store.undo();
    expect(segmentsOf('FW-1')).toEqual(['enterprise']);
  });

  it('puts the cards back where no answer came, and sends the very same again on a retry', async () => {
    client.nextMany = () => Promise.reject(new NoAnswerError('down'));
    await store.moveMany(toSmb);
    expect(segmentsOf('FW-2')).toEqual(['mid-market']);
    expect(toast()).toMatchObject({ tone: 'problem', action: { label: 'Try again' } });
    expect(toast()?.text).toContain('0 epics moved to SMB, 3 not confirmed. The service did not answer.');
    toast()?.action?.run();
    await expect.poll(() => segmentsOf('FW-2')).toEqual(['smb']);
    expect(client.sentMany[1]).toEqual(client.sentMany[0]);
  });

  it('reads the workspace again where writing was switched off meanwhile', async () => {
    const asked = client.workspace;
    let reads = 0;
    client.workspace = () => (reads++, asked());
    client.nextMany = () => Promise.reject(new ServiceError(403, { code: 'writeBackOff', detail: 'Writing is switched off.' }));
    await store.moveMany(toSmb);
    expect(toast()).toMatchObject({ tone: 'problem', action: null });
    expect(reads).toBe(1);
  });

  it('asks once for the effect of all, and does not guess where it takes two requests', async () => {
    expect(await store.predictMany(toSmb)).toMatchObject({ indexBefore: 81, indexAfter: 86 });
    expect(client.sentMany.map(({ dryRun }) => dryRun)).toEqual([true]);
    const apart = { ...toSmb, places: [...at('enterprise', 'FW-4'), ...at('mid-market', 'FW-2')] };
    expect(await store.predictMany(apart)).toBeNull();
  });

  it('sends more than a hundred in several requests, and says how far it is', async () => {
    const many = Array.from({ length: 230 }, (_, number) => epic({ key: `FW-${number}`, segments: [] }));
    client = fakeClient(many);
    store = createStore(client);
    await store.open(null);
    await store.moveMany({ places: at(null, ...many.map(({ key }) => key)), to: 'smb', keep: false });
    expect(client.sentMany.map((request) => request.epics.length)).toEqual([100, 100, 30]);
    expect(toast()?.text).toBe('230 epics tagged SMB. Index 81 → 86.');
  });
});

describe('the store, for one card', () => {
  it.each([
    [409, { code: 'staleRevision', current: epic({ segments: ['smb'] }), conflict: { theirs: { add: ['smb'], remove: [] }, by: 'Ada', at: null, ours: { add: ['smb'], remove: [] }, text: 'Ada added SMB at 10:20 UTC while you did the same.' } }, 'Ada added SMB at 10:20 UTC while you did the same.'],
    [404, { code: 'unknownEpic', detail: 'FW-1 was changed as asked, and is no longer on this board.' }, 'FW-1 was changed as asked, and is no longer on this board.'],
    [503, { code: 'busy', detail: 'Jira does not answer.' }, 'FW-1 is shown as it was. Jira does not answer. Trying again moves it once at most.'],
    [403, { code: 'mayNotEdit', detail: 'You may not edit FW-1.' }, 'FW-1 was not moved. You may not edit FW-1.'],
  ])('says what the service said with %i', async (status, problem, text) => {
    const client = fakeClient([epic()]);
    const store = createStore(client);
    await store.open(null);
    client.next = () => Promise.reject(new ServiceError(status, problem));
    await store.move({ epic: 'FW-1', from: 'enterprise', to: 'mid-market', keep: false });
    expect(store.notices.toast.value?.text).toBe(text);
    expect(store.notices.toast.value?.action?.label).toBe(status === 503 ? 'Try again' : undefined);
    expect(store.board.value.value?.epics.get('FW-1')?.segments).toEqual(status === 409 ? ['smb'] : ['enterprise']);
  });

  it('tells what somebody else changed at the same moment', async () => {
    const client = fakeClient([epic()]);
    const store = createStore(client);
    await store.open(null);
    const usual = await client.changeSegments('FW-1', { lens: '', add: ['smb'], remove: [], expectedRevision: '1', dryRun: true });
    client.next = () => Promise.resolve({ ...usual, overlap: { by: 'Ada', at: null, from: [], to: [], text: 'Ada added Partner at the same moment.' } });
    await store.move({ epic: 'FW-1', from: 'enterprise', to: 'smb', keep: true });
    expect(store.notices.toast.value).toMatchObject({ text: 'FW-1 added to SMB. Index 81 → 86. Ada added Partner at the same moment.', tone: 'quiet' });
  });
});

describe('the selection', () => {
  const model = modelOf(board(['FW-1', 'FW-2', 'FW-3', 'FW-4'].map((key) => epic({ key }))));
  const filter = signal(noFilter);
  let selection: ReturnType<typeof createSelection>;
  const chosen = () => [...selection.epics.value].toSorted();

  beforeEach(() => {
    filter.value = noFilter;
    selection = createSelection({ get value() { return visibleColumns(model, filter.value, null); }, peek: () => visibleColumns(model, filter.value, null) } as never);
  });

  it('takes and lets go of single cards', () => {
    at('enterprise', 'FW-1', 'FW-3', 'FW-1').forEach((place) => selection.toggle(place));
    expect(chosen()).toEqual(['FW-3']);
  });

  it('extends from the card chosen last, up or down', () => {
    selection.toggle({ column: 'enterprise', epic: 'FW-3' });
    selection.extendTo({ column: 'enterprise', epic: 'FW-1' });
    expect(chosen()).toEqual(['FW-1', 'FW-2', 'FW-3']);
    selection.extendTo({ column: 'enterprise', epic: 'FW-4' });
    expect(chosen()).toEqual(['FW-1', 'FW-2', 'FW-3', 'FW-4']);
  });

  it('takes all that the filters show, and keeps what they hide later', () => {
    filter.value = { ...noFilter, text: 'FW-2' };
    selection.addShown();
    filter.value = { ...noFilter, text: 'FW-4' };
    expect(chosen()).toEqual(['FW-2']);
  });

  it('lets go of what is not on the board any more', () => {
    selection.addShown();
    selection.keep(({ epic: key }) => key !== 'FW-2');
    expect(chosen()).toEqual(['FW-1', 'FW-3', 'FW-4']);
    selection.clear();
    expect(chosen()).toEqual([]);
  });
});

describe('the board read again', () => {
  it('keeps the epics and columns that are as they were', () => {
    const before = modelOf(board(epics));
    const after = modelAfter(before, board(epics.map((one) => (one.key === 'FW-1' ? epic({ key: 'FW-1', title: 'Renamed' }) : epic({ ...one })))));
    expect(after.epics.get('FW-2')).toBe(before.epics.get('FW-2'));
    expect(after.epics.get('FW-1')?.title).toBe('Renamed');
    expect(after.columns).toEqual(before.columns);
    expect(after.columns[0]).toBe(before.columns[0]);
    expect(after.faces).toBe(before.faces);
  });

  it('waits for a card in hand and for what is being saved', async () => {
    const client = fakeClient(epics);
    const store = createStore(client);
    await store.open(null);
    const letGo = store.hold();
    expect(await store.refreshQuietly()).toBe(false);
    letGo();
    expect(await store.refreshQuietly()).toBe(true);
    const moved = store.move({ epic: 'FW-1', from: 'enterprise', to: 'smb', keep: false });
    expect(await store.refreshQuietly()).toBe(false);
    await moved;
  });

  it('does not put back what was written while it was read', async () => {
    const client = fakeClient(epics);
    const store = createStore(client);
    await store.open(null);
    const old = await client.board('');
    let answer = () => {};
    client.board = () => new Promise((resolve) => (answer = () => resolve(old)));
    const refreshed = store.refreshQuietly();
    await store.move({ epic: 'FW-1', from: 'enterprise', to: 'smb', keep: false });
    answer();
    expect(await refreshed).toBe(false);
    expect(store.board.value.value?.epics.get('FW-1')?.segments).toEqual(['smb']);
  });
});
