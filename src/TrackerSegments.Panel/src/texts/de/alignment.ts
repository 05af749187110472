import * as number from '../../format/numbers';
import type * as english from '../en/alignment';
import { epics, plural } from './words';

const untilTagged = (count: number) => `bis ${epics(count)} zugeordnet ${count === 1 ? 'ist' : 'sind'}`;

export const state: typeof english.state = {
  under: 'Unter Ziel',
  on: 'Im Ziel',
  over: 'Über Ziel',
  noTarget: 'Kein Ziel',
};

export const alignment: typeof english.alignment = {
  loading: 'Der Aufwand wird zusammengezählt …',
  index: 'Ausrichtungsindex',
  indexMeaning: 'Der Teil des Aufwands, der schon dort liegt, wo die Strategie ihn haben will, von 0 bis 100.',
  indexRange: (least, most, digits, count) =>
    `zwischen ${number.index(least, digits)} und ${number.index(most, digits)}, ${untilTagged(count)}`,
  indexNarrow: (count) => `ändert sich um weniger als ${number.index(0.1, 1)}, ${untilTagged(count)}`,
  indexCertain: 'steht fest: kein Epic ohne Zuordnung kann ihn noch ändern',
  segments: 'Aufwand je Segment',
  share: 'Anteil',
  range: 'Wo er landen kann',
  target: 'Ziel und Toleranz',
  certainty: (certain, dependsOn) =>
    certain ? 'steht fest' : `hängt von ${plural(dependsOn, 'Epic', 'Epics')} ohne Zuordnung ab`,
  chart: 'Diagramm',
  table: 'Tabelle',
  shownAs: 'Anzeigen als',
  outside: 'des gesamten Aufwands, außerhalb der 100\u00a0%',
  noShare: '–',
  toTarget: (target) => `Ziel ${number.shortPercent(target)}`,
  columns: {
    segment: 'Segment',
    effort: 'Aufwand',
    epics: 'Epics',
    share: 'Anteil',
    from: 'Mindestens',
    to: 'Höchstens',
    target: 'Ziel',
    tolerance: 'Toleranz',
    delta: 'Abweichung',
    state: 'Stand',
    certainty: 'Gewissheit',
  },
  noStrategy: {
    next: 'Sagen Sie, was die Strategie will, in Anteilen, die zusammen 100 ergeben:',
    command: (targets) => `--targets "${targets}"`,
    anyTargets: 'Name=60,Anderer Name=40',
  },
  noEffort: {
    untagged: (count) =>
      count === 1
        ? 'Das eine Epic nennt kein Segment. Ordnen Sie es auf dem Board zu.'
        : `Keines der ${epics(count)} nennt ein Segment. Ordnen Sie die ersten auf dem Board zu.`,
    unestimated: (count) =>
      count === 1
        ? '1 Epic nennt ein Segment, ist aber nicht geschätzt. Schätzen Sie es, oder zählen Sie stattdessen Epics:'
        : `${epics(count)} nennen ein Segment, aber keines ist geschätzt. Schätzen Sie einige, oder zählen Sie stattdessen Epics:`,
    countCommand: '--measure count',
  },
  notComparable: {
    convert: 'Sagen Sie, was ein Punkt jedes Trackers hier zählt, zum Beispiel, dass einer von Azure DevOps halb so viel ist wie einer von Jira:',
    convertCommand: '--conversion "jira=1,azure-devops=0.5"',
    count: 'Oder zählen Sie Epics statt Punkten:',
    countCommand: '--measure count',
  },
  empty: {
    headline: 'Hier gibt es keine Epics.',
    readingHeadline: 'Die ersten Epics sind unterwegs.',
    reading: 'Vom Tracker ist noch nichts gelesen. Die Zahlen erscheinen hier, sobald es welche gibt; bis alles gelesen ist, sind sie unvollständig.',
    nextLive: (types) =>
      `Der Tracker wurde gelesen, aber in den Projekten dieses Arbeitsbereichs ist nichts vom Typ ${types}, oder das Konto, das sie liest, darf es nicht sehen.`,
    next: (types) => `Die Datei wurde gelesen, aber sie enthält nichts vom Typ ${types}. Sagen Sie, welche Typen geplant werden, zum Beispiel:`,
    command: '--epic-type "Epic,Initiative"',
  },
  openBoard: 'Board öffnen',
};

export const next: typeof english.next = {
  title: 'Was sich jetzt lohnt',
  none: 'Nichts braucht Ihre Aufmerksamkeit. Die Zahlen stehen fest, und jedes Segment ist im Ziel.',
  tagTitle: (count) => (count === 1 ? 'Dieses Epic als Nächstes zuordnen' : 'Diese als Nächstes zuordnen'),
  tagWhy: (count) =>
    `Von ${epics(count)} ohne Segment hängt ab, wie sicher diese Zahlen sind. Die größten zuerst:`,
  moveTitle: (name) => `Mehr für ${name}`,
  moveWhy: (name, lack, over) =>
    `${name} liegt ${lack} unter dem Ziel${over ? `, während ${over} mehr als geplant hat` : ''}. Verschieben oder teilen Sie ein Epic auf dem Board; es zeigt die Wirkung, bevor Sie loslassen.`,
  show: (count) => (count === 1 ? 'Auf dem Board zeigen' : `Alle ${number.count(count)} auf dem Board zeigen`),
  more: (count) => `und ${number.count(count)} weitere`,
};

export const epicList: typeof english.epicList = {
  loading: 'Die Epics werden gelesen …',
  none: 'Hier sind keine Epics.',
  epic: 'Epic',
  status: 'Status',
  effort: 'Aufwand',
  weight: 'Gewicht',
  contribution: 'Zählt hier',
  unestimated: 'nicht geschätzt',
  imputed: 'ergänzt',
  more: (count) => `${number.count(count)} weitere zeigen`,
  csv: 'CSV herunterladen',
  onBoard: 'Auf dem Board zeigen',
  csvColumns: ['Schlüssel', 'Titel', 'Typ', 'Status', 'Team', 'Zuständig', 'Aufwand', 'Gewicht', 'Zählt hier', 'Segmente', 'Werte ohne Segment', 'Adresse'],
  opens: (name) => `Epics von ${name}`,
  csvFile: (name) => `Epics ${name}.csv`,
};
