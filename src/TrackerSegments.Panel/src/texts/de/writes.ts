import * as number from '../../format/numbers';
import type * as english from '../en/writes';
import { epics, list } from './words';

const effect = (before: number | null, after: number | null) => {
  if (before === null || after === null) {
    return '';
  }
  const change = number.fromTo(before, after);
  return change === null ? ' Der Index bleibt, wie er ist.' : ` Index ${change}.`;
};

export const writes: typeof english.writes = {
  done: (key, added, removed, before, after) => {
    const what =
      added.length > 0 && removed.length > 0
        ? `${key} von ${list(removed)} nach ${list(added)} verschoben.`
        : added.length > 0
          ? `${key} zu ${list(added)} hinzugefügt.`
          : `${key} aus ${list(removed)} herausgenommen.`;
    return what + effect(before, after);
  },
  undone: (key, places) => `Rückgängig gemacht: ${key} ist wieder in ${list(places)}.`,
  stale: (key, places) =>
    `Jemand anderes hat ${key} inzwischen geändert: es ist jetzt in ${list(places)}. Nichts wurde geschrieben.`,
  unknown: (key, sentence) =>
    `${sentence} Ob ${key} verschoben wurde, ist nicht bekannt; ein neuer Versuch verschiebt es genau einmal.`,
  shownAsBefore: (key, sentence) =>
    `${key} wird gezeigt, wie es war. ${sentence} Ein neuer Versuch verschiebt es höchstens einmal.`,
  failed: (key, sentence) => `${key} wurde nicht verschoben. ${sentence}`,
  stillSaving: (key) => `${key} wird noch gespeichert.`,
  nothingToDo: (key, place) => `${key} bleibt, wie es ist: es ist schon in ${place}.`,
  nothingToUndo: 'Es gibt nichts rückgängig zu machen.',
};

export const many: typeof english.many = {
  saving: (done, all) => `${epics(all)} werden gespeichert: ${number.count(done)} fertig …`,
  deed: (kind, names) =>
    ({
      move: `nach ${list(names)} verschoben`,
      add: `zu ${list(names)} hinzugefügt`,
      tag: `${list(names)} zugeordnet`,
      remove: `aus ${list(names)} herausgenommen`,
      undo: 'zurückgestellt',
    })[kind],
  summary: ({ counts, unsent, deed, before, after, error }) => {
    const others = [
      [counts.unchanged, 'schon so'],
      [counts.conflict, 'von jemand anderem geändert'],
      [counts.refused, 'abgelehnt'],
      [counts.notFound, 'nicht mehr auf dem Board'],
      [unsent, 'nicht bestätigt'],
    ] as const;
    const told = others.filter(([count]) => count > 0).map(([count, what]) => `${number.count(count)} ${what}`);
    return [
      `${[`${epics(counts.written)} ${deed}`, ...told].join(', ')}.`,
      error === null ? '' : ` ${error}`,
      counts.written > 0 ? effect(before, after) : '',
    ].join('');
  },
  unexplained: 'Der Dienst hat keinen Grund genannt.',
  nothingToDo: (place) => `Nichts zu tun: sie sind schon in ${place}.`,
};
