import { signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followAddress } from '../src/state/navigation';
import { createStore, type Store } from '../src/state/store';
import { BoardUiContext, createBoardUi, type BoardUi } from '../src/views/board/boardUi';
import { MoveMenu } from '../src/views/board/MoveMenu';
import { PanelContext } from '../src/views/panel';
import { epic, fakeClient, host, type FakeClient } from './builders';

describe('the move menu', () => {
  let client: FakeClient;
  let store: Store;
  let ui: BoardUi;
  let root: HTMLElement;
  let stop: () => void;

  beforeEach(async () => {
    client = fakeClient([epic({ key: 'FW-1' })]);
    store = createStore(client);
    await store.open(null);
    ui = createBoardUi(signal([]));
    root = document.createElement('div');
    document.body.append(root);
    const nav = followAddress();
    stop = nav.stop;
    render(
      <PanelContext.Provider value={{ host, store, nav, live: signal(null) }}>
        <BoardUiContext.Provider value={ui}>
          <MoveMenu />
        </BoardUiContext.Provider>
      </PanelContext.Provider>,
      root,
    );
    ui.menu.value = { places: [{ epic: 'FW-1', column: 'enterprise' }], anchor: new DOMRect(), adds: false, opener: null };
  });

  afterEach(() => {
    stop();
    render(null, root);
    root.remove();
  });

  const effects = () => [...root.querySelectorAll('.move-effect')].map((effect) => effect.textContent);

  it('works out the effect of every option of a few columns while nobody moves', async () => {
    await expect.poll(effects).toEqual(['here now', 'Index 81 → 86', 'Index 81 → 86', 'Index 81 → 86']);
    expect(client.sent.map(({ add, remove, dryRun }) => [...add, ...remove, dryRun])).toEqual([
      ['mid-market', 'enterprise', true],
      ['smb', 'enterprise', true],
      ['enterprise', true],
    ]);
  });

  it('says what adding would do once the present segment is kept', async () => {
    await expect.poll(() => client.sent.length).toBe(3);
    root.querySelector<HTMLInputElement>('.move-add input')?.click();
    await expect.poll(effects).toEqual(['here now', 'Index 81 → 86', 'Index 81 → 86', 'Stays as it is']);
    expect(client.sent.slice(3).map(({ add, remove }) => [...add, ...remove])).toEqual([['mid-market'], ['smb']]);
  });
});
