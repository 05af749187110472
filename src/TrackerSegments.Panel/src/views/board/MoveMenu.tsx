import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BoardEpic } from '../../api/types';
import type { BoardModel } from '../../state/boardModel';
import { changeOf, type ColumnKey } from '../../state/moves';
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
  const epic = request && model?.epics.get(request.epic);
  return request && model && epic ? (
    <Menu key={`${request.column}/${request.epic}`} request={request} model={model} epic={epic} />
  ) : null;
}

function Menu({ request, model, epic }: { request: MenuRequest; model: BoardModel; epic: BoardEpic }) {
  const { store } = usePanel();
  const ui = useBoardUi();
  const dialog = useRef<HTMLDialogElement>(null);
  const [locked, setLocked] = useState(false);
  const [held, setHeld] = useState(false);
  const [at, setAt] = useState(() => firstOther(model, request.column));
  const typed = useRef({ text: '', time: 0 });
  const keep = (locked || held) && request.column !== null;
  const effects = usePredictions(
    epic,
    model.columns.map((column) => changeOf(epic, { from: request.column, to: column.key, keep })),
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
    ui.focus({ epic: epic.key, column: request.column });
  };
  const choose = (to: ColumnKey, adds: boolean) => {
    ui.menu.value = null;
    void moveAndFocus(ui, store, { epic: epic.key, from: request.column, to, keep: adds && request.column !== null });
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
        {keep ? words.titleAdd(epic.key) : words.title(epic.key)}
      </h2>
      <div role="menu" aria-labelledby="move-menu-title" class="move-options">
        {model.columns.map((column, index) => (
          <MoveOption
            key={column.key ?? ''}
            column={column}
            index={index}
            effect={column.key === request.column ? texts.menu.here : (effects[index] ?? '')}
            current={index === at}
            point={() => setAt(index)}
            choose={(adds) => choose(column.key, adds || locked)}
          />
        ))}
      </div>
      {request.column !== null && (
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

function firstOther(model: BoardModel, from: ColumnKey): number {
  return Math.max(
    0,
    model.columns.findIndex((column) => column.key !== from),
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
