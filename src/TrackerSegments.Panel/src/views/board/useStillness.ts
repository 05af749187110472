import { useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { isIn } from '../../state/boardModel';
import { usePanel } from '../panel';
import type { BoardUi } from './boardUi';

/** What is read meanwhile waits for a card in hand and an open menu, and takes neither the focus nor the chosen cards away. */
export function useStillness(ui: BoardUi): void {
  const { store } = usePanel();
  useSignalEffect(() => (ui.drag.value || ui.menu.value ? store.hold() : undefined));

  const lens = store.lens.value;
  useEffect(() => () => ui.selection.clear(), [lens, ui]);

  const model = store.board.value.value;
  const hadFocus = useRef(false);
  useEffect(() => {
    // A card that is taken out of the document loses the focus to nobody; a click beside all cards gives it up.
    const follow = (event: Event) => {
      hadFocus.current = (event.target as Element | null)?.closest?.('.card') != null;
    };
    document.addEventListener('focusin', follow);
    document.addEventListener('pointerdown', follow);
    return () => {
      document.removeEventListener('focusin', follow);
      document.removeEventListener('pointerdown', follow);
    };
  }, []);

  useLayoutEffect(() => {
    ui.selection.keep(({ epic, column }) => {
      const now = model?.epics.get(epic);
      return now !== undefined && (isIn(now, column) || store.pending.peek().has(epic));
    });
    const place = ui.active.peek();
    const now = place && model?.epics.get(place.epic);
    if (place && model && hadFocus.current && document.activeElement === document.body && !ui.focusRequest.peek()) {
      const column = now && [place.column, ...now.segments, null].find((key) => isIn(now, key));
      ui.focus(now && column !== undefined ? { epic: now.key, column } : (ui.tabStop.peek() ?? place));
    }
  }, [model]);
}
