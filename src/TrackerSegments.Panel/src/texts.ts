import * as number from './format/numbers';
import type { Age } from './format/time';
import type { SegmentState, StatusCategory, Unit } from './api/types';

/** Every text of the panel, in English. */

const plural = (value: number, one: string, many: string) => `${number.count(value)} ${value === 1 ? one : many}`;
const epics = (value: number) => plural(value, 'epic', 'epics');
const conjunction = new Intl.ListFormat('en', { type: 'conjunction' });
const list = (names: readonly string[]) => conjunction.format(names);

const unitNames: Record<Unit, [string, string]> = {
  points: ['point', 'points'],
  hours: ['hour', 'hours'],
  epics: ['epic', 'epics'],
};

const measures: Record<string, string> = {
  'story-points': 'story points',
  'original-estimate': 'original estimate',
  'remaining-estimate': 'remaining estimate',
  'time-spent': 'time spent',
  count: 'number of epics',
};

const rollUps: Record<string, string> = {
  'children-else-own': 'children else own',
  own: 'own estimate only',
  children: 'children only',
  larger: 'the larger of own and children',
};

const rollUpMeanings: Record<string, string> = {
  'children-else-own': 'An epic counts the sum of its children where one of them is estimated, and its own estimate otherwise.',
  own: 'An epic counts its own estimate; its children are not looked at.',
  children: 'An epic counts the sum of its children; its own estimate is not looked at.',
  larger: 'An epic counts the larger of its own estimate and the sum of its children.',
};

const statuses: Record<StatusCategory, string> = { todo: 'To do', 'in-progress': 'In progress', done: 'Done' };

const said = (words: Record<string, string>, name: string) => words[name] ?? name;
const unitOf = (value: number, unit: Unit) => unitNames[unit][Math.abs(value) === 1 ? 0 : 1];
const effort = (value: number, unit: Unit) => `${number.effort(value)} ${unitOf(value, unit)}`;
const exactEffort = (value: number, unit: Unit) => `${number.exactEffort(value)} ${unitOf(value, unit)}`;
const untilTagged = (count: number) => `until ${epics(count)} ${count === 1 ? 'is' : 'are'} tagged`;
const effect = (before: number | null, after: number | null) => {
  if (before === null || after === null) {
    return '';
  }
  const change = number.fromTo(before, after);
  return change === null ? ' The index stays as it is.' : ` Index ${change}.`;
};

