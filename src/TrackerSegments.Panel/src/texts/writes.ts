import * as number from '../format/numbers';
import { list } from './words';

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
  failed: (key: string, sentence: string) => `${key} was not moved. ${sentence}`,
  stillSaving: (key: string) => `${key} is still being saved.`,
  nothingToDo: (key: string, place: string) => `${key} stays as it is: it is in ${place} already.`,
  nothingToUndo: 'There is nothing to undo.',
};
