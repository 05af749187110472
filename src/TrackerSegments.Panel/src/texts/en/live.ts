import type { Blame, FieldRole, ScopePhase } from '../../api/sync';
import type { Age } from '../../format/time';
import * as number from '../../format/numbers';
import { plural, said } from './words';

/** Texts of workspaces that are read from a live tracker. Fetched with the views that need them. */

const items = (count: number) => plural(count, 'item', 'items');

const products: Record<string, string> = {
  'jira-cloud': 'Jira',
  'jira-data-center': 'Jira',
  'azure-devops': 'Azure DevOps',
  'azure-devops-server': 'Azure DevOps',
};

const ages = (age: Age | null) => {
  if (age === null) {
    return 'from an unknown time';
  }
  const units = { now: 'from just now', min: 'min ago', h: 'h ago', day: 'days ago' };
  return age.unit === 'now' ? units.now : `from ${age.value} ${units[age.unit]}`;
};

const roles: Record<FieldRole, string> = {
  segment: 'Segment',
  effort: 'Effort',
  epicLink: 'Epic link',
  parent: 'Parent',
  epicLevel: 'Epic level',
  team: 'Team',
};

const phases: Record<ScopePhase, string> = {
  full: 'Being read',
  delta: 'Catching up',
  check: 'Being checked',
  idle: 'Up to date',
  stopped: 'Stopped',
};

const mends: Record<Blame, (product: string) => string> = {
  us: () => 'This is a fault of TrackerSegments: its log has the details.',
  tracker: (product) => `${product} itself has to recover: nothing needs to be done here.`,
  administrator: (product) => `Somebody who administers ${product} or this service can mend it.`,
  person: () => 'You can mend it.',
};

export const live = {
  product: (kind: string, name: string) => products[kind] ?? name,
  label: 'How the tracker is read',
  connecting: (name: string) => `Connecting to ${name}…`,
  partial: (read: number, total: number | null) =>
    total === null
      ? `${items(read)} read so far: figures are partial.`
      : `${number.count(read)} of ${items(total)} read: figures are partial.`,
  complete: (read: number) => `All ${items(read)} are read: the figures are complete.`,
  progress: 'Items read',
  unusable: (name: string, since: string, text: string) => `${name} cannot be used since ${since}: ${text}`,
  scopeFailed: (key: string, since: string, text: string) => `${key} cannot be read since ${since}: ${text}`,
  scopesFailed: (count: number, all: number) => `${number.count(count)} of ${number.count(all)} projects cannot be read.`,
  stopped: (name: string) => `${name} is not being read any more.`,
  quiet: (name: string) => `Nothing has been read from ${name} for a while.`,
  next: (time: string) => `Next attempt ${time}.`,
  noNext: 'It is not tried again by itself.',
  figures: (age: Age | null) => `Figures ${ages(age)}.`,
  unasked: (sentence: string) => `How the tracker is read is not known. ${sentence}`,
  attempts: (count: number) => plural(count, 'attempt', 'attempts'),
  since: (time: string) => `since ${time}`,
  asOf: (time: string) => `as of ${time}`,
  never: 'never read',
  mend: (blame: Blame, product: string) => mends[blame](product),
  details: 'Details',
  problems: 'What cannot be read',
  syncNow: 'Sync now',
  syncing: 'Syncing…',
  notAsked: (sentence: string) => `The reading could not be started. ${sentence}`,

  source: {
    scopes: 'Projects',
    scope: 'Project',
    read: 'Items',
    asOf: 'As of',
    state: 'State',
    phase: (phase: ScopePhase) => said(phases, phase),
    readOf: (read: number, total: number | null) =>
      total === null || total === read ? number.count(read) : `${number.count(read)} of ${number.count(total)}`,
    fields: 'Fields',
    role: 'Used for',
    roleOf: (role: FieldRole) => said(roles, role),
    field: 'Field',
    id: 'Id',
    written: 'Can be written',
    yes: 'Yes',
    no: 'No',
    findings: 'To mend',
  },

  writing: {
    off: (product: string, reason: string) => reason || `Writing to ${product} is off: cards can be opened but not moved.`,
    turnOn: (product: string) => `Turn on writing to ${product}`,
    turnOff: (product: string) => `Turn off writing to ${product}`,
    confirm: (product: string) => `Turn on writing to ${product}?`,
    what: (fields: readonly string[]) =>
      `Whoever moves a card here then changes the field ${fields.join(' or ')} of that epic. Moving cards writes no other field and no other item.`,
    safe: 'A change is written only while the epic still has the values that the person saw: what somebody else changed meanwhile is not overwritten.',
    again: 'You can turn it off again in the same place at any time.',
    yes: 'Turn on writing',
    cancel: 'Cancel',
    isOn: (product: string) => `Writing to ${product} is on.`,
    isOff: (product: string) => `Writing to ${product} is off. Nothing is written until it is turned on again.`,
    failed: (sentence: string) => `It was not switched. ${sentence}`,
    fieldOf: (field: string, id: string, name: string) => `“${field}” (${id}) in ${name}`,
    segmentField: 'that holds the segment',
  },
};
