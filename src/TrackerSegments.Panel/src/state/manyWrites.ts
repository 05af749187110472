import type { Client } from '../api/client';
import type { BoardEpic, EpicResult, ManyChangeResult, SegmentChange } from '../api/types';
import type { BoardModel } from './boardModel';
import type { Part } from './bulk';
import { newKey } from './keys';
import { changed } from './moves';
import type { ResourceCell } from './resource';
import type { WriteTurns } from './writeTurns';

/** One request of many epics. A retry sends the very same thing, so that it is written once at most. */
export interface ManyWrite {
  readonly lens: string;
  readonly change: SegmentChange;
  readonly epics: readonly { readonly key: string; readonly expectedRevision: string }[];
  readonly idempotencyKey: string;
}

export interface EpicOutcome {
  readonly before: BoardEpic;
  readonly change: SegmentChange;
  readonly result: EpicResult;
}

export interface ManyOutcome {
  readonly told: readonly EpicOutcome[];
  /** The first and the last answer: together they tell what the whole did to the figures. */
  readonly first: ManyChangeResult | null;
  readonly last: ManyChangeResult | null;
  /** What was not answered, to be sent again as it is, and why. */
  readonly left: readonly ManyWrite[];
  readonly error: unknown;
}

/** So many at once that progress can be told, and few enough that an answer comes in time. */
const mostAtOnce = 100;

export function manyWritesOf(lens: string, parts: readonly Part[]): ManyWrite[] {
  return parts.flatMap(({ change, epics }) =>
    Array.from({ length: Math.ceil(epics.length / mostAtOnce) }, (_, at) => ({
      lens,
      change,
      epics: epics
        .slice(at * mostAtOnce, (at + 1) * mostAtOnce)
        .map(({ key, revision }) => ({ key, expectedRevision: revision })),
      idempotencyKey: newKey(),
    })),
  );
}

/** Sends the requests one after the other; the board shows at once what they ask for. */
export async function writeMany(
  client: Client,
  board: ResourceCell<BoardModel>,
  turns: WriteTurns,
  wanted: readonly ManyWrite[],
  progress: (done: number, all: number) => void,
): Promise<ManyOutcome> {
  const model = board.state.value.value;
  const epicsOf = (write: ManyWrite) => write.epics.flatMap(({ key }) => model?.epics.get(key) ?? []);
  const order = model?.columns.map((column) => column.key) ?? [];
  const keys = wanted.flatMap(({ epics }) => epics.map(({ key }) => key));
  const told: EpicOutcome[] = [];
  let first: ManyChangeResult | null = null;
  let last: ManyChangeResult | null = null;
  progress(0, keys.length);
  wanted.forEach((write) => turns.show(write.lens, epicsOf(write).map((epic) => changed(epic, write.change, order))));

  return turns.take(keys, async () => {
    for (const [at, write] of wanted.entries()) {
      progress(told.length, keys.length);
      const before = epicsOf(write);
      try {
        const { lens, change, epics, idempotencyKey } = write;
        last = await client.changeMany({ lens, ...change, epics, idempotencyKey, dryRun: false });
        first ??= last;
        const results = new Map(last.results.map((result) => [result.key, result]));
        turns.show(lens, before.map((epic) => results.get(epic.key)?.epic ?? epic));
        told.push(
          ...before.flatMap((epic) => {
            const result = results.get(epic.key);
            return result ? [{ before: epic, change, result }] : [];
          }),
        );
      } catch (error) {
        const left = wanted.slice(at);
        left.forEach((one) => turns.show(one.lens, epicsOf(one)));
        return { told, first, last, left, error };
      }
    }
    return { told, first, last, left: [], error: null };
  });
}
