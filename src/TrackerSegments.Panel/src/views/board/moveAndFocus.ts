import { isIn } from '../../state/boardModel';
import type { ManyMove } from '../../state/bulk';
import { changeOf, type Move } from '../../state/moves';
import type { Store } from '../../state/store';
import type { BoardUi } from './boardUi';

/** Moves one card or many and keeps the focus on the first, wherever it ends up. */
export async function moveAndFocus(ui: BoardUi, store: Store, move: ManyMove): Promise<void> {
  const [first, ...others] = move.places;
  if (!first) {
    return;
  }
  const one = { epic: first.epic, from: first.column, to: move.to, keep: move.keep && first.column !== null };
  if (others.length === 0) {
    await andFocus(ui, store, one, () => store.move(one));
    return;
  }
  ui.selection.clear();
  await andFocus(ui, store, one, () => store.moveMany(move));
}

async function andFocus(ui: BoardUi, store: Store, move: Move, carryOut: () => Promise<void>): Promise<void> {
  const epicNow = () => store.board.peek().value?.epics.get(move.epic);
  const epic = epicNow();
  const changes = epic !== undefined && changeOf(epic, move) !== null && !store.pending.peek().has(move.epic);
  const done = carryOut();
  const settle = () => {
    const now = epicNow();
    if (now) {
      const place = [move.to, move.from, ...now.segments, null].find((column) => isIn(now, column));
      ui.focus({ epic: move.epic, column: changes ? (place ?? null) : move.from });
    }
  };
  settle();
  await done;
  const now = epicNow();
  const active = ui.active.peek();
  // A refused move put the card back: follow it, unless the person has gone on to another card.
  if (now && active?.epic === move.epic && !isIn(now, active.column)) {
    settle();
  }
}
