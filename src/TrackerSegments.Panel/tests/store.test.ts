import { beforeEach, describe, expect, it } from 'vitest';
import { NoAnswerError, ServiceError } from '../src/api/errors';
import { createStore, type Store } from '../src/state/store';
import { epic, fakeClient, type FakeClient } from './builders';

describe('the store', () => {
  let client: FakeClient;
  let store: Store;
  const toSmb = { epic: 'FW-1', from: 'enterprise', to: 'smb', keep: false };
  const segmentsOf = (key: string) => store.board.value.value?.epics.get(key)?.segments;
  const toast = () => store.notices.toast.value;

  beforeEach(async () => {
    client = fakeClient([epic({ key: 'FW-1' }), epic({ key: 'FW-2', segments: ['smb'] })]);
    store = createStore(client);
    await store.open(null);
  });

  it('opens the primary lens', () => {
    expect(store.lens.value).toBe('customer-segment');
    expect(store.alignment.value.value?.alignment.index).toBe(81);
    expect(store.board.value.value?.epics.size).toBe(2);
  });

  it('shows a move before the service has answered', async () => {
    const moved = store.move(toSmb);
    expect(segmentsOf('FW-1')).toEqual(['smb']);
    expect(store.pending.value.has('FW-1')).toBe(true);
    await moved;
    expect(store.pending.value.size).toBe(0);
    expect(store.board.value.value?.epics.get('FW-1')?.revision).toBe('2');
    expect(store.alignment.value.value?.alignment.index).toBe(86);
    expect(toast()?.text).toBe('FW-1 moved from Enterprise to SMB. Index 81 → 86.');
  });

  it('takes a move back with the inverse change and the new revision', async () => {
    await store.move(toSmb);
    await store.undo();
    expect(client.sent.at(-1)).toMatchObject({ add: ['enterprise'], remove: ['smb'], expectedRevision: '2' });
    expect(segmentsOf('FW-1')).toEqual(['enterprise']);
    expect(store.canUndo.value).toBe(false);
    expect(toast()?.text).toBe('Undone: FW-1 is in Enterprise again.');
  });

  it('takes several moves of one epic back, one after the other', async () => {
    await store.move(toSmb);
    await store.move({ epic: 'FW-1', from: 'smb', to: 'mid-market', keep: true });
    await store.undo();
    await store.undo();
    expect(client.sent.map((request) => request.expectedRevision)).toEqual(['1', '2', '3', '4']);
    expect(segmentsOf('FW-1')).toEqual(['enterprise']);
  });

  it('puts the card back where no answer came, and sends the very same request again on a retry', async () => {
    client.next = () => Promise.reject(new NoAnswerError('down'));
    await store.move(toSmb);
    expect(segmentsOf('FW-1')).toEqual(['enterprise']);
    expect(toast()).toMatchObject({ tone: 'problem', action: { label: 'Try again' } });
    expect(toast()?.text).toBe(
      'The service did not answer. Check that it is running and that this computer reaches it. ' +
        'FW-1 may have been moved or not; trying again moves it once.',
    );

    toast()?.action?.run();
    await settled();
    expect(segmentsOf('FW-1')).toEqual(['smb']);
    expect(client.sent[1]).toEqual(client.sent[0]);
  });

  it('gives each action an idempotency key of its own', async () => {
    await store.move(toSmb);
    await store.undo();
    await store.move(toSmb);
    expect(new Set(client.sent.map((request) => request.idempotencyKey)).size).toBe(3);
  });

  it('says who won where somebody else was faster, and shows the epic as it is now', async () => {
    const current = epic({ key: 'FW-1', segments: ['mid-market'], revision: '7' });
    client.next = () => Promise.reject(new ServiceError(409, { code: 'staleRevision', current }));
    await store.move(toSmb);
    expect(segmentsOf('FW-1')).toEqual(['mid-market']);
    expect(store.board.value.value?.epics.get('FW-1')?.revision).toBe('7');
    expect(toast()?.text).toBe(
      'Somebody else changed FW-1 meanwhile: it is now in Mid-market. Nothing was written.',
    );
    expect(store.canUndo.value).toBe(false);
  });

  it('says what the service said where it refused', async () => {
    client.next = () => Promise.reject(new ServiceError(403, { detail: 'This workspace is read only.' }));
    await store.move(toSmb);
    expect(segmentsOf('FW-1')).toEqual(['enterprise']);
    expect(toast()?.text).toBe('FW-1 was not moved. This workspace is read only.');
  });

  it('keeps an undo that did not go through', async () => {
    await store.move(toSmb);
    client.next = () => Promise.reject(new NoAnswerError('down'));
    await store.undo();
    expect(segmentsOf('FW-1')).toEqual(['smb']);
    expect(store.canUndo.value).toBe(true);
    await store.undo();
    expect(segmentsOf('FW-1')).toEqual(['enterprise']);
    expect(client.sent[2]).toEqual(client.sent[1]);
  });

  it('does not move an epic that is still being saved', async () => {
    const first = store.move(toSmb);
    await store.move({ epic: 'FW-1', from: 'smb', to: 'mid-market', keep: false });
    await first;
    expect(client.sent.length).toBe(1);
    expect(segmentsOf('FW-1')).toEqual(['smb']);
  });

  it('sends writes one after the other', async () => {
    let answer = () => {};
    client.next = () =>
      new Promise((_, reject) => {
        answer = () => reject(new NoAnswerError('down'));
      });
    const first = store.move(toSmb);
    const second = store.move({ epic: 'FW-2', from: 'smb', to: 'enterprise', keep: false });
    await settled();
    expect(client.sent.length).toBe(1);
    answer();
    await Promise.all([first, second]);
    expect(client.sent.map((request) => request.epic)).toEqual(['FW-1', 'FW-2']);
    expect(segmentsOf('FW-1')).toEqual(['enterprise']);
    expect(segmentsOf('FW-2')).toEqual(['enterprise']);
  });

  it('writes nothing where a move changes nothing', async () => {
    await store.move({ epic: 'FW-1', from: 'enterprise', to: 'enterprise', keep: false });
    expect(client.sent).toEqual([]);
    expect(store.notices.spoken.value.text).toBe('FW-1 stays as it is: it is in Enterprise already.');
  });

  it('asks once what a change would do, and again after something was written', async () => {
    const one = store.board.value.value?.epics.get('FW-2') ?? epic();
    const change = { add: ['enterprise'], remove: ['smb'] };
    const first = await store.predict(one, change);
    await store.predict(one, change);
    expect(client.sent.length).toBe(1);
    expect(client.sent[0]).toEqual({ epic: 'FW-2', lens: 'customer-segment', ...change, expectedRevision: '1', dryRun: true });
    expect([first.indexBefore, first.indexAfter]).toEqual([81, 86]);
    await store.move(toSmb);
    await store.predict(one, change);
    expect(client.sent.length).toBe(3);
  });

  it('keeps the last figures where they cannot be read again', async () => {
    client.alignment = () => Promise.reject(new NoAnswerError('down'));
    await store.refresh();
    expect(store.alignment.value.value?.alignment.index).toBe(81);
    expect(store.alignment.value.error).toBeInstanceOf(NoAnswerError);
  });
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
