import type { Cause, Outcome, PlaceKind } from '../../api/insightTypes';
import type { Unit } from '../../api/types';
import * as number from '../../format/numbers';
import { effort, epics, plural, said } from './words';

/** Four short texts for a view: why it is there, how to use it, for whom it is, and what comes of it. */
export interface HelpTexts {
  why: string;
  how: string;
  who: string;
  outcome: string;
}

const help = {
  why: 'Why',
  how: 'How',
  who: 'For whom',
  outcome: 'What comes of it',
  alignment: {
    why: 'A strategy says which customers matter most; a backlog says where the work goes. Here the two stand side by side.',
    how: 'Read the sentence, then the rows. Open a row to see the epics behind it, and do one of the things below.',
    who: 'Product leads, and everybody who decides what is planned next.',
    outcome: 'You know whether the plan follows the strategy, how certain that is, and what to change first.',
  },
  board: {
    why: 'Figures are only as good as the segments on the epics.',
    how: 'Drag a card, or press M on it. The column shows the effect before you let go, and Undo takes it back.',
    who: 'Product managers who know for whom an epic is built.',
    outcome: 'Every epic names its customers, and the index rises where work moves to the focus.',
  },
  trend: {
    why: 'A single figure does not say whether things get better, nor what changed them.',
    how: 'Choose a time span, then two days in it. The parts below add up to the whole change; each opens to its epics.',
    who: 'Product leads before a review, and whoever is asked why the picture moved.',
    outcome: 'You can say in a sentence what moved the shares: new scope, new tags, finished work or new estimates.',
  },
  health: {
    why: 'Segments that cannot be measured, reached or told apart lead to targets that mean nothing.',
    how: 'Start with what fails. Each check names its figure, the evidence and one thing to do.',
    who: 'Whoever looks after the segments, once a quarter.',
    outcome: 'Segments that people can act on, and targets that rest on them.',
  },
  plan: {
    why: 'Capacity is limited: what is committed decides whether the strategy is followed.',
    how: 'Enter the capacity of the next period. The list is the plan that comes closest to the targets; the bars compare before and after.',
    who: 'Product and engineering leads who plan a quarter together.',
    outcome: 'A list to commit to, and what it does to every segment. Nothing is written to the tracker.',
  },
  matrix: {
    why: 'Two lenses together show what each hides, such as a large segment that only one stakeholder asks for.',
    how: 'Choose two lenses. The darker a cell, the more effort; open one to see its epics.',
    who: 'Product leads who work with more than one lens.',
    outcome: 'You see where effort gathers, what no work is planned for, and whether a lens says nothing new.',
  },
};

const causes: Record<Cause, string> = {
  newScope: 'New scope',
  removedScope: 'Removed scope',
  completion: 'Completed work',
  reEstimate: 'New estimates',
  reTag: 'Other segments',
  splitChange: 'Other weights',
  schemeChange: 'Changed scheme',
  policyChange: 'Changed policy',
};

const outcomes: Record<Outcome, string> = { fail: 'Fails', warn: 'Warning', pass: 'Fine' };

