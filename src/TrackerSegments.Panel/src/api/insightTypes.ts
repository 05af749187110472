import type { AlignmentState, Figures, Finding, LensName, SegmentState, Severity, Unit } from './types';

/** The JSON contract of trend, drift, findings, matrix and plan. Figures are as in the alignment document; days are UTC. */

export type TrendStep = 'day' | 'week' | 'month' | 'quarter';

/** One segment at one moment. */
export interface TrendValue {
  key: string;
  effort: number;
  epics: number;
  share: number | null;
  target: number | null;
  tolerance: number | null;
  delta: number | null;
  state: SegmentState | null;
}

export interface TrendPoint {
  day: string;
  first: string;
  last: string;
  index: number | null;
  indexMin: number | null;
  indexMax: number | null;
  state: AlignmentState;
  certain: boolean;
  coverage: number | null;
  effort: number;
  epics: number;
  unassigned: number;
  unassignedEffort: number;
  unestimated: number;
  segments: TrendValue[];
}

export interface TrendSegment {
  key: string;
  name: string;
  color: string;
  /** Whether it is in the scheme as it is now. */
  current: boolean;
}

export interface TrendAlert {
  day: string;
  since: string;
  code: string;
  severity: Severity;
  text: string;
  items: string[];
  action: string;
  figures?: Figures;
}

export interface TrendDocument {
  schema: number;
  lens: LensName;
  asOf: string;
  unit: Unit;
  from: string;
  to: string;
  step: TrendStep;
  segments: TrendSegment[];
  points: TrendPoint[];
  gaps: { first: string; last: string }[];
  alerts: TrendAlert[];
  alertCount: number;
  hash: string;
}

export type Cause =
  | 'newScope'
  | 'removedScope'
  | 'completion'
  | 'reEstimate'
  | 'reTag'
  | 'splitChange'
  | 'schemeChange'
  | 'policyChange';

/** An epic behind a figure, with the effort that it has there. */
export interface EpicBehind {
  key: string;
  /** null where the epic is no longer there. */
  title: string | null;
  url: string | null;
  effort: number | null;
}

export interface DriftPart {
  cause: Cause;
  effort: number;
  change: number | null;
  /** In percentage points, in steps of a tenth; the parts of a segment add up to what is shown of it. */
  shown: number | null;
  epics: EpicBehind[];
  epicCount: number;
}

export interface DriftSegment {
  key: string;
  name: string;
  color: string;
  before: { effort: number; share: number | null };
  after: { effort: number; share: number | null };
  change: number | null;
  shown: number | null;
  parts: DriftPart[];
}

export type PlaceKind = 'segment' | 'unassigned' | 'outside';

export interface Place {
  id: string;
  kind: PlaceKind;
  name: string;
  color: string | null;
  before: number;
  after: number;
}

export interface Flow {
  from: string;
  to: string;
  effort: number;
  byScheme: number;
  epics: EpicBehind[];
  epicCount: number;
}

export interface DriftDocument {
  schema: number;
  unit: Unit;
  from: { day: string };
  to: { day: string };
  comparable: boolean;
  sentence: string;
  segments: DriftSegment[];
  migration: { places: Place[]; flows: Flow[] };
  hash: string;
}

export type Outcome = 'pass' | 'warn' | 'fail';

export interface HealthCheck {
  code: string;
  name: string;
  outcome: Outcome;
  figure: number | null;
  text: string;
  items: string[];
  itemCount: number;
  action: string;
  figures?: Figures;
}

export interface StakeholderConflict {
  key: string;
  title: string | null;
  url: string | null;
  effort: number | null;
  helps: string[];
  harms: string[];
  open: boolean;
}

export interface FindingsDocument {
  schema: number;
  unit: Unit;
  findings: Finding[];
  health: HealthCheck[];
  conflicts: StakeholderConflict[];
  hash: string;
}

export interface PlanWish {
  lens: string;
  capacity: number;
  rank?: readonly string[];
  committed?: readonly string[];
  aim?: 'targets' | 'bands';
}

export interface PlannedEpic {
  key: string;
  title: string | null;
  url: string | null;
  effort: number;
  segments: string[];
  /** Work on it has begun: it stays. */
  fixed: boolean;
}

/** How effort stands, or would stand. */
export interface Stand {
  index: number | null;
  state: AlignmentState;
  certain: boolean;
  effort: number;
  unassignedEffort: number;
  segments: TrendValue[];
}

export interface PlanDocument {
  schema: number;
  unit: Unit;
  capacity: number;
  aim: 'targets' | 'bands';
  sentence: string;
  bound: string;
  closest: boolean;
  bestRanked: boolean;
  distance: number;
  atLeast: number;
  effort: number;
  commit: PlannedEpic[];
  in: string[];
  out: PlannedEpic[];
  unknown: string[];
  before: Stand;
  after: Stand;
  hash: string;
}

export interface MatrixSegment {
  /** null for Unassigned. */
  key: string | null;
  name: string;
  color: string | null;
  effort: number;
  epics: number;
}

export interface MatrixLens {
  lens: LensName;
  segments: MatrixSegment[];
}

export interface MatrixCell {
  row: string | null;
  column: string | null;
  effort: number;
  share: number | null;
  epics: EpicBehind[];
  epicCount: number;
}

export interface MatrixDocument {
  schema: number;
  rows: MatrixLens;
  columns: MatrixLens;
  unit: Unit;
  effort: number;
  redundant: boolean;
  cells: MatrixCell[];
  hash: string;
}
