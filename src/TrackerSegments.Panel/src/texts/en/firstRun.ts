import type { Blame } from '../../api/sync';
import type { Role } from '../../api/types';
import * as number from '../../format/numbers';
import { epics, list, plural, said } from './words';

/** Lenses to begin with, by the name the service gives them. */
const presets: Record<string, string> = {
  'Customer segment': 'By company size',
  'Customer lifecycle': 'By customer lifecycle',
  Stakeholder: 'By stakeholder',
};

const roles: Record<Role, string> = { viewer: 'Viewer', editor: 'Editor', strategist: 'Strategist', admin: 'Administrator' };

const rights: Record<Role, string> = {
  viewer: 'sees every figure',
  editor: 'also moves epics, with their own rights in the tracker, and asks for a reading',
  strategist: 'also decides on segments and targets, and so on this beginning',
  admin: 'also connects trackers, turns writing on, and sees who changed what',
};

/** Who can mend what is missing. */
const whom: Record<Blame, (product: string) => string> = {
  us: () => 'Whoever runs the service: its log has the details.',
  tracker: (product) => `Nobody needs to: it goes on as soon as ${product} answers again.`,
  administrator: (product) => `Somebody who administers ${product}.`,
  person: () => 'An administrator of TrackerSegments, in the connection.',
};

const counted: Record<string, string> = {
  'story-points': 'by their story points',
  'original-estimate': 'by their original estimate',
  'remaining-estimate': 'by their remaining estimate',
  'time-spent': 'by the time spent on them',
  count: 'each as one',
};

/** A workspace in which nobody has decided anything yet. Fetched where there is one. */
export const firstRun = {
  title: 'Begin here',
  loading: 'Looking at what was found…',
  failed: 'What was found could not be read.',
  count: (count: number, types: readonly string[], measure: string) =>
    `${epics(count)} of type ${list(types)} would be counted, ${said(counted, measure)}.`,
  tagged: (count: number) => (count === 0 ? 'None of them names a segment yet.' : `${number.count(count)} of them ${count === 1 ? 'names' : 'name'} a segment already.`),
  soFar: (read: number, total: number | null) =>
    total === null ? `That is after ${plural(read, 'item', 'items')}; more are being read.` : `That is after ${number.count(read)} of ${plural(total, 'item', 'items')}; the rest is being read.`,
  choose: 'Which segments to begin with',
  preset: (name: string) => said(presets, name),
  found: 'As they are found',
  leaves: (count: number) => `${epics(count)} with other values would count as unassigned.`,
  targets: 'What each should get',
  target: (name: string) => `Target of ${name} in %`,
  even: 'Even ones to begin with: put in what your strategy says.',
  right: 'They add up to 100.',
  missing: (points: string) => `${points} are missing to 100.`,
  tooMuch: (points: string) => `${points} too much.`,
  notNumbers: 'Each target is a number from 0 to 100.',
  start: 'Begin with these',
  starting: 'Beginning…',
  what: 'This decides on the segments and publishes the targets from today on. No epic is changed, and both can be changed under Setup at any time.',
  reason: 'First targets',
  started: 'Segments and targets are set.',
  refused: (sentence: string) => `It could not be begun. ${sentence}`,

  fields: 'Fields that were found',
  field: 'Field',
  use: 'Used for',
  samples: 'What stands in it',
  carried: 'Epics with a value',
  used: 'Segment',
  notUsed: 'Not used',
  empty: 'Nothing yet',
  sample: (value: string, count: number) => `${value} (${number.count(count)})`,

  lacking: 'What is missing, and who can do it',
  none: 'Nothing is missing.',
  whom: (blame: Blame, product: string) => whom[blame](product),
  noWrite: (field: string) => `The field “${field}” can be read but not written.`,
  noWriteWhom: (product: string) => `Somebody who administers ${product} puts it on the edit screen of epics, or gives the account the right to edit.`,
  noEffort: 'No field with an estimate was found, so epics count for nothing.',
  noEffortWhom: 'An administrator of TrackerSegments names the field in the connection (effortField), or counts epics (measure: count).',
  writingOff: (product: string) => `Nothing is written to ${product} yet: the board can only be looked at.`,
  writingOffWhom: 'An administrator of TrackerSegments turns writing on over the board.',
  readOnly: 'You may look, but not decide where to begin.',
  readOnlyWhom: 'Ask an administrator of TrackerSegments for the role strategist, or ask a strategist to begin. Roles stand in the access settings of the service.',

  roles: 'Who may do what',
  role: (role: Role) => roles[role],
  mayDo: (role: Role) => rights[role],
  you: 'you',

  connect: {
    title: 'No tracker is connected yet',
    why: 'Say which tracker to read. It is tried first; where it cannot be read nothing is kept, and you are told why.',
    tracker: 'Tracker',
    trackers: { jira: 'Jira (Cloud, Data Center)', 'azure-devops': 'Azure DevOps (Services, Server)' },
    address: 'Address',
    projects: 'Projects, separated by commas',
    field: 'Field that holds the customer segment',
    fieldSample: 'Customer segment',
    email: 'Account of the token (Jira Cloud)',
    token: 'Token to read with',
    tokenWhy: 'It is kept encrypted and never shown again.',
    act: 'Connect',
    acting: 'Trying it…',
    refused: (sentence: string) => `It was not connected. ${sentence}`,
    mayNot: 'Connecting needs an administrator of TrackerSegments. Ask whoever runs the service; roles stand in its access settings.',
    loading: 'Looking at what you may do…',
  },
};