export const insight = {
  help,
  epicsBehind: (count: number) => epics(count),
  moreEpics: (count: number) => `and ${number.count(count)} more`,
  goneEpic: 'no longer there',
  closeEpics: 'Close',

  trend: {
    loading: 'Reading the past…',
    failed: 'The trend could not be read.',
    span: 'Time span',
    spans: { month: '30 days', quarter: '90 days', year: '1 year', years: '3 years' },
    none: 'There is no past yet.',
    noneNext: 'A snapshot of every lens is kept once a day. The first one is kept when everything has been read; look again tomorrow.',
    one: (day: string) => `There is one snapshot so far, of ${day}. With the next day there is a line to follow.`,
    index: 'Alignment index',
    shares: 'Share of each segment, with its target as a dashed line',
    indexLabel: (first: string, last: string, from: string, to: string) => `Alignment index: ${first} on ${from}, ${last} on ${to}.`,
    sharesLabel: (from: string, to: string) => `Shares of the segments from ${from} to ${to}. The table has every figure.`,
    day: 'Day',
    unassigned: 'Unassigned',
    targetOf: (name: string) => `${name}, target`,
    gone: (name: string) => `${name} (no longer a segment)`,
    pick: 'What moved between two days',
    pickHint: 'Choose two days, or click the chart: the nearer end moves there.',
    from: 'From',
    to: 'To',
    alerts: 'What stood out',
    moreAlerts: (count: number) => `and ${number.count(count)} earlier ones`,
  },

  drift: {
    loading: 'Working out what moved…',
    failed: 'What moved could not be worked out.',
    same: 'Choose two different days to see what moved between them.',
    nothing: 'No share moved by a tenth of a point between these days.',
    noShares: 'No effort was tagged on one of these days, so there are no shares to compare.',
    fell: (name: string, points: string, causes: readonly string[]) => `${name} fell by ${points}: ${causes.join(', ')}.`,
    rose: (name: string, points: string, causes: readonly string[]) => `${name} rose by ${points}: ${causes.join(', ')}.`,
    causeBy: (cause: string, points: string) => `${cause} ${points}`,
    notComparable: 'Effort was counted by another policy on the earlier day; how much of the change comes from that is told as “Changed policy”.',
    segment: 'Segment',
    parts: (name: string) => `What moved ${name}`,
    cause: 'Cause',
    causeOf: (cause: Cause) => said(causes, cause),
    change: 'Share',
    effort: 'Effort',
    epics: 'Epics',
    before: (day: string) => `Share on ${day}`,
    after: (day: string) => `Share on ${day}`,
    migration: 'Where effort went',
    migrationLabel: (from: string, to: string) => `Effort that went from place to place between ${from} and ${to}. The table has every flow.`,
    flowFrom: 'From',
    flowTo: 'To',
    stayed: 'stayed',
    place: (kind: PlaceKind, name: string) => ({ segment: name, unassigned: 'Unassigned', outside: 'Not in the plan' })[kind],
    noFlows: 'No effort went from one place to another between these days.',
    flow: (from: string, to: string, effort: string) => `${from} to ${to}: ${effort}`,
  },

  health: {
    loading: 'Checking the segments…',
    failed: 'The checks could not be made.',
    summary: (fails: number, warns: number, all: number) =>
      fails + warns === 0
        ? `${all === 1 ? 'The one check is' : `All ${number.count(all)} checks are`} fine.`
        : `${plural(fails, 'check fails', 'checks fail')}, ${plural(warns, 'warns', 'warn')}, ${plural(all - fails - warns, 'is fine', 'are fine')}.`,
    outcome: (outcome: Outcome) => outcomes[outcome],
    name: (code: string, name: string): string => (code === '' ? '' : name),
    evidence: (count: number) => `Evidence (${number.count(count)})`,
    more: (count: number) => `and ${number.count(count)} more`,
    todo: 'What to do',
    onBoard: 'Open the board',
    findings: 'About the figures',
    conflicts: 'Conflicts of stakeholders',
    helps: 'Helps',
    harms: 'Harms',
    settled: 'Settled',
    unsettled: 'Open',
    state: 'State',
  },

  plan: {
    loading: 'Looking for the closest plan…',
    failed: 'No plan could be made.',
    capacity: (unit: string) => `Capacity in ${unit}`,
    aim: 'Come close to',
    aims: { targets: 'the targets', bands: 'the tolerance bands' },
    notNumber: 'Enter a number of 0 or more, with at most three decimals.',
    writesNothing: 'A plan is a proposal: nothing is written to the tracker.',
    noStrategy: 'There are no targets yet, so no plan is closer to them than another. Set targets first.',
    noneLeft: 'No epic waits that has an estimate, so there is nothing to plan.',
    bound: (closest: boolean, bestRanked: boolean, effort: string) =>
      closest
        ? bestRanked
          ? 'It is proven that no plan comes closer, and that of all as close this one has the best ranks.'
          : 'It is proven that no plan comes closer; another one as close may have better ranks.'
        : `A plan may be closer by ${effort} at most; that is proven.`,
    commits: (count: string, effort: string, capacity: string) => `Commit to ${count}: ${effort} of ${capacity}.`,
    index: 'Alignment index',
    indexChange: (before: string, after: string) => `${before} → ${after}`,
    compared: 'Shares before and after',
    before: 'Before',
    after: 'After',
    target: 'Target',
    segment: 'Segment',
    list: 'The plan, in rank order',
    rank: 'Rank',
    epic: 'Epic',
    segments: 'Segments',
    effort: 'Effort',
    sum: 'Sum',
    comesIn: 'comes in',
    stays: 'in progress, stays',
    line: (capacity: string) => `Commit line: ${capacity}`,
    out: 'Leaves the plan',
    csv: 'Download CSV',
    csvFile: 'plan.csv',
    csvColumns: ['Rank', 'Key', 'Title', 'Effort', 'Sum', 'Segments', 'Committed', 'Address'],
    yes: 'yes',
    no: 'no',
  },

  matrix: {
    loading: 'Crossing the lenses…',
    failed: 'The lenses could not be crossed.',
    rows: 'Rows',
    columns: 'Columns',
    oneLens: 'This workspace has one lens. A matrix needs two.',
    label: (rows: string, columns: string) => `Effort by ${rows} and ${columns}`,
    sum: 'All',
    cell: (row: string, column: string, effort: string, share: string) => `${row} and ${column}: ${effort}, ${share} of all effort`,
    redundant: (columns: string, rows: string) => `${columns} says little that ${rows} does not say already: almost every epic could be guessed from one by the other.`,
    empty: 'No epic with effort is in scope, so the matrix is empty.',
    effortOf: (value: number, unit: Unit) => effort(value, unit),
    behind: (row: string, column: string) => `Epics of ${row} and ${column}`,
  },
};
