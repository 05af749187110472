import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BoardModel } from '../../state/boardModel';
import type { ColumnKey } from '../../state/moves';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { useBoardUi, type MenuRequest } from './boardUi';
import { keeps } from './drags';
import { MoveOption } from './MoveOption';
import { moveAndFocus } from './moveAndFocus';
import { indexTyped } from './typing';
import { usePredictions } from './usePrediction';

export function MoveMenu() {
  const { store } = usePanel();
  const ui = useBoardUi();
  const request = ui.menu.value;
  const model = store.board.value.value;
  return request && model && request.places.some(({ epic }) => model.epics.has(epic)) ? (
    <Menu key={JSON.stringify(request.places)} request={request} model={model} />
  ) : null;
}

function Menu({ request, model }: { request: MenuRequest; model: BoardModel }) {
  const { store } = usePanel();
  const ui = useBoardUi();
  const dialog = useRef<HTMLDialogElement>(null);
  const { places } = request;
  const [locked, setLocked] = useState(request.adds);
  const [held, setHeld] = useState(false);
  const [at, setAt] = useState(() => firstOther(model, places));
  const typed = useRef({ text: '', time: 0 });
  const canKeep = places.some(({ column }) => column !== null);
  const keep = (locked || held) && canKeep;
  const effects = usePredictions(
    model,
    model.columns.map((column) => ({ places, to: column.key, keep })),
    at,
  );

  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) {
      element.showModal();
      place(element, request.anchor);
    }
  }, []);
  useEffect(() => {
    dialog.current?.querySelectorAll<HTMLElement>('[role="menuitem"]')[at]?.focus();
  }, [at]);

  const close = () => {
    ui.menu.value = null;
    const [first] = places;
    if (request.opener) {
      // Nothing outside an open dialog can have the focus.
      dialog.current?.close();
      request.opener.focus();
    } else if (first) {
      ui.focus(ui.active.peek() ?? first);
    }
  };
  const choose = (to: ColumnKey, adds: boolean) => {
    ui.menu.value = null;
    void moveAndFocus(ui, store, { places, to, keep: adds && canKeep });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const names = model.columns.map((column) => column.name);
    const count = names.length;
    setHeld(event.shiftKey || keeps(event));
    const steps: Record<string, number> = {
      ArrowDown: (at + 1) % count,
      ArrowUp: (at + count - 1) % count,
      Home: 0,
      End: count - 1,
    };
    const inMenu = (event.target as Element).closest('[role="menu"]') !== null;
    if (event.key in steps) {
      event.preventDefault();
      setAt(steps[event.key] ?? 0);
    } else if (event.key === 'Enter' && inMenu) {
      event.preventDefault();
      choose(model.columns[at]?.key ?? null, locked || event.shiftKey || keeps(event));
    } else if (event.key.length === 1 && event.key !== ' ' && !event.metaKey) {
      const found = indexTyped(names, event.key, typed.current, at);
      if (found >= 0) {
        event.preventDefault();
        setAt(found);
      }
    }
  };

  const words = texts.menu;
  const epics = new Set(places.map(({ epic }) => epic));
  const what = epics.size > 1 ? words.many(epics.size) : (places[0]?.epic ?? '');
  return (
    <dialog
      class="move-menu"
      ref={dialog}
      aria-labelledby="move-menu-title"
      aria-describedby="move-menu-help"
      data-testid="move-menu"
      onKeyDown={onKeyDown}
      onKeyUp={(event) => setHeld(event.shiftKey || keeps(event))}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <h2 class="move-menu-title" id="move-menu-title">
        {keep ? words.titleAdd(what) : words.title(what)}
      </h2>
      <div role="menu" aria-labelledby="move-menu-title" class="move-options">
        {model.columns.map((column, index) => (
          <MoveOption
            key={column.key ?? ''}
            column={column}
            index={index}
            effect={places.every((one) => one.column === column.key) ? words.here : (effects[index] ?? '')}
            current={index === at}
            point={() => setAt(index)}
            choose={(adds) => choose(column.key, adds || locked)}
          />
        ))}
      </div>
      {canKeep && (
        <label class="move-add">
          <input type="checkbox" checked={keep} onChange={(event) => setLocked(event.currentTarget.checked)} /> {words.add}
        </label>
      )}
      <p class="move-help" id="move-menu-help">
        {words.help}
      </p>
    </dialog>
  );
}

function firstOther(model: BoardModel, places: MenuRequest['places']): number {
  return Math.max(
    0,
    model.columns.findIndex((column) => !places.every((one) => one.column === column.key)),
  );
}

function place(dialog: HTMLDialogElement, anchor: DOMRect): void {
  const gap = 8;
  const { width, height } = dialog.getBoundingClientRect();
  const left = Math.min(anchor.left, window.innerWidth - width - gap);
  const below = anchor.bottom + gap;
  const top = below + height <= window.innerHeight - gap ? below : Math.min(anchor.top, window.innerHeight - height - gap);
  dialog.style.left = `${Math.max(gap, left)}px`;
  dialog.style.top = `${Math.max(gap, top)}px`;
}
