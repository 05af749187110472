import type { Client } from '../api/client';
import { ServiceError } from '../api/errors';
import type { BoardEpic, Conflict, SegmentChange, SegmentChangeResult } from '../api/types';
import type { BoardModel } from './boardModel';
import { newKey } from './keys';
import { changed } from './moves';
import type { ResourceCell } from './resource';
import type { WriteTurns } from './writeTurns';

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
  | { kind: 'stale'; write: Write; before: BoardEpic; current: BoardEpic; conflict: Conflict | null }
  | { kind: 'failed'; write: Write; before: BoardEpic; error: unknown };

export interface Writes {
  /** Resolves with null where the epic is being saved already. */
  start(write: Write): Promise<Outcome | null>;
}

export function newWrite(
  lens: string,
  epic: Pick<BoardEpic, 'key' | 'revision'>,
  change: SegmentChange,
  undoes = false,
): Write {
  return { lens, epic: epic.key, change, expectedRevision: epic.revision, idempotencyKey: newKey(), undoes };
}

export function writes(client: Client, board: ResourceCell<BoardModel>, turns: WriteTurns): Writes {
  async function carryOut(write: Write, before: BoardEpic): Promise<Outcome> {
    try {
      const { epic, change, undoes: _, ...request } = write;
      const result = await client.changeSegments(epic, { ...request, ...change, dryRun: false });
      turns.show(write.lens, [result.epic]);
      return { kind: 'written', write, before, result };
    } catch (error) {
      const problem = error instanceof ServiceError && error.code === 'staleRevision' ? error.problem : {};
      const { current } = problem;
      turns.show(write.lens, [current ?? before]);
      return current
        ? { kind: 'stale', write, before, current, conflict: problem.conflict ?? null }
        : { kind: 'failed', write, before, error };
    }
  }

  return {
    async start(write) {
      const model = board.state.value.value;
      const before = model?.epics.get(write.epic);
      if (!model || !before || turns.pending.value.has(write.epic)) {
        return null;
      }
      const order = model.columns.map((column) => column.key);
      turns.show(write.lens, [changed(before, write.change, order)]);
      return turns.take([write.epic], () => carryOut(write, before));
    },
  };
}
