import type * as english from '../en/provenance';
import { effort, epics, exactEffort, list, said, status } from './words';

const measures: Record<string, string> = {
  'story-points': 'Story Points',
  'original-estimate': 'ursprüngliche Schätzung',
  'remaining-estimate': 'verbleibende Schätzung',
  'time-spent': 'aufgewendete Zeit',
  count: 'Anzahl der Epics',
};

const rollUps: Record<string, string> = {
  'children-else-own': 'untergeordnete, sonst eigene',
  own: 'nur eigene Schätzung',
  children: 'nur untergeordnete',
  larger: 'das Größere von eigener und untergeordneten',
};

const rollUpMeanings: Record<string, string> = {
  'children-else-own': 'Ein Epic zählt die Summe seiner untergeordneten Elemente, wo eines davon geschätzt ist, sonst seine eigene Schätzung.',
  own: 'Ein Epic zählt seine eigene Schätzung; untergeordnete Elemente werden nicht beachtet.',
  children: 'Ein Epic zählt die Summe seiner untergeordneten Elemente; seine eigene Schätzung wird nicht beachtet.',
  larger: 'Ein Epic zählt das Größere von eigener Schätzung und Summe seiner untergeordneten Elemente.',
};

export const provenance: typeof english.provenance = {
  summary: (measure, rollUp) =>
    measure === 'count' ? said(measures, measure) : `${said(measures, measure)}, ${said(rollUps, rollUp)}`,
  title: 'Woher diese Zahlen kommen',
  source: 'Quelle',
  field: 'Segmentfeld',
  asOf: 'Stand',
  measure: 'Maß',
  measureOf: (measure) => said(measures, measure),
  rollUp: 'Zusammenfassung',
  rollUpOf: (rollUp) => said(rollUpMeanings, rollUp),
  unestimated: 'Epics ohne Schätzung',
  unestimatedOf: (rule, count, unit) => {
    if (rule === 'exclude') {
      return count === 0 ? 'Keine' : `${epics(count)}, gezählt und gezeigt, aber nicht in den Zahlen`;
    }
    const taken =
      rule === 'median'
        ? 'Mit dem Median ihres Projekts angesetzt'
        : `Je ${exactEffort(Number(rule.replace('fixed:', '')), unit)} angesetzt`;
    return count === 0
      ? taken
      : `${taken}; ${epics(count)} in ${count === 1 ? 'einem Projekt' : 'Projekten'} ganz ohne Schätzung ${count === 1 ? 'ist' : 'sind'} nicht in den Zahlen`;
  },
  imputed: (value, total, unit) =>
    `${effort(value, unit)} von ${effort(total, unit)} sind keine Schätzungen, sondern nach dieser Regel ergänzt.`,
  scope: 'Umfang',
  scopeOf: (types, scope) =>
    scope === 'all'
      ? `${list(types)}, jeder Status`
      : `${list(types)}, Status ${list(scope.split(',').map((name) => said(status, name)))}`,
  effort: 'Aufwand',
  effortOf: (tagged, unassigned, unit) => `${effort(tagged, unit)} mit Segment, ${effort(unassigned, unit)} ohne`,
  scheme: 'Segmentschema',
  schemeOf: (version) => `Version ${version}`,
  hash: 'Prüfsumme des Dokuments',
  hashWhy: 'Gleiche Eingabe, gleiche Prüfsumme.',
};
