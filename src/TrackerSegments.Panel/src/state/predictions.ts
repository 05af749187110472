import type { Client } from '../api/client';
import type { Alignment, Before, BoardEpic, SegmentChange } from '../api/types';
import type { Part } from './bulk';

export interface Prediction {
  indexBefore: number | null;
  indexAfter: number | null;
  alignment: Alignment;
}

/** Asks the service what a change would do, once per epic and change until something is written. */
export interface Predictions {
  of(lens: string, epic: BoardEpic, change: SegmentChange): Promise<Prediction>;
  ofMany(lens: string, part: Part): Promise<Prediction>;
  forget(): void;
}

export function predictions(client: Client): Predictions {
  let known = new Map<string, Promise<Prediction>>();
  const once = (id: string, ask: () => Promise<{ before: Before; alignment: Alignment }>) => {
    const cache = known;
    let asked = cache.get(id);
    if (!asked) {
      asked = ask().then(predictionOf);
      // A failed question may be asked again.
      asked.catch(() => cache.delete(id));
      cache.set(id, asked);
    }
    return asked;
  };
  return {
    of(lens, epic, change) {
      const request = { lens, ...change, expectedRevision: epic.revision, dryRun: true };
      return once(JSON.stringify([epic.key, request]), () => client.changeSegments(epic.key, request));
    },
    ofMany(lens, { change, epics }) {
      const named = epics.map(({ key, revision }) => ({ key, expectedRevision: revision }));
      const request = { lens, ...change, epics: named, dryRun: true };
      return once(JSON.stringify(request), () => client.changeMany(request));
    },
    forget() {
      known = new Map();
    },
  };
}

function predictionOf(result: { before: Before; alignment: Alignment }): Prediction {
  return {
    indexBefore: result.before.index,
    indexAfter: result.alignment.alignment.index,
    alignment: result.alignment,
  };
}
