import { signal, type ReadonlySignal } from '@preact/signals';
import type { BoardEpic } from '../api/types';
import { withEpics, type BoardModel } from './boardModel';
import type { ResourceCell } from './resource';

/** Epics on their way to the service, one request after the other. */
export interface WriteTurns {
  /** Epics whose change is not yet confirmed. */
  readonly pending: ReadonlySignal<ReadonlySet<string>>;
  /** Marks the epics until the work, in its turn, is done. */
  take<T>(epics: readonly string[], work: () => Promise<T>): Promise<T>;
  /** Puts epics on the board, unless another lens has been opened meanwhile. */
  show(lens: string, epics: readonly BoardEpic[]): void;
}

export function writeTurns(board: ResourceCell<BoardModel>): WriteTurns {
  const pending = signal<ReadonlySet<string>>(new Set());
  // One at a time: the figures of each answer then include everything written before it.
  let queue: Promise<unknown> = Promise.resolve();
  return {
    pending,
    async take(epics, work) {
      pending.value = new Set([...pending.value, ...epics]);
      const outcome = queue.then(work);
      queue = outcome.catch(() => {});
      try {
        return await outcome;
      } finally {
        const left = new Set(pending.value);
        epics.forEach((epic) => left.delete(epic));
        pending.value = left;
      }
    },
    show(lens, epics) {
      const model = board.state.value.value;
      if (model?.lens.key === lens && epics.length > 0) {
        board.put(withEpics(model, epics));
      }
    },
  };
}
