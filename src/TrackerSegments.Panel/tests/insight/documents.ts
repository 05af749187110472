import type {
  DriftDocument,
  DriftPart,
  FindingsDocument,
  HealthCheck,
  MatrixDocument,
  PlanDocument,
  PlannedEpic,
  TrendDocument,
  TrendPoint,
  TrendValue,
} from '../../src/api/insightTypes';
import { names } from '../builders';

/** Small documents of the contract; each test says only what matters to it. */

const lens = { key: 'customer-segment', name: 'Customer segment' };
const hash = 'f'.repeat(64);

export function value(key: string, share: number, target: number | null): TrendValue {
  return { key, effort: share * 100, epics: 1, share, target, tolerance: 5, delta: null, state: null };
}

export function point(day: string, shares: readonly [number, number, number], change: Partial<TrendPoint> = {}): TrendPoint {
  const targets = [30, 20, 50];
  return {
    day,
    first: day,
    last: day,
    index: 80,
    indexMin: 75,
    indexMax: 85,
    state: 'misaligned',
    certain: true,
    coverage: 0.9,
    effort: 110,
    epics: 12,
    unassigned: 1,
    unassignedEffort: 10,
    unestimated: 0,
    segments: Object.keys(names).map((key, at) => value(key, shares[at] ?? 0, targets[at] ?? null)),
    ...change,
  };
}

export function trend(points: TrendPoint[], change: Partial<TrendDocument> = {}): TrendDocument {
  const colors = ['#0072B2', '#D55E00', '#009E73'];
  return {
    schema: 1,
    lens,
    asOf: '2026-03-04T10:00:00Z',
    unit: 'points',
    from: points[0]?.day ?? '2026-03-01',
    to: points.at(-1)?.day ?? '2026-03-01',
    step: 'day',
    segments: Object.entries(names).map(([key, name], at) => ({ key, name, color: colors[at] ?? '', current: true })),
    points,
    gaps: [],
    alerts: [],
    alertCount: 0,
    hash,
    ...change,
  };
}

export function part(cause: DriftPart['cause'], change: number, epics: DriftPart['epics'] = []): DriftPart {
  return { cause, effort: change, change, shown: Math.round(change * 10) / 10, epics, epicCount: epics.length };
}

export function drift(change: Partial<DriftDocument> = {}): DriftDocument {
  const epics = [{ key: 'FW-1', title: 'Export supplier invoices', url: null, effort: 6 }];
  return {
    schema: 1,
    unit: 'points',
    from: { day: '2026-03-01' },
    to: { day: '2026-03-04' },
    comparable: true,
    sentence: '',
    segments: [
      {
        key: 'enterprise',
        name: 'Enterprise',
        color: '#0072B2',
        before: { effort: 60, share: 0.6 },
        after: { effort: 62, share: 0.62 },
        change: 2,
        shown: 2,
        parts: [part('newScope', 2)],
      },
      {
        key: 'smb',
        name: 'SMB',
        color: '#009E73',
        before: { effort: 22, share: 0.22 },
        after: { effort: 18, share: 0.178 },
        change: -4.2,
        shown: -4.2,
        parts: [part('newScope', -3.1, epics), part('completion', -1.4), part('reEstimate', 0.3)],
      },
    ],
    migration: {
      places: [
        { id: 'enterprise', kind: 'segment', name: 'Enterprise', color: '#0072B2', before: 60, after: 66 },
        { id: 'smb', kind: 'segment', name: 'SMB', color: '#009E73', before: 22, after: 16 },
        { id: ':unassigned', kind: 'unassigned', name: 'Unassigned', color: null, before: 0, after: 0 },
      ],
      flows: [
        { from: 'enterprise', to: 'enterprise', effort: 60, byScheme: 0, epics: [], epicCount: 0 },
        { from: 'smb', to: 'enterprise', effort: 6, byScheme: 0, epics, epicCount: 1 },
        { from: 'smb', to: 'smb', effort: 16, byScheme: 0, epics: [], epicCount: 0 },
      ],
    },
    hash,
    ...change,
  };
}

export function check(change: Partial<HealthCheck> = {}): HealthCheck {
  return { code: 'measurable', name: 'Measurable', outcome: 'pass', figure: 0.95, text: '95 % of the effort is tagged.', items: [], itemCount: 0, action: '', ...change };
}

export function findings(health: HealthCheck[], change: Partial<FindingsDocument> = {}): FindingsDocument {
  return { schema: 1, unit: 'points', findings: [], health, conflicts: [], hash, ...change };
}

export function planned(key: string, effort: number, change: Partial<PlannedEpic> = {}): PlannedEpic {
  return { key, title: `Title of ${key}`, url: null, effort, segments: ['smb'], fixed: false, ...change };
}

export function plan(change: Partial<PlanDocument> = {}): PlanDocument {
  const stand = (index: number, shares: readonly [number, number, number]) => ({
    index,
    state: 'misaligned' as const,
    certain: true,
    effort: 100,
    unassignedEffort: 0,
    segments: Object.keys(names).map((key, at) => value(key, shares[at] ?? 0, [30, 20, 50][at] ?? null)),
  });
  return {
    schema: 1,
    unit: 'points',
    capacity: 30,
    aim: 'targets',
    sentence: '',
    bound: '',
    closest: true,
    bestRanked: true,
    distance: 1,
    atLeast: 1,
    effort: 24.3,
    commit: [planned('FW-1', 8.1, { fixed: true }), planned('FW-2', 16.2)],
    in: ['FW-2'],
    out: [planned('FW-3', 5)],
    unknown: [],
    before: stand(68, [0.61, 0.21, 0.18]),
    after: stand(86, [0.4, 0.2, 0.4]),
    hash,
    ...change,
  };
}

export function matrix(change: Partial<MatrixDocument> = {}): MatrixDocument {
  const epics = [{ key: 'FW-1', title: 'Export supplier invoices', url: null, effort: 6 }];
  return {
    schema: 1,
    rows: {
      lens,
      segments: [
        { key: 'enterprise', name: 'Enterprise', color: '#0072B2', effort: 10, epics: 2 },
        { key: null, name: 'Unassigned', color: null, effort: 4, epics: 1 },
      ],
    },
    columns: {
      lens: { key: 'region', name: 'Region' },
      segments: [
        { key: 'north', name: 'North', color: '#D55E00', effort: 6, epics: 1 },
        { key: null, name: 'Unassigned', color: null, effort: 8, epics: 2 },
      ],
    },
    unit: 'points',
    effort: 14,
    redundant: false,
    cells: [
      { row: 'enterprise', column: 'north', effort: 6, share: 6 / 14, epics, epicCount: 1 },
      { row: 'enterprise', column: null, effort: 4, share: 4 / 14, epics: [], epicCount: 1 },
      { row: null, column: null, effort: 4, share: 4 / 14, epics: [], epicCount: 1 },
    ],
    hash,
    ...change,
  };
}
