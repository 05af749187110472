import type { Cause, Outcome } from '../../api/insightTypes';
import * as number from '../../format/numbers';
import type * as english from '../en/insight';
import { effort, epics, plural, said } from './words';

const help: typeof english.insight.help = {
  why: 'Warum',
  how: 'Wie',
  who: 'Für wen',
  outcome: 'Was herauskommt',
  alignment: {
    why: 'Eine Strategie sagt, welche Kunden am meisten zählen; ein Backlog sagt, wohin die Arbeit geht. Hier steht beides nebeneinander.',
    how: 'Lesen Sie den Satz, dann die Zeilen. Öffnen Sie eine Zeile, um ihre Epics zu sehen, und tun Sie etwas von dem, was darunter steht.',
    who: 'Alle, die ein Produkt verantworten und entscheiden, was als Nächstes geplant wird.',
    outcome: 'Sie wissen, ob der Plan der Strategie folgt, wie sicher das ist und was zuerst zu ändern wäre.',
  },
  board: {
    why: 'Zahlen sind nur so gut wie die Segmente an den Epics.',
    how: 'Ziehen Sie eine Karte, oder drücken Sie auf ihr M. Die Spalte zeigt die Wirkung, bevor Sie loslassen, und „Rückgängig“ nimmt sie zurück.',
    who: 'Produktmanagerinnen und Produktmanager, die wissen, für wen ein Epic gebaut wird.',
    outcome: 'Jedes Epic nennt seine Kunden, und der Index steigt, wo Arbeit zum Schwerpunkt wandert.',
  },
  trend: {
    why: 'Eine einzelne Zahl sagt nicht, ob es besser wird, und auch nicht, was sie verändert hat.',
    how: 'Wählen Sie einen Zeitraum und darin zwei Tage. Die Teile darunter ergeben zusammen die ganze Änderung; jeder öffnet sich zu seinen Epics.',
    who: 'Produktverantwortliche vor einem Review, und wer gefragt wird, warum sich das Bild verändert hat.',
    outcome: 'Sie können in einem Satz sagen, was die Anteile bewegt hat: neuer Umfang, neue Zuordnung, erledigte Arbeit oder neue Schätzungen.',
  },
  health: {
    why: 'Segmente, die sich nicht messen, erreichen oder unterscheiden lassen, führen zu Zielen, die nichts bedeuten.',
    how: 'Beginnen Sie mit dem, was nicht besteht. Jede Prüfung nennt ihre Zahl, die Belege und das eine, was zu tun ist.',
    who: 'Wer sich um die Segmente kümmert, einmal im Quartal.',
    outcome: 'Segmente, mit denen sich arbeiten lässt, und Ziele, die darauf ruhen.',
  },
  plan: {
    why: 'Die Kapazität ist begrenzt: was zugesagt wird, entscheidet, ob die Strategie gilt.',
    how: 'Geben Sie die Kapazität des nächsten Zeitraums ein. Die Liste ist der Plan, der den Zielen am nächsten kommt; die Balken vergleichen vorher und nachher.',
    who: 'Produkt- und Entwicklungsleitung, die gemeinsam ein Quartal planen.',
    outcome: 'Eine Liste zum Zusagen, und was sie für jedes Segment bewirkt. In den Tracker wird nichts geschrieben.',
  },
  matrix: {
    why: 'Zwei Perspektiven zusammen zeigen, was jede für sich verbirgt, etwa ein großes Segment, das nur eine Interessengruppe will.',
    how: 'Wählen Sie zwei Perspektiven. Je dunkler ein Feld, desto mehr Aufwand; geöffnet zeigt es seine Epics.',
    who: 'Produktverantwortliche, die mit mehr als einer Perspektive arbeiten.',
    outcome: 'Sie sehen, wo sich Aufwand sammelt, wofür nichts geplant ist und ob eine Perspektive nichts Neues sagt.',
  },
};

const causes: Record<Cause, string> = {
  newScope: 'Neuer Umfang',
  removedScope: 'Entfallener Umfang',
  completion: 'Erledigte Arbeit',
  reEstimate: 'Neue Schätzungen',
  reTag: 'Andere Segmente',
  splitChange: 'Andere Gewichte',
  schemeChange: 'Geändertes Schema',
  policyChange: 'Geänderte Regeln',
};

const outcomes: Record<Outcome, string> = { fail: 'Nicht bestanden', warn: 'Warnung', pass: 'In Ordnung' };

