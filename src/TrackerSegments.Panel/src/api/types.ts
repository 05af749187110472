/** The JSON contract with the service. Shares and coverage are fractions 0–1; deltas, targets, tolerances and the index are percentages. */

export type Unit = 'points' | 'hours' | 'epics';
export type SegmentState = 'under' | 'on' | 'over' | 'noTarget';
export type AlignmentState = 'aligned' | 'misaligned' | 'noStrategy' | 'noEffort' | 'notComparable';
export type StatusCategory = 'todo' | 'in-progress' | 'done';

export interface LensName {
  key: string;
  name: string;
}

export interface Workspace {
  schema: number;
  name: string;
  sample: boolean;
  readOnly: boolean;
  tracker: { kind: string; name: string };
  lenses: (LensName & { primary: boolean })[];
  /** Who is looking; missing where the service is older. */
  caller?: Caller;
}

export type Role = 'viewer' | 'editor' | 'strategist' | 'admin';

export interface Caller {
  role: Role;
  may: {
    /** Change segments of epics, and ask for a reading. */
    edit: boolean;
    /** Change schemes, targets and plans. */
    plan: boolean;
    /** Switch writing, and see who changed what. */
    administer: boolean;
  };
}

export interface Segment {
  key: string;
  name: string;
  color: string;
  epics: number;
  unestimated: number;
  effort: number;
  share: number | null;
  shareMin: number | null;
  shareMax: number | null;
  target: number | null;
  tolerance: number | null;
  delta: number | null;
  /** null where there is a target but no effort to hold against it. */
  state: SegmentState | null;
  certain: boolean;
}

export type Severity = 'error' | 'warning' | 'info';

export interface Finding {
  code: string;
  severity: Severity;
  text: string;
  items: string[];
  itemCount: number;
  action: string;
  /** What the text is made of; missing where the service is older. */
  figures?: Figures;
}

export interface Figures {
  numbers: Record<string, number>;
  names: Record<string, string[]>;
}

export interface Totals {
  epics: number;
  tagged: number;
  unassigned: number;
  unestimated: number;
  effort: number;
  taggedEffort: number;
  unassignedEffort: number;
  imputedEffort: number;
  coverage: number | null;
}

export interface Alignment {
  schema: number;
  lens: LensName & { field: string };
  schemeVersion: number;
  asOf: string;
  measure: string;
  unit: Unit;
  /** `status` is a comma list of categories, or "all"; `unestimated` is "exclude", "median" or "fixed:8". */
  policy: { rollUp: string; unestimated: string; status: string; epicTypes: string[] };
  totals: Totals;
  segments: Segment[];
  alignment: {
    index: number | null;
    indexMin: number | null;
    indexMax: number | null;
    state: AlignmentState;
    certain: boolean;
    dependsOn: string[];
    dependsOnCount: number;
  };
  headline: string;
  findings: Finding[];
  hash: string;
}

export interface BoardEpic {
  key: string;
  title: string;
  url: string | null;
  project: string;
  type: string;
  status: string;
  statusCategory: StatusCategory;
  team: string | null;
  assignee: string | null;
  effort: number | null;
  imputed: boolean;
  segments: string[];
  weights: number[];
  /** The part of the effort that each segment gets; missing where the service is older, null where there is no effort. */
  portions?: number[] | null;
  unmapped: string[];
  revision: string;
}

export interface BoardColumn {
  /** null for Unassigned. */
  key: string | null;
  name: string;
  color: string | null;
  count: number;
  unestimated: number;
  effort: number;
  share: number | null;
  target: number | null;
  tolerance: number | null;
  delta: number | null;
  state: SegmentState | null;
  epics: string[];
}

export interface Board {
  schema: number;
  lens: LensName;
  asOf: string;
  measure: string;
  unit: Unit;
  columns: BoardColumn[];
  epics: BoardEpic[];
}

export interface SegmentChange {
  add: string[];
  remove: string[];
}

export interface SegmentChangeRequest extends SegmentChange {
  lens: string;
  expectedRevision: string;
  /** Needed where something is written; a dry run has no use for it. */
  idempotencyKey?: string;
  dryRun: boolean;
}

/** How effort stood before a change. */
export interface Before {
  index: number | null;
  state: AlignmentState;
}

export interface SegmentChangeResult {
  written: boolean;
  epic: BoardEpic;
  before: Before;
  alignment: Alignment;
  /** What somebody else changed at the same moment. */
  overlap?: { by: string | null; at: string | null; from: string[]; to: string[]; text: string };
}

/** The same change for many epics at once. */
export interface ManyChangeRequest extends SegmentChange {
  lens: string;
  epics: readonly { key: string; expectedRevision: string }[];
  /** Needed where something is written; a dry run has no use for it. */
  idempotencyKey?: string;
  dryRun: boolean;
}

export interface EpicResult {
  key: string;
  outcome: 'written' | 'unchanged' | 'conflict' | 'refused' | 'notFound';
  code?: string;
  /** Why it was not written, or what somebody else changed at the same moment. */
  text?: string;
  /** The epic as it is now, where it is on the board. */
  epic?: BoardEpic;
}

export interface ManyChangeResult {
  written: boolean;
  results: EpicResult[];
  before: Before;
  alignment: Alignment;
}

/** Two changes of one epic that cannot both be had. */
export interface Conflict {
  theirs: SegmentChange;
  by: string | null;
  at: string | null;
  ours: SegmentChange;
  text: string;
}

export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  traceId?: string;
  current?: BoardEpic;
  requested?: SegmentChange;
  conflict?: Conflict;
  /** The document as somebody else made it meanwhile. */
  theirs?: unknown;
}
