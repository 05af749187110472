import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import '../../styles/board/selection.css';
import type { VisibleColumn } from '../../state/filter';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { useBoardUi } from './boardUi';

/** How many epics are chosen, what they add up to, and what can be done with them. */
export function SelectionBar({ shown }: { shown: readonly VisibleColumn[] }) {
  const { store } = usePanel();
  const ui = useBoardUi();
  const model = store.board.value.value;
  const chosen = useComputed(() => [...ui.selection.epics.value].flatMap((key) => model?.epics.get(key) ?? [])).value;
  const words = texts.selection;
  const effort = texts.effort(
    chosen.reduce((sum, epic) => sum + (epic.effort ?? 0), 0),
    model?.unit ?? 'points',
  );
  const visible = new Map(shown.map(({ column, keys }) => [column.key, new Set(keys)]));
  const hidden = ui.selection.places.value.filter(({ column, epic }) => !visible.get(column)?.has(epic)).length;

  const last = useRef(0);
  useEffect(() => {
    if (chosen.length !== last.current) {
      // After a move the notice says what happened.
      if (chosen.length > 0 || store.pending.peek().size === 0) {
        store.notices.say(chosen.length > 0 ? words.said(chosen.length, effort) : words.none);
      }
      last.current = chosen.length;
    }
  }, [chosen.length]);

  if (chosen.length === 0) {
    return null;
  }
  const open = (adds: boolean) => (event: { currentTarget: HTMLElement }) => {
    const opener = event.currentTarget;
    const places = ui.selection.places.peek();
    ui.menu.value = { places, anchor: opener.getBoundingClientRect(), adds, opener };
  };
  const isTagged = ui.selection.places.value.some(({ column }) => column !== null);
  return (
    <section class="selection" aria-label={words.label} data-testid="selection">
      <p class="selection-facts">
        <strong>{words.count(chosen.length)}</strong>
        <span>{words.effort(effort, chosen.filter((epic) => epic.effort === null).length)}</span>
        {hidden > 0 && <span>{words.hidden(hidden)}</span>}
      </p>
      <p class="selection-acts">
        <button type="button" class="button button-main" aria-haspopup="dialog" onClick={open(false)}>
          {words.move}
        </button>
        {isTagged && (
          <button type="button" class="button" aria-haspopup="dialog" onClick={open(true)}>
            {words.add}
          </button>
        )}
        <button
          type="button"
          class="button"
          onClick={() => {
            ui.selection.clear();
            const place = ui.tabStop.peek();
            if (place) {
              ui.focus(place);
            }
          }}
        >
          {words.clear}
        </button>
      </p>
    </section>
  );
}
