import * as number from '../../format/numbers';
import { epics, list } from './words';

const effect = (before: number | null, after: number | null) => {
  if (before === null || after === null) {
    return '';
  }
  const change = number.fromTo(before, after);
  return change === null ? ' The index stays as it is.' : ` Index ${change}.`;
};

export const writes = {
  done: (
    key: string,
    added: readonly string[],
    removed: readonly string[],
    before: number | null,
    after: number | null,
  ) => {
    const what =
      added.length > 0 && removed.length > 0
        ? `${key} moved from ${list(removed)} to ${list(added)}.`
        : added.length > 0
          ? `${key} added to ${list(added)}.`
          : `${key} taken out of ${list(removed)}.`;
    return what + effect(before, after);
  },
  undone: (key: string, places: readonly string[]) => `Undone: ${key} is in ${list(places)} again.`,
  stale: (key: string, places: readonly string[]) =>
    `Somebody else changed ${key} meanwhile: it is now in ${list(places)}. Nothing was written.`,
  unknown: (key: string, sentence: string) => `${sentence} ${key} may have been moved or not; trying again moves it once.`,
  shownAsBefore: (key: string, sentence: string) =>
    `${key} is shown as it was. ${sentence} Trying again moves it once at most.`,
  failed: (key: string, sentence: string) => `${key} was not moved. ${sentence}`,
  stillSaving: (key: string) => `${key} is still being saved.`,
  nothingToDo: (key: string, place: string) => `${key} stays as it is: it is in ${place} already.`,
  nothingToUndo: 'There is nothing to undo.',
};

interface Counts {
  written: number;
  unchanged: number;
  conflict: number;
  refused: number;
  notFound: number;
}

interface Summary {
  counts: Counts;
  unsent: number;
  deed: string;
  before: number | null;
  after: number | null;
  /** Why the rest was not sent. */
  error: string | null;
}

/** Texts for many cards at once. */
export const many = {
  saving: (done: number, all: number) => `Saving ${epics(all)}: ${number.count(done)} done…`,
  deed: (kind: 'move' | 'add' | 'tag' | 'remove' | 'undo', names: readonly string[]) =>
    ({
      move: `moved to ${list(names)}`,
      add: `added to ${list(names)}`,
      tag: `tagged ${list(names)}`,
      remove: `taken out of ${list(names)}`,
      undo: 'put back',
    })[kind],
  summary: ({ counts, unsent, deed, before, after, error }: Summary) => {
    const others = [
      [counts.unchanged, 'already so'],
      [counts.conflict, 'changed by somebody else'],
      [counts.refused, 'refused'],
      [counts.notFound, 'no longer on the board'],
      [unsent, 'not confirmed'],
    ] as const;
    const told = others.filter(([count]) => count > 0).map(([count, what]) => `${number.count(count)} ${what}`);
    return [
      `${[`${epics(counts.written)} ${deed}`, ...told].join(', ')}.`,
      error === null ? '' : ` ${error}`,
      counts.written > 0 ? effect(before, after) : '',
    ].join('');
  },
  unexplained: 'The service gave no reason.',
  nothingToDo: (place: string) => `Nothing to do: they are in ${place} already.`,
};
