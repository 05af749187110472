import type { Blame } from '../../api/sync';
import type { Role } from '../../api/types';
import * as number from '../../format/numbers';
import type * as english from '../en/firstRun';
import { epics, list, plural, said } from './words';

const presets: Record<string, string> = {
  'Customer segment': 'Nach Unternehmensgröße',
  'Customer lifecycle': 'Nach Kundenlebenszyklus',
  Stakeholder: 'Nach Interessengruppe',
};

const roles: Record<Role, string> = { viewer: 'Betrachten', editor: 'Bearbeiten', strategist: 'Strategie', admin: 'Administration' };

const rights: Record<Role, string> = {
  viewer: 'sieht alle Zahlen',
  editor: 'verschiebt außerdem Epics, mit den eigenen Rechten im Tracker, und stößt eine Lesung an',
  strategist: 'entscheidet außerdem über Segmente und Ziele, also auch über diesen Anfang',
  admin: 'verbindet außerdem Tracker, schaltet das Schreiben ein und sieht, wer was geändert hat',
};

const whom: Record<Blame, (product: string) => string> = {
  us: () => 'Wer den Dienst betreibt: sein Protokoll hat die Einzelheiten.',
  tracker: (product) => `Niemand muss etwas tun: es geht weiter, sobald ${product} wieder antwortet.`,
  administrator: (product) => `Jemand, der ${product} administriert.`,
  person: () => 'Die Administration von TrackerSegments, in der Verbindung.',
};

const counted: Record<string, string> = {
  'story-points': 'nach ihren Story Points',
  'original-estimate': 'nach ihrer ursprünglichen Schätzung',
  'remaining-estimate': 'nach ihrem restlichen Aufwand',
  'time-spent': 'nach der Zeit, die sie gekostet haben',
  count: 'jedes als eines',
};

export const firstRun: typeof english.firstRun = {
  title: 'Hier anfangen',
  loading: 'Was gefunden wurde, wird gelesen …',
  failed: 'Was gefunden wurde, ließ sich nicht lesen.',
  count: (count, types, measure) => `${epics(count)} vom Typ ${list(types)} würden zählen, ${said(counted, measure)}.`,
  tagged: (count) => (count === 0 ? 'Noch nennt keines davon ein Segment.' : `${number.count(count)} davon ${count === 1 ? 'nennt' : 'nennen'} schon ein Segment.`),
  soFar: (read, total) =>
    total === null ? `Das ist der Stand nach ${plural(read, 'Element', 'Elementen')}; weitere werden gelesen.` : `Das ist der Stand nach ${number.count(read)} von ${plural(total, 'Element', 'Elementen')}; der Rest wird gelesen.`,
  choose: 'Mit welchen Segmenten Sie anfangen',
  preset: (name) => said(presets, name),
  found: 'So, wie sie gefunden wurden',
  leaves: (count) => `${epics(count)} mit anderen Werten würden als nicht zugeordnet zählen.`,
  targets: 'Was jedes bekommen soll',
  target: (name) => `Ziel von ${name} in %`,
  even: 'Zum Anfang gleich verteilt: tragen Sie ein, was Ihre Strategie sagt.',
  right: 'Zusammen ergeben sie 100.',
  missing: (points) => `Es fehlen ${points} bis 100.`,
  tooMuch: (points) => `${points} zu viel.`,
  notNumbers: 'Jedes Ziel ist eine Zahl von 0 bis 100.',
  start: 'Damit anfangen',
  starting: 'Es wird angefangen …',
  what: 'Damit stehen die Segmente fest, und die Ziele gelten ab heute. Kein Epic wird geändert, und beides lässt sich unter Einrichtung jederzeit ändern.',
  reason: 'Erste Ziele',
  started: 'Segmente und Ziele stehen fest.',
  refused: (sentence) => `Der Anfang ging nicht. ${sentence}`,

  fields: 'Gefundene Felder',
  field: 'Feld',
  use: 'Verwendet für',
  samples: 'Was darin steht',
  carried: 'Epics mit einem Wert',
  used: 'Segment',
  notUsed: 'Nicht verwendet',
  empty: 'Noch nichts',
  sample: (value, count) => `${value} (${number.count(count)})`,

  lacking: 'Was fehlt, und wer es tun kann',
  none: 'Es fehlt nichts.',
  whom: (blame, product) => whom[blame](product),
  noWrite: (field) => `Das Feld „${field}“ lässt sich lesen, aber nicht schreiben.`,
  noWriteWhom: (product) => `Jemand, der ${product} administriert, nimmt es in die Bearbeitungsmaske der Epics auf oder gibt dem Konto das Recht zu bearbeiten.`,
  noEffort: 'Es wurde kein Feld mit einer Schätzung gefunden, also zählen Epics nichts.',
  noEffortWhom: 'Die Administration von TrackerSegments nennt das Feld in der Verbindung (effortField) oder lässt Epics zählen (measure: count).',
  writingOff: (product) => `Nach ${product} wird noch nichts geschrieben: das Board ist nur zum Ansehen da.`,
  writingOffWhom: 'Die Administration von TrackerSegments schaltet das Schreiben über dem Board ein.',
  readOnly: 'Sie dürfen zusehen, aber nicht entscheiden, womit angefangen wird.',
  readOnlyWhom: 'Bitten Sie die Administration von TrackerSegments um die Rolle Strategie (strategist), oder jemanden mit dieser Rolle, anzufangen. Rollen stehen in den Zugriffseinstellungen des Dienstes.',

  roles: 'Wer was darf',
  role: (role) => roles[role],
  mayDo: (role) => rights[role],
  you: 'Sie',

  connect: {
    title: 'Noch ist kein Tracker verbunden',
    why: 'Sagen Sie, welcher Tracker gelesen wird. Es wird zuerst versucht; geht es nicht, wird nichts behalten, und Sie erfahren, warum.',
    tracker: 'Gelesener Tracker',
    trackers: { jira: 'Jira Cloud / Data Center', 'azure-devops': 'Azure DevOps Services / Server' },
    address: 'Adresse',
    projects: 'Projekte, durch Kommas getrennt',
    field: 'Feld mit dem Kundensegment',
    fieldSample: 'Kundensegment',
    email: 'Konto des Tokens (Jira Cloud)',
    token: 'Token zum Lesen',
    tokenWhy: 'Es wird verschlüsselt aufbewahrt und nie wieder gezeigt.',
    act: 'Verbinden',
    acting: 'Es wird versucht …',
    refused: (sentence) => `Es wurde nicht verbunden. ${sentence}`,
    mayNot: 'Zum Verbinden braucht es die Administration von TrackerSegments. Fragen Sie, wer den Dienst betreibt; Rollen stehen in seinen Zugriffseinstellungen.',
    loading: 'Was Sie dürfen, wird gelesen …',
  },
};
