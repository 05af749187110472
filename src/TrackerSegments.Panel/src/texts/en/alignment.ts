import type { SegmentState } from '../../api/types';
import * as number from '../../format/numbers';
import { epics, plural } from './words';

const untilTagged = (count: number) => `until ${epics(count)} ${count === 1 ? 'is' : 'are'} tagged`;

export const state: Record<SegmentState, string> = {
  under: 'Under target',
  on: 'On target',
  over: 'Over target',
  noTarget: 'No target',
};

export const alignment = {
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
    untagged: (count: number): string =>
      count === 1
        ? 'The one epic names no segment. Tag it on the board.'
        : `None of the ${epics(count)} names a segment. Tag the first ones on the board.`,
    unestimated: (count: number): string =>
      count === 1
        ? '1 epic names a segment, but it has no estimate. Estimate it, or count epics instead:'
        : `${epics(count)} name a segment, but none of them has an estimate. Estimate some, or count epics instead:`,
    countCommand: '--measure count',
  },
  notComparable: {
    convert: 'Say what one point of each tracker counts here, for example that one of Azure DevOps is half of one of Jira:',
    convertCommand: '--conversion "jira=1,azure-devops=0.5"',
    count: 'Or count epics instead of points:',
    countCommand: '--measure count',
  },
  empty: {
    headline: 'There are no epics here.',
    readingHeadline: 'The first epics are on their way.',
    reading: 'Nothing of the tracker has been read yet. The figures appear here as soon as there are any; they are partial until all is read.',
    nextLive: (types: string) =>
      `The tracker was read, but nothing in the projects that this workspace reads is of type ${types}, or the account that reads them may not see it.`,
    next: (types: string) => `The file was read, but nothing in it is of type ${types}. Say which types are planned, for example:`,
    command: '--epic-type "Epic,Initiative"',
  },
  openBoard: 'Open the board',
};

export const next = {
  title: 'Worth doing now',
  none: 'Nothing needs your attention. The figures are certain and every segment is on target.',
  tagTitle: (count: number): string => (count === 1 ? 'Tag this epic next' : 'Tag these next'),
  tagWhy: (count: number) =>
    `${epics(count)} without a segment ${count === 1 ? 'decides' : 'decide'} how certain these figures are. The largest first:`,
  moveTitle: (name: string) => `Give ${name} more`,
  moveWhy: (name: string, lack: string, over: string | null) =>
    `${name} is ${lack} below its target${over ? `, while ${over} has more than planned` : ''}. Move or share an epic on the board; it shows the effect before you let go.`,
  show: (count: number) => `Show ${count === 1 ? 'it' : `all ${number.count(count)}`} on the board`,
  more: (count: number) => `and ${number.count(count)} more`,
};

export const epicList = {
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
  csvFile: (name: string) => `${name} epics.csv`,
};
