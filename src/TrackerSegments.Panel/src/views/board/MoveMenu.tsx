import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BoardEpic } from '../../api/types';
import type { BoardColumnModel, BoardModel } from '../../state/boardModel';
import { changeOf, type ColumnKey } from '../../state/moves';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { Mark } from '../shared/Mark';
import { useBoardUi, type MenuRequest } from './boardUi';
import { keeps } from './drags';
import { moveAndFocus } from './moveAndFocus';
import { usePrediction } from './usePrediction';

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
    const count = model.columns.length;
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
      const found = byTyping(model.columns, event.key, typed.current, at);
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
          <Option
            key={column.key ?? ''}
            column={column}
            index={index}
            epic={epic}
            from={request.column}
            keep={keep}
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

interface OptionProps {
  column: BoardColumnModel;
  index: number;
  epic: BoardEpic;
  from: ColumnKey;
  keep: boolean;
  current: boolean;
  point: () => void;
  choose: (adds: boolean) => void;
}

function Option({ column, index, epic, from, keep, current, point, choose }: OptionProps) {
  const effect = usePrediction(epic, changeOf(epic, { from, to: column.key, keep }));
  return (
    <button
      type="button"
      class="move-option"
      role="menuitem"
      tabIndex={current ? 0 : -1}
      data-key={column.key ?? ''}
      onPointerMove={() => current || point()}
      onClick={(event) => choose(event.shiftKey || keeps(event))}
    >
      <kbd class="move-number">{index < 9 ? index + 1 : ''}</kbd>
      <Mark color={column.color} order={column.order} />
      <span class="move-name">{column.name}</span>
      <span class="move-effect">{column.key === from ? texts.menu.here : effect}</span>
    </button>
  );
}

function firstOther(model: BoardModel, from: ColumnKey): number {
  return Math.max(
    0,
    model.columns.findIndex((column) => column.key !== from),
  );
}

const typingPauseMs = 800;

/** The column meant by a digit, or by the letters typed so far; -1 where none is. */
function byTyping(
  columns: readonly BoardColumnModel[],
  key: string,
  typed: { text: string; time: number },
  at: number,
): number {
  if (/^[1-9]$/.test(key)) {
    return Number(key) <= columns.length ? Number(key) - 1 : -1;
  }
  const now = Date.now();
  typed.text = (now - typed.time > typingPauseMs ? '' : typed.text) + key.toLowerCase();
  typed.time = now;
  const starts = (index: number) => columns[index]?.name.toLowerCase().startsWith(typed.text) ?? false;
  // A single letter typed again goes on to the next name.
  const from = typed.text.length === 1 ? at + 1 : at;
  return columns.map((_, step) => (from + step) % columns.length).find(starts) ?? -1;
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
