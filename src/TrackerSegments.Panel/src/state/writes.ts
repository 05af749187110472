import { signal, type ReadonlySignal } from '@preact/signals';
import type { Client } from '../api/client';
import { ServiceError } from '../api/errors';
import type { BoardEpic, SegmentChange, SegmentChangeResult } from '../api/types';
import { withEpic, type BoardModel } from './boardModel';
import { newKey } from './keys';
import { changed, inverseOf } from './moves';
import type { ResourceCell } from './resource';

/** One change on its way to the service. A retry sends the very same thing, so that it is written once at most. */
export interface Write {
  readonly lens: string;
  readonly epic: string;
  readonly change: SegmentChange;
  readonly expectedRevision: string;
  readonly idempotencyKey: string;
  readonly undoes: boolean;
}

export type Outcome =
  | { kind: 'written'; write: Write; before: BoardEpic; result: SegmentChangeResult }
  | { kind: 'stale'; write: Write; before: BoardEpic; current: BoardEpic }
  | { kind: 'failed'; write: Write; before: BoardEpic; error: unknown };

export interface Writes {
  /** Epics whose change is not yet confirmed. */
  readonly pending: ReadonlySignal<ReadonlySet<string>>;
  readonly undoable: ReadonlySignal<readonly Write[]>;
  start(write: Write): Promise<Outcome | null>;
  /** Forgets what could be undone, as when another lens is opened. */
  forget(): void;
}

const undoSteps = 50;

export function newWrite(lens: string, epic: BoardEpic, change: SegmentChange): Write {
  return {
    lens,
    epic: epic.key,
    change,
    expectedRevision: epic.revision,
    idempotencyKey: newKey(),
    undoes: false,
  };
}

export function writes(client: Client, board: ResourceCell<BoardModel>): Writes {
  const pending = signal<ReadonlySet<string>>(new Set());
  const undoable = signal<readonly Write[]>([]);
  // One at a time: the figures of each answer then include everything written before it.
  let queue: Promise<unknown> = Promise.resolve();

  const show = (lens: string, epic: BoardEpic) => {
    const model = board.state.value.value;
    // Another lens may have been opened while the answer was on its way.
    if (model?.lens.key === lens) {
      board.put(withEpic(model, epic));
    }
  };

  const remember = (write: Write, { epic }: SegmentChangeResult) => {
    // Earlier changes of the same epic are now taken back from the revision that this one made.
    const earlier = undoable.value.map((undo) =>
      undo.epic === write.epic && undo.expectedRevision === write.expectedRevision
        ? { ...undo, expectedRevision: epic.revision }
        : undo,
    );
    const undo = { ...newWrite(write.lens, epic, inverseOf(write.change)), undoes: true };
    undoable.value = write.undoes ? earlier : [...earlier, undo].slice(-undoSteps);
  };

  async function carryOut(write: Write, before: BoardEpic): Promise<Outcome> {
    try {
      const { epic, change, undoes: _, ...request } = write;
      const result = await client.changeSegments(epic, { ...request, ...change, dryRun: false });
      show(write.lens, result.epic);
      remember(write, result);
      return { kind: 'written', write, before, result };
    } catch (error) {
      const current = error instanceof ServiceError && error.code === 'staleRevision' ? error.problem.current : undefined;
      show(write.lens, current ?? before);
      if (!current && write.undoes) {
        undoable.value = [...undoable.value, write];
      }
      return current ? { kind: 'stale', write, before, current } : { kind: 'failed', write, before, error };
    }
  }

  return {
    pending,
    undoable,

    async start(write) {
      const model = board.state.value.value;
      const before = model?.epics.get(write.epic);
      if (!model || !before || pending.value.has(write.epic)) {
        return null;
      }
      pending.value = new Set(pending.value).add(write.epic);
      undoable.value = undoable.value.filter((undo) => undo !== write);
      show(
        write.lens,
        changed(
          before,
          write.change,
          model.columns.map((column) => column.key),
        ),
      );
      const outcome = queue.then(() => carryOut(write, before));
      queue = outcome;
      try {
        return await outcome;
      } finally {
        const left = new Set(pending.value);
        left.delete(write.epic);
        pending.value = left;
      }
    },

    forget() {
      undoable.value = [];
    },
  };
}