const checks: Record<string, string> = {
  measurable: 'Messbar',
  substantial: 'Groß genug',
  accessible: 'Erreichbar',
  differentiable: 'Unterscheidbar',
  actionable: 'Handhabbar',
  tooManySegments: 'Zu viele Segmente',
  segmentsWithoutStrategy: 'Segmente ohne Strategie',
  staticSegmentation: 'Starre Segmentierung',
  correlationConfusion: 'Merkmal mit Ursache verwechselt',
  internalConvenience: 'Nach innen geschnitten',
  simplicity: 'Einfachheit',
};

export const insight: typeof english.insight = {
  help,
  epicsBehind: (count) => epics(count),
  moreEpics: (count) => `und ${number.count(count)} weitere`,
  goneEpic: 'nicht mehr da',
  closeEpics: 'Schließen',

  trend: {
    loading: 'Die Vergangenheit wird gelesen …',
    failed: 'Der Verlauf ließ sich nicht lesen.',
    span: 'Zeitraum',
    spans: { month: '30 Tage', quarter: '90 Tage', year: '1 Jahr', years: '3 Jahre' },
    none: 'Es gibt noch keine Vergangenheit.',
    noneNext: 'Einmal am Tag wird der Stand jeder Perspektive festgehalten, zum ersten Mal, sobald alles gelesen ist; schauen Sie morgen wieder herein.',
    one: (day) => `Bisher ist ein Stand festgehalten, der vom ${day}. Mit dem nächsten Tag gibt es eine Linie.`,
    index: 'Ausrichtungsindex',
    shares: 'Anteil jedes Segments, sein Ziel als gestrichelte Linie',
    indexLabel: (first, last, from, to) => `Ausrichtungsindex: ${first} am ${from}, ${last} am ${to}.`,
    sharesLabel: (from, to) => `Anteile der Segmente vom ${from} bis zum ${to}. Die Tabelle hat jede Zahl.`,
    day: 'Tag',
    unassigned: 'Ohne Zuordnung',
    targetOf: (name) => `${name}, Ziel`,
    gone: (name) => `${name} (kein Segment mehr)`,
    pick: 'Was sich zwischen zwei Tagen bewegt hat',
    pickHint: 'Wählen Sie zwei Tage, oder klicken Sie in das Diagramm: das nähere Ende rückt dorthin.',
    from: 'Von',
    to: 'Bis',
    alerts: 'Was auffiel',
    moreAlerts: (count) => `und ${number.count(count)} frühere`,
  },

  drift: {
    loading: 'Was sich bewegt hat, wird berechnet …',
    failed: 'Was sich bewegt hat, ließ sich nicht berechnen.',
    same: 'Wählen Sie zwei verschiedene Tage, um zu sehen, was sich zwischen ihnen bewegt hat.',
    nothing: 'Kein Anteil hat sich zwischen diesen Tagen um einen Zehntelpunkt bewegt.',
    noShares: 'An einem dieser Tage war kein Aufwand zugeordnet, deshalb gibt es keine Anteile zu vergleichen.',
    fell: (name, points, causes) => `${name} ist um ${points} gefallen: ${causes.join(', ')}.`,
    rose: (name, points, causes) => `${name} ist um ${points} gestiegen: ${causes.join(', ')}.`,
    causeBy: (cause, points) => `${cause} ${points}`,
    notComparable: 'Am früheren Tag wurde der Aufwand nach anderen Regeln gezählt; wie viel der Änderung daher kommt, steht unter „Geänderte Regeln“.',
    segment: 'Segment',
    parts: (name) => `Was ${name} bewegt hat`,
    cause: 'Ursache',
    causeOf: (cause) => said(causes, cause),
    change: 'Anteil',
    effort: 'Aufwand',
    epics: 'Epics',
    before: (day) => `Anteil am ${day}`,
    after: (day) => `Anteil am ${day}`,
    migration: 'Wohin der Aufwand ging',
    migrationLabel: (from, to) => `Aufwand, der zwischen dem ${from} und dem ${to} von Ort zu Ort ging. Die Tabelle hat jeden Fluss.`,
    flowFrom: 'Von',
    flowTo: 'Nach',
    stayed: 'geblieben',
    place: (kind, name) => ({ segment: name, unassigned: 'Ohne Zuordnung', outside: 'Nicht im Plan' })[kind],
    noFlows: 'Zwischen diesen Tagen ging kein Aufwand von einem Ort zum anderen.',
    flow: (from, to, effort) => `${from} nach ${to}: ${effort}`,
  },

  health: {
    loading: 'Die Segmente werden geprüft …',
    failed: 'Die Prüfungen ließen sich nicht machen.',
    summary: (fails, warns, all) =>
      fails + warns === 0
        ? `${all === 1 ? 'Die eine Prüfung ist' : `Alle ${number.count(all)} Prüfungen sind`} in Ordnung.`
        : `${plural(fails, 'Prüfung nicht bestanden', 'Prüfungen nicht bestanden')}, ${plural(warns, 'Warnung', 'Warnungen')}, ${number.count(all - fails - warns)} in Ordnung.`,
    outcome: (outcome) => outcomes[outcome],
    name: (code, name) => checks[code] ?? name,
    evidence: (count) => `Belege (${number.count(count)})`,
    more: (count) => `und ${number.count(count)} weitere`,
    todo: 'Was zu tun ist',
    onBoard: 'Board öffnen',
    findings: 'Zu den Zahlen',
    conflicts: 'Konflikte zwischen Interessengruppen',
    helps: 'Hilft',
    harms: 'Schadet',
    settled: 'Geklärt',
    unsettled: 'Offen',
    state: 'Stand',
  },

  plan: {
    loading: 'Der nächstliegende Plan wird gesucht …',
    failed: 'Es ließ sich kein Plan machen.',
    capacity: (unit) => `Kapazität (${unit})`,
    aim: 'Nahe kommen',
    aims: { targets: 'den Zielen', bands: 'den Toleranzbändern' },
    notNumber: 'Geben Sie eine Zahl ab 0 ein, mit höchstens drei Nachkommastellen.',
    writesNothing: 'Ein Plan ist ein Vorschlag: in den Tracker wird nichts geschrieben.',
    noStrategy: 'Es gibt noch keine Ziele, deshalb kommt ihnen kein Plan näher als ein anderer. Setzen Sie zuerst Ziele.',
    noneLeft: 'Kein Epic mit Schätzung wartet, deshalb gibt es nichts zu planen.',
    bound: (closest, bestRanked, effort) =>
      closest
        ? bestRanked
          ? 'Bewiesen: kein Plan kommt näher, und von allen gleich nahen hat dieser die besten Ränge.'
          : 'Bewiesen: kein Plan kommt näher; ein anderer, gleich naher könnte bessere Ränge haben.'
        : `Bewiesen: ein anderer Plan käme höchstens um ${effort} näher.`,
    commits: (count, effort, capacity) => `Sagen Sie ${count} zu: ${effort} von ${capacity}.`,
    index: 'Ausrichtungsindex',
    indexChange: (before, after) => `${before} → ${after}`,
    compared: 'Anteile vorher und nachher',
    before: 'Vorher',
    after: 'Nachher',
    target: 'Ziel',
    segment: 'Segment',
    list: 'Der Plan in Rangfolge',
    rank: 'Rang',
    epic: 'Epic',
    segments: 'Segmente',
    effort: 'Aufwand',
    sum: 'Summe',
    comesIn: 'kommt hinzu',
    stays: 'in Arbeit, bleibt',
    line: (capacity) => `Zusagelinie: ${capacity}`,
    out: 'Verlässt den Plan',
    csv: 'CSV herunterladen',
    csvFile: 'Plan.csv',
    csvColumns: ['Rang', 'Schlüssel', 'Titel', 'Aufwand', 'Summe', 'Segmente', 'Zugesagt', 'Adresse'],
    yes: 'ja',
    no: 'nein',
  },

  matrix: {
    loading: 'Die Perspektiven werden gekreuzt …',
    failed: 'Die Perspektiven ließen sich nicht kreuzen.',
    rows: 'Zeilen',
    columns: 'Spalten',
    oneLens: 'Dieser Arbeitsbereich hat eine Perspektive. Eine Matrix braucht zwei.',
    label: (rows, columns) => `Aufwand nach ${rows} und ${columns}`,
    sum: 'Alle',
    cell: (row, column, effort, share) => `${row} und ${column}: ${effort}, ${share} des gesamten Aufwands`,
    redundant: (columns, rows) => `${columns} sagt wenig, was ${rows} nicht schon sagt: fast jedes Epic ließe sich aus dem einen im anderen erraten.`,
    empty: 'Kein Epic mit Aufwand liegt im Umfang, deshalb ist die Matrix leer.',
    effortOf: (value, unit) => effort(value, unit),
    behind: (row, column) => `Epics von ${row} und ${column}`,
  },
};
