import * as number from '../../format/numbers';
import { epics, list } from './words';

export const board = {
  loading: 'Reading the board…',
  label: 'Board',
  hint: 'Drag a card to move it; hold Ctrl or Alt to add a segment instead. Ctrl or Shift and click selects several. By keyboard: arrows, X to select, M to move, U to undo.',
  hintReadOnly: 'This workspace is read only: cards can be opened but not moved.',
  hintViewer: 'Your role lets you look: cards can be opened but not moved. Ask whoever administers TrackerSegments for the role editor.',
  filters: 'Filters',
  search: 'Find by key, title or person',
  team: 'Team',
  everyTeam: 'Every team',
  unestimated: 'Unestimated',
  clear: 'Clear filters',
  shown: (shown: number, all: number) => (shown === all ? epics(all) : `${number.count(shown)} of ${epics(all)}`),
  nothingShown: 'No epic fits these filters.',
  emptyColumn: 'No epics',
  emptyFiltered: 'None fit the filters',
  empty: 'There are no epics to show.',
  focus: (name: string) => `Only: ${name}`,
  focusUntagged: 'epics to tag next',
  target: (share: string, target: string) => `${share} · target ${target}`,
  shareOf: (share: string) => `${share} of the effort`,
  unassignedShare: (share: string) => `${share} of all effort`,
  card: 'epic card',
  cardName: (parts: (string | null)[]) => parts.filter(Boolean).join(', '),
  also: (names: readonly string[]) => `also in ${list(names)}`,
  unmapped: (names: readonly string[]) => `no segment claims ${list(names)}`,
  saving: 'saving',
  chosen: 'selected',
  choose: (key: string) => `Select ${key}`,
  unestimatedEpic: 'unestimated',
  imputedEpic: 'filled in, not estimated',
  open: (key: string) => `Open ${key} in the tracker`,
  move: (key: string) => `Move ${key}`,
  columnName: (name: string, count: number) => `${name}, ${epics(count)}`,
};

export const effect = {
  asking: 'Working it out…',
  none: 'Index: no change',
  index: (change: string) => `Index ${change}`,
  share: (change: string) => `Share ${change}`,
  shareOf: (name: string, change: string) => `${name} ${change}`,
  nothing: 'Stays as it is',
  nothingWhy: 'It is here already',
  nothingWhyMany: 'They are here already',
  later: 'Shown once moved',
  moveMany: (count: number, to: string) => `Moves ${epics(count)} to ${to}`,
  removeMany: (count: number, from: readonly string[]) => `Takes ${epics(count)} out of ${list(from)}`,
  addMany: (count: number, to: string) => `Adds ${to} to ${epics(count)}`,
  unknown: 'The effect could not be worked out',
  move: (from: string, to: string) => `Moves from ${from} to ${to}`,
  tag: (to: string) => `Tags it ${to}`,
  add: (to: string, kept: string) => `Adds ${to}, keeps ${kept}`,
  remove: (from: string) => `Takes ${from} away`,
  removeKeep: (from: string, kept: readonly string[]) => `Takes ${from} away, keeps ${list(kept)}`,
};

export const menu = {
  title: (key: string) => `Move ${key} to…`,
  titleAdd: (key: string) => `Add ${key} to…`,
  many: (count: number) => epics(count),
  add: 'Keep the present segment and add',
  here: 'here now',
  help: 'Number or first letters choose, Enter moves, Shift + Enter adds, Esc closes.',
};

/** The bar over the board while cards are chosen. */
export const selection = {
  label: 'Selected epics',
  allShown: 'Select all shown',
  count: (count: number) => `${epics(count)} selected`,
  effort: (effort: string, unestimated: number) =>
    unestimated === 0 ? effort : `${effort}, ${number.count(unestimated)} unestimated`,
  hidden: (count: number) => `${number.count(count)} not shown by the filters`,
  move: 'Move to…',
  add: 'Add…',
  clear: 'Clear',
  said: (count: number, effort: string) => `${epics(count)} selected, ${effort}.`,
  none: 'No epic is selected any more.',
};
