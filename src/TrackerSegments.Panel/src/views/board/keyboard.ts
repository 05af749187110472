import type { Store } from '../../state/store';
import type { CardPlace } from '../../state/bulk';
import type { VisibleColumn } from '../../state/filter';
import type { BoardUi } from './boardUi';

/**
 * Arrows walk within and between the columns, Home and End to the ends of one. X chooses a card, with Shift all up to it; M opens
 * the move menu for what is chosen.
 */
export function boardKeys(event: KeyboardEvent, ui: BoardUi, shown: readonly VisibleColumn[], readOnly: boolean): void {
  const card = (event.target as Element | null)?.closest<HTMLElement>('[data-testid="card"]');
  const place = ui.active.peek();
  if (!card || !place || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const key = event.key.toLowerCase();
  if (key === 'm' || key === 'x') {
    event.preventDefault();
    if (!readOnly) {
      act(key, event.shiftKey, ui, place, card);
    }
    return;
  }
  const next = neighbour(event.key, place, ui, shown, card);
  if (next) {
    event.preventDefault();
    ui.focus(next);
  }
}

function act(key: 'm' | 'x', isRange: boolean, ui: BoardUi, place: CardPlace, card: HTMLElement): void {
  if (key === 'x') {
    (isRange ? ui.selection.extendTo : ui.selection.toggle)(place);
    return;
  }
  const chosen = ui.selection.places.peek();
  const places = chosen.length > 0 ? chosen : [place];
  ui.menu.value = { places, anchor: card.getBoundingClientRect(), adds: false, opener: null };
}

/** While cards are chosen, Esc lets go of them and M opens their menu, wherever the focus is, except while typing. */
export function selectionKeys(ui: BoardUi): () => void {
  const listen = (event: KeyboardEvent) => {
    const target = event.target as Element | null;
    const places = ui.selection.places.peek();
    const typing = target?.closest('input:not([type="checkbox"]), select, textarea, [contenteditable], dialog');
    if (event.defaultPrevented || places.length === 0 || typing || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const bar = document.querySelector<HTMLElement>('.selection');
    if (event.key === 'Escape') {
      event.preventDefault();
      const isInBar = target !== null && bar !== null && bar.contains(target);
      ui.selection.clear();
      const place = ui.tabStop.peek();
      if (isInBar && place) {
        ui.focus(place);
      }
    } else if (event.key.toLowerCase() === 'm' && bar) {
      event.preventDefault();
      ui.menu.value = { places, anchor: bar.getBoundingClientRect(), adds: false, opener: bar.querySelector('button') };
    }
  };
  document.addEventListener('keydown', listen);
  return () => document.removeEventListener('keydown', listen);
}

function neighbour(
  key: string,
  place: CardPlace,
  ui: BoardUi,
  shown: readonly VisibleColumn[],
  card: HTMLElement,
): CardPlace | null {
  const column = shown.findIndex((candidate) => candidate.column.key === place.column);
  const keys = shown[column]?.keys ?? [];
  const at = keys.indexOf(place.epic);
  const within = (index: number) => {
    const epic = keys[Math.min(Math.max(index, 0), keys.length - 1)];
    return epic === undefined ? null : { column: place.column, epic };
  };
  switch (key) {
    case 'ArrowDown':
      return within(at + 1);
    case 'ArrowUp':
      return within(at - 1);
    case 'PageDown':
      return within(at + 5);
    case 'PageUp':
      return within(at - 5);
    case 'Home':
      return within(0);
    case 'End':
      return within(keys.length - 1);
    case 'ArrowRight':
    case 'ArrowLeft':
      // The next column is where the text goes on.
      return (key === 'ArrowRight') === (document.dir !== 'rtl')
        ? beside(shown.slice(column + 1), ui, card)
        : beside(shown.slice(0, Math.max(column, 0)).toReversed(), ui, card);
    default:
      return null;
  }
}

/** The card at the same height in the nearest column that has any. */
function beside(columns: readonly VisibleColumn[], ui: BoardUi, card: HTMLElement): CardPlace | null {
  const next = columns.find(({ keys }) => keys.length > 0);
  const { top, height } = card.getBoundingClientRect();
  const epic = next && (ui.columns.get(next.column.key)?.cardAt(top + height / 2) ?? next.keys[0]);
  return next && epic !== undefined ? { column: next.column.key, epic } : null;
}

/** Ctrl+Z or U takes the last change back, wherever the focus is, except while typing. */
export function undoKeys(store: Store): () => void {
  const listen = (event: KeyboardEvent) => {
    const typing = (event.target as Element | null)?.closest('input, select, textarea, [contenteditable], dialog');
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const control = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    const key = event.key.toLowerCase();
    if (!typing && !store.readOnly.peek() && ((plain && key === 'u') || (control && key === 'z'))) {
      event.preventDefault();
      void store.undo();
    }
  };
  document.addEventListener('keydown', listen);
  return () => document.removeEventListener('keydown', listen);
}
