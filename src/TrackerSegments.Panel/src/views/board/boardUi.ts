import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CardPlace } from '../../state/bulk';
import type { VisibleColumn } from '../../state/filter';
import type { ColumnKey } from '../../state/moves';
import { createSelection, type Selection } from './selection';

export interface Drag {
  /** The card in hand, and those that go with it. */
  readonly place: CardPlace;
  readonly places: readonly CardPlace[];
  /** The column under the pointer; undefined outside all columns. */
  readonly over: ColumnKey | undefined;
  readonly keep: boolean;
}

export interface MenuRequest {
  readonly places: readonly CardPlace[];
  readonly anchor: DOMRect;
  /** Whether the segment is added beside the present one, unless the person says otherwise. */
  readonly adds: boolean;
  /** What gets the focus back where nothing is chosen; null for the card itself. */
  readonly opener: HTMLElement | null;
}

/** A column as the keyboard sees it. */
export interface ColumnAccess {
  readonly keys: () => readonly string[];
  /** The card at a height on the screen. */
  readonly cardAt: (clientY: number) => string | null;
}

/** What the board shows beside its data: the card in hand, the one with the focus, the open menu. */
export interface BoardUi {
  readonly drag: Signal<Drag | null>;
  readonly menu: Signal<MenuRequest | null>;
  readonly active: Signal<CardPlace | null>;
  readonly focusRequest: Signal<CardPlace | null>;
  readonly selection: Selection;
  readonly columns: Map<ColumnKey, ColumnAccess>;
  /** The one card that Tab stops at. */
  readonly tabStop: ReadonlySignal<CardPlace | null>;
  focus(place: CardPlace): void;
}

export function createBoardUi(shown: ReadonlySignal<readonly VisibleColumn[]>): BoardUi {
  const active = signal<CardPlace | null>(null);
  const focusRequest = signal<CardPlace | null>(null);
  return {
    drag: signal<Drag | null>(null),
    menu: signal<MenuRequest | null>(null),
    active,
    focusRequest,
    selection: createSelection(shown),
    columns: new Map(),
    tabStop: computed(() => {
      const place = active.value;
      const own = place && shown.value.find(({ column }) => column.key === place.column);
      if (place && own?.keys.includes(place.epic)) {
        return place;
      }
      const first = shown.value.find(({ keys }) => keys.length > 0);
      return first ? { column: first.column.key, epic: first.keys[0] ?? '' } : null;
    }),
    focus(place) {
      active.value = place;
      focusRequest.value = place;
    },
  };
}

export const BoardUiContext = createContext<BoardUi | null>(null);

export function useBoardUi(): BoardUi {
  const ui = useContext(BoardUiContext);
  if (!ui) {
    throw new Error('useBoardUi is called outside the board.');
  }
  return ui;
}