export const texts = {
  product: 'TrackerSegments',
  unassigned: 'Unassigned',
  undo: 'Undo',
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  notices: 'Notices',
  epics,
  effort,
  list,
  unitOf: (unit: Unit) => unitNames[unit][1],

  views: { label: 'Views', alignment: 'Alignment', board: 'Board' },
  lens: 'Lens',
  readOnly: 'Read only',
  readOnlyWhy: 'You can look at everything here, but not change it.',
  sample: 'This is a sample workspace with invented data. Open your own export with',
  sampleCommand: 'serve --file your-export.csv --segment-field "Customer segment"',

  age: (age: Age | null) => {
    if (age === null) {
      return 'as of an unknown time';
    }
    switch (age.unit) {
      case 'now':
        return 'as of just now';
      case 'min':
        return `as of ${age.value} min ago`;
      case 'h':
        return `as of ${age.value} h ago`;
      case 'day':
        return `as of ${age.value} days ago`;
    }
  },
  refresh: 'Refresh',
  refreshing: 'Refreshing…',
  notRefreshed: (sentence: string) => `These figures could not be refreshed. ${sentence}`,

  provenance: {
    // A number of epics is not rolled up from anything.
    summary: (measure: string, rollUp: string) =>
      measure === 'count' ? said(measures, measure) : `${said(measures, measure)}, ${said(rollUps, rollUp)}`,
    title: 'Where these numbers come from',
    source: 'Source',
    field: 'Segment field',
    asOf: 'As of',
    measure: 'Measure',
    measureOf: (measure: string) => said(measures, measure),
    rollUp: 'Roll-up',
    rollUpOf: (rollUp: string) => said(rollUpMeanings, rollUp),
    unestimated: 'Epics without an estimate',
    /** `count` is what is left without an estimate once the rule has been applied. */
    unestimatedOf: (rule: string, count: number, unit: Unit) => {
      if (rule === 'exclude') {
        return count === 0 ? 'None' : `${epics(count)}, counted and shown, but not in the figures`;
      }
      const taken =
        rule === 'median'
          ? 'Taken as the median of their project'
          : `Taken as ${exactEffort(Number(rule.replace('fixed:', '')), unit)} each`;
      return count === 0
        ? taken
        : `${taken}; ${epics(count)} in ${count === 1 ? 'a project' : 'projects'} without any estimate ${count === 1 ? 'is' : 'are'} not in the figures`;
    },
    imputed: (value: number, total: number, unit: Unit) =>
      `${effort(value, unit)} of ${effort(total, unit)} are not estimates but were filled in by this rule.`,
    scope: 'In scope',
    scopeOf: (types: readonly string[], status: string) =>
      status === 'all'
        ? `${list(types)}, every status`
        : `${list(types)}, status ${list(status.split(',').map((name) => said(statuses, name)))}`,
    effort: 'Effort',
    effortOf: (tagged: number, unassigned: number, unit: Unit) =>
      `${effort(tagged, unit)} with a segment, ${effort(unassigned, unit)} without`,
    scheme: 'Segment scheme',
    schemeOf: (version: number) => `Version ${version}`,
    hash: 'Document hash',
    hashWhy: 'The same input gives the same hash.',
  },

  status: statuses,

  state: { under: 'Under target', on: 'On target', over: 'Over target', noTarget: 'No target' } satisfies Record<
    SegmentState,
    string
  >,

  alignment: {
    loading: 'Adding up the effort…',
    index: 'Alignment index',
    indexMeaning: 'The part of the effort that already sits where the strategy wants it, from 0 to 100.',
    indexRange: (least: number, most: number, digits: number, count: number) =>
      `between ${number.index(least, digits)} and ${number.index(most, digits)} ${untilTagged(count)}`,
    indexNarrow: (count: number) => `moves by less than ${number.index(0.1, 1)} ${untilTagged(count)}`,
    indexCertain: 'certain: no unassigned epic can change it',
    segments: 'Effort by segment',
    share: 'Share',
    range: 'Where it could end up',
    target: 'Target and tolerance',
    certainty: (certain: boolean, dependsOn: number) =>
      certain ? 'certain' : `depends on ${plural(dependsOn, 'unassigned epic', 'unassigned epics')}`,
    chart: 'Chart',
    table: 'Table',
    shownAs: 'Show as',
    outside: 'of all effort, outside the 100\u00a0%',
    noShare: '–',
    toTarget: (target: number) => `target ${number.shortPercent(target)}`,
    columns: {
      segment: 'Segment',
      effort: 'Effort',
      epics: 'Epics',
      share: 'Share',
      from: 'At least',
      to: 'At most',
      target: 'Target',
      tolerance: 'Tolerance',
      delta: 'Difference',
      state: 'State',
      certainty: 'Certainty',
    },
    noStrategy: {
      next: 'Say what the strategy wants, in shares that add up to 100:',
      command: (targets: string) => `--targets "${targets}"`,
      anyTargets: 'Name=60,Other name=40',
    },
    noEffort: {
      untagged: (count: number) => `None of the ${epics(count)} names a segment. Tag the first ones on the board.`,
      unestimated: (count: number) =>
        `${epics(count)} name a segment, but none of them has an estimate. Estimate some, or count epics instead:`,
      countCommand: '--measure count',
    },
    empty: {
      headline: 'There are no epics here.',
      next: (types: string) => `The file was read, but nothing in it is of type ${types}. Say which types are planned, for example:`,
      command: '--epic-type "Epic,Initiative"',
    },
    openBoard: 'Open the board',
  },

  next: {
    title: 'Worth doing now',
    none: 'Nothing needs your attention. The figures are certain and every segment is on target.',
    tagTitle: (count: number) => (count === 1 ? 'Tag this epic next' : 'Tag these next'),
    tagWhy: (count: number) =>
      `${epics(count)} without a segment ${count === 1 ? 'decides' : 'decide'} how certain these figures are. The largest first:`,
    moveTitle: (name: string) => `Give ${name} more`,
    moveWhy: (name: string, lack: string, over: string | null) =>
      `${name} is ${lack} below its target${over ? `, while ${over} has more than planned` : ''}. Move or share an epic on the board; it shows the effect before you let go.`,
    show: (count: number) => `Show ${count === 1 ? 'it' : `all ${number.count(count)}`} on the board`,
    more: (count: number) => `and ${number.count(count)} more`,
  },

  epicList: {
    loading: 'Reading the epics…',
    none: 'No epics here.',
    epic: 'Epic',
    status: 'Status',
    effort: 'Effort',
    weight: 'Weight',
    contribution: 'Counts',
    unestimated: 'unestimated',
    imputed: 'filled in',
    more: (count: number) => `Show ${number.count(count)} more`,
    csv: 'Download CSV',
    onBoard: 'Show on the board',
    csvColumns: ['Key', 'Title', 'Type', 'Status', 'Team', 'Assignee', 'Effort', 'Weight', 'Counts here', 'Segments', 'Unmapped values', 'Address'],
    opens: (name: string) => `Epics of ${name}`,
  },

  board: {
    loading: 'Reading the board…',
    label: 'Board',
    hint: 'Drag a card to move it; hold Ctrl or Alt to add a segment instead. By keyboard: arrows, M to move, U to undo.',
    hintReadOnly: 'This workspace is read only: cards can be opened but not moved.',
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
    unestimatedEpic: 'unestimated',
    imputedEpic: 'filled in, not estimated',
    open: (key: string) => `Open ${key} in the tracker`,
    move: (key: string) => `Move ${key}`,
    columnName: (name: string, count: number) => `${name}, ${epics(count)}`,
  },

  effect: {
    asking: 'Working it out…',
    none: 'Index: no change',
    index: (change: string) => `Index ${change}`,
    share: (change: string) => `Share ${change}`,
    shareOf: (name: string, change: string) => `${name} ${change}`,
    nothing: 'Stays as it is',
    nothingWhy: 'It is here already',
    unknown: 'The effect could not be worked out',
    move: (from: string, to: string) => `Moves from ${from} to ${to}`,
    tag: (to: string) => `Tags it ${to}`,
    add: (to: string, kept: string) => `Adds ${to}, keeps ${kept}`,
    remove: (from: string) => `Takes ${from} away`,
    removeKeep: (from: string, kept: readonly string[]) => `Takes ${from} away, keeps ${list(kept)}`,
  },

  menu: {
    title: (key: string) => `Move ${key} to…`,
    titleAdd: (key: string) => `Add ${key} to…`,
    add: 'Keep the present segment and add',
    here: 'here now',
    help: 'Number or first letters choose, Enter moves, Shift + Enter adds, Esc closes.',
  },

  writes: {
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
    failed: (key: string, sentence: string) => `${key} was not moved. ${sentence}`,
    unknown: (key: string, sentence: string) => `${sentence} ${key} may have been moved or not; trying again moves it once.`,
    stillSaving: (key: string) => `${key} is still being saved.`,
    nothingToDo: (key: string, place: string) => `${key} stays as it is: it is in ${place} already.`,
    nothingToUndo: 'There is nothing to undo.',
  },

  errors: {
    title: 'The figures could not be read.',
    boardTitle: 'The board could not be read.',
    noAnswer: 'The service did not answer. Check that it is running and that this computer reaches it.',
    unreadable: 'The answer did not come from the service: something between it and this page replaced it.',
    status: (status: number) => `The service answered ${status} and gave no reason.`,
    trace: (id: string) => `Trace ${id}`,
    noLens: 'This workspace has no lens yet: name the field that holds the segment, for example:',
    noLensCommand: '--segment-field "Customer segment"',
  },
};
