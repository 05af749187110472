import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { BoardEpic, Unit } from '../../api/types';
import * as number from '../../format/numbers';
import { initialsOf } from '../../format/initials';
import type { BoardModel } from '../../state/boardModel';
import type { ColumnKey } from '../../state/moves';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { EpicLink } from '../shared/EpicLink';
import { Mark } from '../shared/Mark';
import { useBoardUi } from './boardUi';
import { cardDrag, cardsWith } from './drags';

type Faces = BoardModel['faces'];

interface Props {
  epic: BoardEpic;
  column: ColumnKey;
  faces: Faces;
  unit: Unit;
  index: number;
  count: number;
  start: number;
  measure: (element: HTMLElement | null) => void;
}

/** Skipped by the renderer while neither its properties nor the signals that it reads change. */
export function Card({ epic, column, faces, unit, index, count, start, measure }: Props) {
  const { store } = usePanel();
  const ui = useBoardUi();
  const card = useRef<HTMLDivElement>(null);
  const place = useRef({ epic: epic.key, column });
  place.current = { epic: epic.key, column };

  const stop = useComputed(() => {
    const at = ui.tabStop.value;
    return at !== null && at.epic === place.current.epic && at.column === place.current.column;
  }).value;
  const saving = useComputed(() => store.pending.value.has(place.current.epic)).value;
  const chosen = useComputed(() => ui.selection.has(place.current)).value;
  const readOnly = store.readOnly.value;

  useEffect(
    () =>
      card.current
        ? cardDrag(
            card.current,
            () => place.current,
            () => !store.readOnly.peek() && !store.pending.peek().has(place.current.epic),
          )
        : undefined,
    [],
  );

  const tabIndex = stop ? 0 : -1;
  return (
    <li
      class="card-place"
      ref={measure}
      data-index={index}
      aria-posinset={index + 1}
      aria-setsize={count}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div
        class={['card', saving && 'card-saving', chosen && 'card-chosen'].filter(Boolean).join(' ')}
        ref={card}
        role="group"
        aria-roledescription={texts.board.card}
        aria-label={nameOf(epic, column, faces, unit, [chosen && texts.board.chosen, saving && texts.board.saving])}
        aria-keyshortcuts={readOnly ? undefined : 'M X'}
        tabIndex={tabIndex}
        data-testid="card"
        data-key={epic.key}
        onFocus={() => {
          ui.active.value = place.current;
        }}
        onMouseDown={(event) => {
          if (event.shiftKey && !readOnly) {
            // Shift would mark the text of all cards in between.
            event.preventDefault();
            card.current?.focus({ preventScroll: true });
          }
        }}
        onClick={(event) => {
          if (!readOnly && (event.shiftKey || event.ctrlKey || event.metaKey) && !isControl(event.target)) {
            (event.shiftKey ? ui.selection.extendTo : ui.selection.toggle)(place.current);
          }
        }}
      >
        <p class="card-top">
          <EpicLink epic={epic} tabIndex={tabIndex} />
          <span class={epic.effort === null ? 'card-effort quiet' : 'card-effort'}>
            {epic.effort === null ? texts.board.unestimatedEpic : number.exactEffort(epic.effort)}
            {epic.imputed && <abbr title={texts.board.imputedEpic}>*</abbr>}
          </span>
        </p>
        <p class="card-title" title={epic.title} dir="auto">
          {epic.title}
        </p>
        <Chips epic={epic} column={column} faces={faces} />
        <p class="card-foot">
          <span class={`status status-${epic.statusCategory}`}>{epic.status}</span>
          <Who epic={epic} />
          {!readOnly && (
            <span class="card-choose">
              <input
                type="checkbox"
                aria-label={texts.board.choose(epic.key)}
                tabIndex={tabIndex}
                checked={chosen}
                onClick={(event) => {
                  (event.shiftKey ? ui.selection.extendTo : ui.selection.toggle)(place.current);
                  // The box shows what is chosen, also where a range leaves it as it was.
                  event.currentTarget.checked = ui.selection.has(place.current);
                }}
              />
            </span>
          )}
          {!readOnly && (
            <button
              type="button"
              class="plain card-move"
              aria-label={texts.board.move(epic.key)}
              aria-haspopup="dialog"
              tabIndex={tabIndex}
              onClick={(event) => {
                const places = cardsWith(ui, place.current);
                const anchor = event.currentTarget.getBoundingClientRect();
                ui.menu.value = { places, anchor, adds: false, opener: null };
              }}
            >
              <span aria-hidden="true">⋯</span>
            </button>
          )}
        </p>
      </div>
    </li>
  );
}

const isControl = (target: EventTarget | null) => (target as Element | null)?.closest('a, button, input') !== null;

function nameOf(epic: BoardEpic, column: ColumnKey, faces: Faces, unit: Unit, states: readonly (string | false)[]): string {
  const others = epic.segments.filter((segment) => segment !== column).map((segment) => faces.get(segment)?.name ?? segment);
  return texts.board.cardName([
    epic.key,
    epic.title,
    epic.effort === null ? texts.board.unestimatedEpic : texts.effort(epic.effort, unit),
    epic.status,
    others.length > 0 ? texts.board.also(others) : null,
    epic.unmapped.length > 0 ? texts.board.unmapped(epic.unmapped) : null,
    ...states.map((state) => state || null),
  ]);
}

/** The other segments of the epic, and values of its field that no segment claims. */
function Chips({ epic, column, faces }: { epic: BoardEpic; column: ColumnKey; faces: Faces }) {
  const others = epic.segments.filter((segment) => segment !== column);
  if (others.length + epic.unmapped.length === 0) {
    return null;
  }
  return (
    <p class="chips">
      {others.map((segment) => {
        const { name, color, order } = faces.get(segment) ?? { name: segment, color: null, order: 0 };
        return (
          <span key={segment} class="chip" title={texts.board.also([name])}>
            <Mark color={color} order={order} />
            {name}
          </span>
        );
      })}
      {epic.unmapped.map((value) => (
        <span key={value} class="chip chip-unmapped" title={texts.board.unmapped([value])}>
          <span aria-hidden="true">⚠</span> {value}
        </span>
      ))}
    </p>
  );
}

function Who({ epic }: { epic: BoardEpic }) {
  const name = epic.assignee ?? epic.team;
  return name === null ? null : (
    <span class={epic.assignee === null ? 'who who-team' : 'who'} title={[epic.assignee, epic.team].filter(Boolean).join(' · ')}>
      {initialsOf(name)}
    </span>
  );
}
