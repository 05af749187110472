import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { CardPlace } from '../../state/bulk';
import type { VisibleColumn } from '../../state/filter';

/** The cards that are chosen together. A filter hides cards without letting go of them. */
export interface Selection {
  readonly places: ReadonlySignal<readonly CardPlace[]>;
  readonly epics: ReadonlySignal<ReadonlySet<string>>;
  has(place: CardPlace): boolean;
  toggle(place: CardPlace): void;
  /** All cards between the one chosen last and this one, where both are in one column; else this one too. */
  extendTo(place: CardPlace): void;
  addShown(): void;
  clear(): void;
  /** Lets go of cards that are not on the board any more. */
  keep(isThere: (place: CardPlace) => boolean): void;
}

const idOf = ({ column, epic }: CardPlace) => `${column ?? ''}\n${epic}`;

export function createSelection(shown: ReadonlySignal<readonly VisibleColumn[]>): Selection {
  const chosen = signal<ReadonlyMap<string, CardPlace>>(new Map());
  let last: CardPlace | null = null;
  const places = computed(() => [...chosen.value.values()]);
  const add = (more: readonly CardPlace[]) => {
    chosen.value = new Map([...chosen.value, ...more.map((place) => [idOf(place), place] as const)]);
  };
  return {
    places,
    epics: computed(() => new Set(places.value.map(({ epic }) => epic))),
    has: (place) => chosen.value.has(idOf(place)),
    toggle(place) {
      last = place;
      if (chosen.peek().has(idOf(place))) {
        const left = new Map(chosen.peek());
        left.delete(idOf(place));
        chosen.value = left;
      } else {
        add([place]);
      }
    },
    extendTo(place) {
      const keys = shown.peek().find(({ column }) => column.key === place.column)?.keys ?? [];
      const from = last?.column === place.column ? keys.indexOf(last.epic) : -1;
      const to = keys.indexOf(place.epic);
      const range = from < 0 ? [place.epic] : keys.slice(Math.min(from, to), Math.max(from, to) + 1);
      add(range.map((epic) => ({ column: place.column, epic })));
      last ??= place;
      if (last.column !== place.column) {
        last = place;
      }
    },
    addShown() {
      add(shown.peek().flatMap(({ column, keys }) => keys.map((epic) => ({ column: column.key, epic }))));
    },
    clear() {
      last = null;
      if (chosen.peek().size > 0) {
        chosen.value = new Map();
      }
    },
    keep(isThere) {
      const left = [...chosen.peek()].filter(([, place]) => isThere(place));
      if (left.length < chosen.peek().size) {
        chosen.value = new Map(left);
      }
    },
  };
}
