import type { Client } from '../api/client';
import type { Alignment, BoardEpic, SegmentChange, SegmentChangeResult } from '../api/types';

export interface Prediction {
  indexBefore: number | null;
  indexAfter: number | null;
  alignment: Alignment;
}

/** Asks the service what a change would do, once per epic and change until something is written. */
export interface Predictions {
  of(lens: string, epic: BoardEpic, change: SegmentChange): Promise<Prediction>;
  forget(): void;
}

export function predictions(client: Client): Predictions {
  let known = new Map<string, Promise<Prediction>>();
  return {
    of(lens, epic, change) {
      const id = JSON.stringify([lens, epic.key, epic.revision, change.add, change.remove]);
      const cache = known;
      let asked = cache.get(id);
      if (!asked) {
        asked = client
          .changeSegments(epic.key, { lens, ...change, expectedRevision: epic.revision, dryRun: true })
          .then(predictionOf);
        // A failed question may be asked again.
        asked.catch(() => cache.delete(id));
        cache.set(id, asked);
      }
      return asked;
    },
    forget() {
      known = new Map();
    },
  };
}

function predictionOf(result: SegmentChangeResult): Prediction {
  return {
    indexBefore: result.before.index,
    indexAfter: result.alignment.alignment.index,
    alignment: result.alignment,
  };
}
