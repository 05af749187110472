import type { Unit } from '../../api/types';
import { effort, epics, exactEffort, list, said, status } from './words';

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

export const provenance = {
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
  scopeOf: (types: readonly string[], scope: string) =>
    scope === 'all'
      ? `${list(types)}, every status`
      : `${list(types)}, status ${list(scope.split(',').map((name) => said(status, name)))}`,
  effort: 'Effort',
  effortOf: (tagged: number, unassigned: number, unit: Unit) =>
    `${effort(tagged, unit)} with a segment, ${effort(unassigned, unit)} without`,
  scheme: 'Segment scheme',
  schemeOf: (version: number) => `Version ${version}`,
  hash: 'Document hash',
  hashWhy: 'The same input gives the same hash.',
};
