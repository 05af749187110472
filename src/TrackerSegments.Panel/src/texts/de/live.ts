import type { Blame, FieldRole, ScopePhase } from '../../api/sync';
import type { Age } from '../../format/time';
import * as number from '../../format/numbers';
import type * as english from '../en/live';
import { plural, said } from './words';

const items = (count: number) => plural(count, 'Element', 'Elemente');

const products: Record<string, string> = {
  'jira-cloud': 'Jira',
  'jira-data-center': 'Jira',
  'azure-devops': 'Azure DevOps',
  'azure-devops-server': 'Azure DevOps',
};

const ages = (age: Age | null) => {
  if (age === null) {
    return 'von unbekanntem Stand';
  }
  switch (age.unit) {
    case 'now':
      return 'von eben';
    case 'min':
      return `von vor ${age.value} Min.`;
    case 'h':
      return `von vor ${age.value} Std.`;
    case 'day':
      return `von vor ${age.value} Tagen`;
  }
};

const roles: Record<FieldRole, string> = {
  segment: 'Segment',
  effort: 'Aufwand',
  epicLink: 'Verknüpfung zum Epic',
  parent: 'Übergeordnetes Element',
  epicLevel: 'Epic-Ebene',
  team: 'Team',
};

const phases: Record<ScopePhase, string> = {
  full: 'Wird gelesen',
  delta: 'Holt auf',
  check: 'Wird geprüft',
  idle: 'Auf dem Stand',
  stopped: 'Angehalten',
};

const mends: Record<Blame, (product: string) => string> = {
  us: () => 'Das ist ein Fehler von TrackerSegments: Näheres steht in seinem Protokoll.',
  tracker: (product) => `${product} muss sich selbst erholen: hier ist nichts zu tun.`,
  administrator: (product) => `Beheben kann es, wer ${product} oder diesen Dienst verwaltet.`,
  person: () => 'Sie können es beheben.',
};

export const live: typeof english.live = {
  product: (kind, name) => products[kind] ?? name,
  label: 'Wie der Tracker gelesen wird',
  connecting: (name) => `Verbindung mit ${name} wird aufgebaut …`,
  partial: (read, total) =>
    total === null
      ? `${items(read)} bisher gelesen: die Zahlen sind unvollständig.`
      : `${number.count(read)} von ${plural(total, 'Element', 'Elementen')} gelesen: die Zahlen sind unvollständig.`,
  complete: (read) => `${read === 1 ? '1 Element ist' : `Alle ${items(read)} sind`} gelesen: die Zahlen sind vollständig.`,
  progress: 'Gelesene Elemente',
  unusable: (name, since, text) => `${name} ist seit ${since} nicht nutzbar: ${text}`,
  scopeFailed: (key, since, text) => `${key} lässt sich seit ${since} nicht lesen: ${text}`,
  scopesFailed: (count, all) => `${number.count(count)} von ${number.count(all)} Projekten lassen sich nicht lesen.`,
  stopped: (name) => `${name} wird nicht mehr gelesen.`,
  quiet: (name) => `Von ${name} ist seit einer Weile nichts gelesen worden.`,
  next: (time) => `Nächster Versuch ${time}.`,
  noNext: 'Von selbst wird es nicht noch einmal versucht.',
  figures: (age) => `Zahlen ${ages(age)}.`,
  unasked: (sentence) => `Wie der Tracker gelesen wird, ist nicht bekannt. ${sentence}`,
  attempts: (count) => plural(count, 'Versuch', 'Versuche'),
  since: (time) => `seit ${time}`,
  asOf: (time) => `Stand ${time}`,
  never: 'nie gelesen',
  mend: (blame, product) => mends[blame](product),
  details: 'Einzelheiten',
  problems: 'Was sich nicht lesen lässt',
  syncNow: 'Jetzt abgleichen',
  syncing: 'Wird abgeglichen …',
  notAsked: (sentence) => `Die Lesung ließ sich nicht starten. ${sentence}`,

  source: {
    scopes: 'Projekte',
    scope: 'Projekt',
    read: 'Elemente',
    asOf: 'Stand',
    state: 'Zustand',
    phase: (phase) => said(phases, phase),
    readOf: (read, total) =>
      total === null || total === read ? number.count(read) : `${number.count(read)} von ${number.count(total)}`,
    fields: 'Felder',
    role: 'Verwendet für',
    roleOf: (role) => said(roles, role),
    field: 'Feld',
    id: 'Id',
    written: 'Beschreibbar',
    yes: 'Ja',
    no: 'Nein',
    findings: 'Zu beheben',
  },

  writing: {
    off: (product, reason) => reason || `Schreiben nach ${product} ist aus: Karten lassen sich öffnen, aber nicht verschieben.`,
    turnOn: (product) => `Schreiben nach ${product} einschalten`,
    turnOff: (product) => `Schreiben nach ${product} ausschalten`,
    confirm: (product) => `Schreiben nach ${product} einschalten?`,
    what: (fields) =>
      `Wer hier eine Karte verschiebt, ändert dann bei diesem Epic das Feld ${fields.join(' oder ')}. Das Verschieben von Karten schreibt kein anderes Feld und kein anderes Element.`,
    safe: 'Eine Änderung wird nur geschrieben, solange das Epic noch die Werte hat, die die Person sah: was inzwischen jemand anderes geändert hat, wird nicht überschrieben.',
    again: 'An derselben Stelle lässt es sich jederzeit wieder ausschalten.',
    yes: 'Schreiben einschalten',
    cancel: 'Abbrechen',
    isOn: (product) => `Schreiben nach ${product} ist an.`,
    isOff: (product) => `Schreiben nach ${product} ist aus. Nichts wird geschrieben, bis es wieder eingeschaltet wird.`,
    failed: (sentence) => `Es wurde nicht umgeschaltet. ${sentence}`,
    fieldOf: (field, id, name) => `„${field}“ (${id}) in ${name}`,
    segmentField: 'mit dem Segment',
  },
};
